"""The one door, as somebody at a terminal finds it."""

import os
import subprocess
from pathlib import Path

import pytest

from alongside.config import cli, house

DOOR = house.ROOT / "alongside"


def door(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([DOOR, *words], capture_output=True, text=True, env=os.environ | environ, cwd="/", check=False)


def test_door_opens_from_any_folder() -> None:
    done = door("--help")
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in cli.NAMES)


def test_door_is_plain_sh() -> None:
    assert subprocess.run(["sh", "-n", DOOR], check=False).returncode == 0
    assert DOOR.read_text().startswith("#!/bin/sh\n")


def test_old_python_is_told_so_in_words(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 1\necho "Python 3.9.2"\n')
    old.chmod(0o755)
    done = door("--help", ALONGSIDE_PYTHON=str(old))
    assert done.returncode == 69
    assert "needs Python 3.11 or later" in done.stderr
    assert "Python 3.9.2" in done.stderr


@pytest.mark.parametrize("name", cli.NAMES)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parser().parse_args([name, "--help"])
    assert ended.value.code == 0
    assert f"Example: ./alongside {name}" in capsys.readouterr().out


def test_unknown_words_are_refused() -> None:
    done = door("check", "--no-such-thing")
    assert done.returncode == 2
    assert "--no-such-thing" in done.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-tools.lock"])
def test_locks_name_versions_and_hashes_but_no_address(lock: str) -> None:
    lines = (house.ROOT / lock).read_text().splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert not [line for line in lines if "://" in line or line.startswith("-")]


def test_runtime_lock_is_part_of_the_dev_lock() -> None:
    runtime, dev = (
        {line.split(" ")[0] for line in (house.ROOT / lock).read_text().splitlines() if "==" in line.split(" ")[0]}
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= dev
