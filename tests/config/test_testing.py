"""The command that runs the tests says what ran and what could not, and fails when a part could not."""

import os
import subprocess
import sys

import pytest

from alongside.config import house
from alongside.config.commands.test import Tally

CHOSEN = "tests/config/test_served.py"


def run_tests(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "alongside.config.cli", "test", *words, CHOSEN]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, capture_output=True, text=True, cwd=house.ROOT, env=ours | environ, check=False)


@pytest.mark.slow
def test_browser_that_is_not_there_is_a_failure() -> None:
    done = run_tests("--without", "postgres", ALONGSIDE_BROWSER="/no/such/browser")
    assert done.returncode == 1
    assert "COULD NOT RUN browser (ALONGSIDE_BROWSER names /no/such/browser, which is not there)" in done.stdout


@pytest.mark.slow
def test_part_that_was_left_out_on_purpose_is_no_failure() -> None:
    done = run_tests("--without", "browser", "--without", "postgres", ALONGSIDE_BROWSER="/no/such/browser")
    assert done.returncode == 0, done.stdout
    assert "alongside test: ran 2 on SQLite (without browser, without postgres, as asked)" in done.stdout


def test_one_line_says_what_ran_what_failed_and_what_could_not() -> None:
    tally = Tally(ran=["7 on SQLite"], failed=["on SQLite"], could_not=["browser (no reason)"])
    assert tally.line() == "alongside test: ran 7 on SQLite; FAILED on SQLite; COULD NOT RUN browser (no reason)"
