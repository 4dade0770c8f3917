"""What a person may want to know of the site itself."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from alongside.design import stylesheet
from alongside.kit.personal import Personal
from alongside.pages import policy
from alongside.people import personal
from alongside.places import queries as places
from tests import markup
from tests.personas import County

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", "/about/", "/help/", "/worried/", "/accessibility/", "/privacy/", "/design/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_sound_html_with_one_first_heading(client: Client, county: County, address: str) -> None:
    page = client.get(address).content.decode()
    assert markup.faults(page) == []
    assert page.count("<h1") == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_sound_html_before_the_place_has_a_name(client: Client, address: str) -> None:
    assert markup.faults(client.get(address).content.decode()) == []


def test_no_two_pages_have_the_same_title(client: Client) -> None:
    titles = [re.findall("<title>(.*?)</title>", client.get(address).content.decode()) for address in ADDRESSES]
    assert len({title for (title,) in titles}) == len(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_view_of_a_page_fits_a_slow_line(client: Client, county: County, address: str) -> None:
    page = client.get(address).content
    linked = set(re.findall(r'="/static/([^"]+)"', page.decode()))
    assert stylesheet.NAME in linked
    weights = [len(gzip.compress(Path(str(finders.find(path))).read_bytes())) for path in linked]
    assert len(gzip.compress(page)) + sum(weights) <= 100 * 1024


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_comes_from_anybody_else(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert not re.findall(r'(?:src|srcset)="(?:https?:)?//', page)
    assert not re.findall(r'<link[^>]+href="(?:https?:)?//', page)
    assert " style=" not in page
    assert "<style" not in page
    assert not re.findall(r"<script(?![^>]+src=)", page)


def test_every_helpline_can_be_rung_with_one_press(client: Client, county: County) -> None:
    page = client.get("/worried/").content.decode()
    for line in places.numbers_to_ring():
        assert f'href="tel:{line.number.replace(" ", "")}"' in page
    assert 'href="tel:999"' in page


def test_privacy_page_tells_every_purpose_that_the_rooms_declare(client: Client) -> None:
    text = " ".join("".join(markup.parsed(client.get("/privacy/").content.decode()).itertext()).split())
    purposes = {
        str(field.purpose) for fields in personal.declared().values() for field in fields.values() if isinstance(field, Personal)
    }
    assert purposes
    assert [purpose for purpose in purposes if purpose not in text] == []


def test_accessibility_statement_says_when_it_is_out_of_date(client: Client) -> None:
    fresh, late = policy.REVIEWED + dt.timedelta(days=1), policy.REVIEWED + policy.REVIEW_EVERY + dt.timedelta(days=2)
    with time_machine.travel(fresh):
        assert "Not reviewed in time" not in client.get("/accessibility/").content.decode()
    with time_machine.travel(late):
        assert "Not reviewed in time" in client.get("/accessibility/").content.decode()


def test_known_faults_are_told_with_a_way_round_each(client: Client) -> None:
    page = client.get("/accessibility/").content.decode()
    for issue in policy.ISSUES:
        assert str(issue.what) in page
        assert str(issue.instead) in page


def test_search_engines_leave_private_pages_alone(client: Client) -> None:
    robots = client.get("/robots.txt")
    assert robots["Content-Type"].startswith("text/plain")
    assert "Disallow: /account/" in robots.content.decode()
