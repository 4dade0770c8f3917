"""One style sheet, small enough for a slow line, in colours that can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client, override_settings

from alongside.design import stylesheet
from alongside.design.accent import contrast

TEXT = ("ink", "ink-2", "accent", "ok", "warn", "bad", "visited")
SECTORS = ("voluntary", "council", "health", "public", "business")


def test_style_fits_its_budget() -> None:
    assert len(gzip.compress(stylesheet.text().encode(), 9)) <= 14 * 1024


def test_style_is_whole_after_squeezing() -> None:
    css = stylesheet.text()
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    assert set(re.findall(r"var\(--([\w-]+)[,)]", css)) <= set(re.findall(r"--([\w-]+):", css)) | {"soft", "tone", "glyph"}


def test_style_is_served_as_one_file(client: Client) -> None:
    found = finders.find(stylesheet.NAME)
    assert found
    assert Path(found).read_text() == stylesheet.text()
    answer = client.get(static(stylesheet.NAME))
    assert answer.status_code == 200
    assert b"".join(answer).decode() == stylesheet.text()


def test_collected_style_has_a_fingerprint_in_its_name(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", verbosity=0, interactive=False)
    assert list(tmp_path.glob("design/alongside.????????????.css.gz"))


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("theme", [0, 1])
def test_text_can_be_read(name: str, ground: str, theme: int) -> None:
    colours = stylesheet.tokens()
    assert contrast(colours[name][theme], colours[ground][theme]) >= 4.5


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("ink", "tint-2"), ("ink-2", "tint-2"), ("on-accent", "accent"), ("accent-deep", "accent-soft"), ("accent", "accent-soft"),
        ("ink", "accent-soft"), ("ok", "ok-soft"), ("warn", "warn-soft"), ("bad", "bad-soft"), ("ink", "bad-soft"), ("ink-2", "bad-soft"),
        ("on-deep", "deep"), ("on-deep-2", "deep"), ("accent-on-deep", "deep"), ("paper", "ok"), ("ink", "sheet"), ("ink-2", "sheet"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("theme", [0, 1])
def test_text_can_be_read_on_its_own_ground(name: str, ground: str, theme: int) -> None:
    colours = stylesheet.tokens()
    assert contrast(colours[name][theme], colours[ground][theme]) >= 4.5


@pytest.mark.parametrize("name", [*SECTORS, "edge"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("theme", [0, 1])
def test_marks_and_borders_can_be_seen(name: str, ground: str, theme: int) -> None:
    colours = stylesheet.tokens()
    assert contrast(colours[name][theme], colours[ground][theme]) >= 3
