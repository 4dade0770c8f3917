"""The documents say what is so: every setting, every command, every command of the README, every link between them."""

import re
from pathlib import Path

import pytest

from alongside.config import cli, house

DOCS = sorted([*house.ROOT.glob("*.md"), *(house.ROOT / "docs").rglob("*.md"), *(house.ROOT / "src").rglob("README.md")])
SOURCES = [*(house.ROOT / "src").rglob("*.py"), house.ROOT / "alongside", house.ROOT / "tests" / "settings.py"]
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def relative(file: Path) -> str:
    return str(file.relative_to(house.ROOT))


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    asked = re.compile(r"""(?:env\.\w+|environ(?:\.\w+)?)[(\[]\s*"([A-Z_]+)"|\$\{(ALONGSIDE_[A-Z]+)""")
    used = {a or b for file in SOURCES for a, b in asked.findall(file.read_text())}
    listed = set(re.findall(r"^\| `([A-Z_]+)`", (house.ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE))
    assert listed == {name for name in used if name.startswith(("ALONGSIDE_", "DATABASE_"))}


def test_every_command_is_documented() -> None:
    listed = re.findall(r"^\| `\./alongside ([\w-]+)", (house.ROOT / "docs/reference/commands.md").read_text(), re.MULTILINE)
    assert set(listed) == set(cli.NAMES)


@pytest.mark.parametrize("name", cli.NAMES)
def test_every_option_is_documented(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parser().parse_args([name, "--help"])
    options = set(re.findall(r"(--[a-z-]+)", capsys.readouterr().out)) - {"--help"}
    lines = (house.ROOT / "docs/reference/commands.md").read_text().splitlines()
    said = "\n".join(line for line in lines if line.startswith(f"| `./alongside {name}"))
    assert not {option for option in options if option not in said}


@pytest.mark.parametrize("document", DOCS, ids=relative)
def test_document_names_only_commands_that_exist(document: Path) -> None:
    named = set(re.findall(r"\./alongside ([a-z-]+)", document.read_text()))
    assert named <= set(cli.NAMES)


@pytest.mark.parametrize("document", DOCS, ids=relative)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
    assert not [link for link in links if not (document.parent / link).exists()]


def test_readme_says_how_to_begin_and_where_to_go_on() -> None:
    readme = (house.ROOT / "README.md").read_text()
    assert "./alongside demo" in readme
    assert "./alongside test" in readme
    assert "CONTRIBUTING.md" in readme
    assert "docs/" in readme


def test_licence_is_the_one_that_we_name() -> None:
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (house.ROOT / "LICENSE").read_text()
    assert 'license = "AGPL-3.0-or-later"' in (house.ROOT / "pyproject.toml").read_text()


def test_decisions_are_numbered_one_by_one() -> None:
    numbers = sorted(int(file.name[:4]) for file in (house.ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
