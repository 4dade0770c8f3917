"""The fast loop: is it tidy, typed and built as the house is?"""

import argparse
import subprocess
import sys

from alongside.config import house

HELP = "Check format and lint."
EXAMPLE = "./alongside check"

TOOLS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
}
LOCK = ("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11", "--no-emit-index-url",
        "--no-emit-find-links", "--custom-compile-command", "./alongside check --lock")  # fmt: skip
LOCKS = {
    "requirements.lock": ["--group", "build", "pyproject.toml"],
    "requirements-dev.lock": ["--group", "build", "--group", "dev", "--constraints", "requirements.lock", "pyproject.toml"],
    "requirements-tools.lock": ["--group", "tools"],
}


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "--lock", action="store_true", help="write the requirements files anew from pyproject.toml, and nothing else"
    )
    parser.add_argument("--fix", action="store_true", help="first mend what can be mended by itself")


def run(given: argparse.Namespace) -> int:
    """Run every tool, and name those that found something."""
    if given.lock:
        return sum(_run([*LOCK, *rest, "--output-file", name]) for name, rest in LOCKS.items())
    if given.fix:
        _tool("ruff", "check", "--fix", "--quiet", ".")
        _tool("ruff", "format", "--quiet", ".")
    found = [name for name, words in TOOLS.items() if _tool(*words)]
    print(f"check: {', '.join(found)} found something" if found else "check: all well")
    return len(found)


def _tool(*words: str) -> int:
    return _run([sys.executable, "-m", *words])


def _run(words: list[str]) -> int:
    return subprocess.run(words, cwd=house.ROOT, check=False).returncode
