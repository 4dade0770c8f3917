"""The fast loop: is it tidy, typed and built as the house is?"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alongside.config import house, locks
from alongside.config.commands.test import COMPILED_ONCE

HELP = "Check format, lint, types, the rooms' directions, templates and the tests of what changed; under a minute."
EXAMPLE = "./alongside check"

TOOLS = {
    "format": ["ruff", "format", "--diff", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "--output-format", "concise", "."],
    "directions": ["importlinter.cli", "lint"],
    "templates": ["djlint", "--lint", "--quiet", "src"],
    "types": ["mypy", "--no-error-summary"],
}


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "--lock", action="store_true", help="write the requirements files anew from pyproject.toml, and nothing else"
    )
    parser.add_argument("--fix", action="store_true", help="first mend what can be mended by itself")
    parser.add_argument("--no-tests", action="store_true", help="leave out the tests of what changed")


def run(given: argparse.Namespace) -> int:
    """Run every tool, and name those that found something."""
    if given.lock:
        return locks.write()
    if given.fix:
        _tool("ruff", "check", "--fix", "--quiet", ".")
        _tool("ruff", "format", "--quiet", ".")
    found = [f"{name} (run ./alongside check --lock)" for name in locks.stale()]
    tools = dict(TOOLS)
    if not given.no_tests:
        tools["tests of what changed"] = ["pytest", "-q", "-m", "not slow", *_changed_tests()]
    with ThreadPoolExecutor(os.cpu_count()) as beside:  # each is a process of its own; the longest begin first
        well = beside.map(_well, reversed(tools), reversed(tools.values()))
        found += sorted(name for name, is_well in zip(reversed(tools), well, strict=True) if not is_well)
    print(f"check: {', '.join(found)} found something" if found else "check: all well")
    return len(found)


def _well(name: str, words: list[str]) -> bool:
    """Whether a tool found nothing; what it found is shown, the rest is silence."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=house.ROOT,
        env=os.environ | COMPILED_ONCE,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"--- {name}\n{done.stdout}{done.stderr}", flush=True)
    return not done.returncode


def _changed_tests() -> list[str]:
    """The tests of every room that differs from main, and always those of the house itself."""
    rooms = {
        Path(name).parts[2 if name.startswith("src/") else 1] for name in _changed_files() if name.startswith(("src/", "tests/"))
    }
    return [
        "tests/architecture",
        *sorted(f"tests/{room}" for room in rooms if (house.ROOT / "tests" / room).is_dir() and room != "browser"),
    ]


def _changed_files() -> list[str]:
    """What git says differs from where this branch left main, and what it does not know yet."""
    ask = [
        ["diff", "--name-only", "--merge-base", "main"],
        ["diff", "--name-only", "HEAD~1"],
        ["ls-files", "--others", "--exclude-standard"],
    ]
    names = [subprocess.run(["git", *words], cwd=house.ROOT, check=False, capture_output=True, text=True).stdout for words in ask]
    return "".join(names).splitlines()


def _tool(*words: str) -> int:
    return _run([sys.executable, "-m", *words])


def _run(words: list[str]) -> int:
    return subprocess.run(words, cwd=house.ROOT, check=False).returncode
