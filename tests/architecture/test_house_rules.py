"""Rules of the house that no tool knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from allauth import account
from django.apps import apps
from django.core.management import call_command
from django.db import models

from alongside.config import house
from alongside.people import personal
from tests.architecture.test_directions import ROOMS, SOURCE

LONGEST = 400
DATA = "demo/county/"  # tables of facts are as long as they are
PYTHON = [file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts]
TEMPLATES = sorted(file for room in ROOMS for file in (SOURCE / room / "templates").rglob("*") if file.is_file())
ASKED_BY_NAME = {"400.html", "403.html", "404.html", "429.html", "500.html", "components.yaml"}  # by libraries


def relative(template: Path) -> str:
    """A template's name, as Django knows it."""
    return str(template.relative_to(next(parent for parent in template.parents if parent.name == "templates")))


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_linear() -> None:
    numbers = [(file.parts[-3], file.name[:4]) for file in SOURCE.glob("*/migrations/[0-9]*.py")]
    assert len(numbers) == len(set(numbers))


def test_files_are_short() -> None:
    lengths = {str(file.relative_to(SOURCE)): len(file.read_text().splitlines()) for file in PYTHON}
    assert not {name: length for name, length in lengths.items() if length > LONGEST and not name.startswith(DATA)}


def test_models_do_no_work_in_save() -> None:
    own = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in PYTHON
        if "models" in file.name or "models" in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert not own


def test_lists_have_an_order() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_config.name.startswith("alongside.")]
    assert not [model._meta.label for model in ours if not model._meta.ordering and not has_one_row(model)]


def has_one_row(model: type[models.Model]) -> bool:
    """A table that is allowed a single row has nothing to put in order."""
    return any(getattr(rule, "condition", None) == models.Q(id=1) for rule in model._meta.constraints)


def users(name: str) -> Iterator[Path]:
    """The files that use the template of this name. Mail names its two forms without their ending; lists name a folder."""
    whole, stem, folder = (re.escape(part) for part in (name, name.rsplit(".", 1)[0], name.rsplit("/", 1)[0]))
    stem = stem.removesuffix("_subject").removesuffix("_message")  # allauth's mails name the two by what they share
    asked = re.compile(rf"""["'/ ]{whole}["'#\n]|["']{stem}["']|["']{folder}/[{{"'%]""")
    rough = name.rsplit("/", 1)[0].removesuffix(".html")  # looking for this first is much quicker
    for file, text in texts().items():
        if rough in text and asked.search(text):
            yield file


@cache
def texts() -> dict[Path, str]:
    """Every file that may use a template, read once."""
    return {file: file.read_text() for file in [*PYTHON, *TEMPLATES, *SOURCE.rglob("*.yaml")]}


def test_no_template_is_left_over() -> None:
    theirs = Path(account.__file__).parents[1] / "templates"
    unused = [
        str(template.relative_to(SOURCE))
        for template in TEMPLATES
        if relative(template) not in ASKED_BY_NAME
        if not list((theirs / relative(template)).parent.glob(f"{template.stem}.*"))
        if not any(file != template for file in users(relative(template)))
    ]
    assert not unused


def test_every_dependency_has_its_reason() -> None:
    text = (house.ROOT / "pyproject.toml").read_text()
    settings = tomllib.loads(text)
    names = [*settings["project"]["dependencies"], *(name for group in settings["dependency-groups"].values() for name in group)]
    lines = {
        line.split('"')[1]: line for line in text.splitlines() if line.startswith('    "') or (" = [" in line and '"' in line)
    }
    assert not [name for name in names if "#" not in lines.get(name, "# stands in a group of its own")]


def test_every_room_says_what_it_is() -> None:
    assert not [room for room in ROOMS if not (SOURCE / room / "README.md").is_file()]


def test_every_field_says_whether_it_is_about_a_person() -> None:
    assert not personal.undeclared()


def test_error_stands_in_a_title_once() -> None:
    """The page itself puts it there for its form."""
    twice = re.compile(r"{% block title %}{% if form\.errors")
    assert not [path for path in SOURCE.rglob("*.html") if twice.search(path.read_text())]
