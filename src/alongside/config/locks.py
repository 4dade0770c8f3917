"""The locked versions: written anew when pyproject.toml asks for something else, and found stale until they are."""

import hashlib
import json
import shutil
import subprocess
import tomllib

from alongside.config import house

COMPILE = [
    "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11", "--no-emit-index-url",
    "--no-emit-find-links", "--custom-compile-command", "./alongside check --lock",
]  # fmt: skip
LOCKS = {
    "requirements.lock": ["--group", "build", "pyproject.toml"],
    "requirements-dev.lock": ["--group", "build", "--group", "dev", "--constraints", "requirements.lock", "pyproject.toml"],
    "requirements-tools.lock": ["--group", "tools"],
}
MARK = "# of what pyproject.toml asks for: "


def asked() -> str:
    """A digest of everything that pyproject.toml asks for."""
    settings = tomllib.loads((house.ROOT / "pyproject.toml").read_text())
    wanted = [settings["project"]["requires-python"], settings["project"]["dependencies"], settings["dependency-groups"]]
    return hashlib.sha256(json.dumps(wanted).encode()).hexdigest()[:16]


def stale() -> list[str]:
    """The locks that were made of something else."""
    return [name for name in LOCKS if f"{MARK}{asked()}\n" not in (house.ROOT / name).read_text()]


def write() -> int:
    """Write every lock anew, keeping what may stay as it is."""
    uv = shutil.which("uv") or str(house.ROOT / ".tools" / "bin" / "uv")
    for name, words in LOCKS.items():
        done = subprocess.run([uv, *COMPILE, *words, "--output-file", name], cwd=house.ROOT, check=False)
        if done.returncode:
            return done.returncode
        lock = house.ROOT / name
        kept = [line for line in lock.read_text().splitlines(keepends=True) if not line.startswith(MARK)]
        lock.write_text(f"{MARK}{asked()}\n{''.join(kept)}")
    return 0
