"""The gallery shows every component, soundly."""

import pytest
import yaml
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alongside.design import gallery
from tests import markup

pytestmark = pytest.mark.django_db


def test_gallery_shows_every_component_there_is(client: Client) -> None:
    listed = yaml.safe_load((gallery.TEMPLATES / "components.yaml").read_text())["components"]
    files = {path.stem for path in (gallery.TEMPLATES / "design/components").glob("*.html")}
    shown = {element.get("data-component") for element in markup.parsed(_gallery(client)).iter()}
    assert set(listed) == files
    assert set(listed) <= shown


def test_gallery_is_sound_html(client: Client) -> None:
    assert markup.faults(_gallery(client)) == []


def test_every_component_says_what_it_is_for_and_what_it_is_given() -> None:
    for section in gallery.sections():
        assert section.about, section.name
        assert section.given, section.name


def test_gallery_is_open_to_a_visitor_and_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        assert client.get("/design/").status_code == 200


def _gallery(client: Client) -> str:
    return client.get("/design/").content.decode()
