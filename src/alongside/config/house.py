"""Where the house stands on this machine."""

from pathlib import Path

_source = Path(__file__).resolve().parents[3]

ROOT = _source if (_source / "pyproject.toml").is_file() else Path.cwd()
"""The folder of the repository; where the package was installed without one, the folder that one stands in."""
