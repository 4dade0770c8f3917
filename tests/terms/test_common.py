"""Which needs the first page offers: officers choose, and a newer list changes nothing of it."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.terms import actions, policy, queries
from tests.personas import County
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return [need.name for need in queries.common_needs()]


def test_new_place_offers_what_comes_with_the_software(db: None) -> None:
    actions.load_needs()
    assert names()[:2] == ["Feeling lonely", "Food and fuel"]
    assert len(names()) == 8


def test_officer_puts_a_need_on_the_first_page_and_takes_it_off(county: County) -> None:
    actions.load_needs()
    officer, needs = county.client("officer"), reverse("terms:needs")
    pets = actions.add(queries.needs()[0].taxonomy, name="Pets", by=None)
    address = reverse("terms:common", args=[pets.slug])
    said = officer.post(address, {"common": "yes"}, follow=True).text
    assert "Pets is on the first page." in said
    assert "Take it off the first page" in said
    assert names()[-1] == "Pets"
    assert f'href="{reverse("terms:term", args=["needs", pets.slug])}">Pets</a>' in officer.get(needs).text
    assert "Pets</a>" in Client().get("/").text
    said = officer.post(address, follow=True).text
    assert "Pets is off the first page. It stays on the list." in said
    assert "Pets" not in names()
    assert said.index("Taken off the first page") < said.index("Put on the first page", said.index("Taken off the first page"))


def test_newer_list_neither_brings_back_nor_takes_away_what_officers_chose(db: None) -> None:
    actions.load_needs()
    lonely = queries.needs().get(slug="feeling-lonely")
    actions.make_uncommon(lonely, by=None)
    lonely.synonyms = ["an old line -> this need"]
    lonely.save()
    assert actions.load_needs().updated == 1
    assert "Feeling lonely" not in names()


def test_first_page_has_room_for_so_many_and_says_so(county: County) -> None:
    for _ in range(policy.MOST_COMMON):
        actions.make_common(TermFactory.create(), by=None)
    one_more = TermFactory.create(name="One more")
    said = county.client("officer").post(reverse("terms:common", args=[one_more.slug]), {"common": "yes"}, follow=True).text
    assert "The first page has room for 12 needs. Take one off first." in said
    assert len(names()) == policy.MOST_COMMON


def test_need_that_is_off_the_list_is_off_the_first_page_and_cannot_be_put_there(db: None) -> None:
    need = actions.make_common(TermFactory.create(name="Hay"), by=None)
    actions.retire(need, by=None)
    assert names() == []
    with pytest.raises(actions.WrongMove, match="no longer on the list"):
        actions.make_common(need, by=None)


def test_term_of_a_list_that_others_keep_has_no_place_on_the_first_page(county: County) -> None:
    theirs = TermFactory.create(taxonomy__slug="theirs", name="Hay")
    officer = county.client("officer")
    assert "first page" not in officer.get(reverse("terms:term", args=["theirs", theirs.slug])).text
    assert officer.post(reverse("terms:common", args=[theirs.slug]), {"common": "yes"}).status_code == 404


def test_place_whose_officers_chose_none_is_told_so(county: County) -> None:
    TermFactory.create()
    assert "Nothing is offered there to press." in county.client("officer").get(reverse("terms:needs")).text
