"""Finding organisations: by number, by a name nearly right, page by page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from alongside.organisations import identifiers, names, queries
from alongside.organisations.queries import Asked
from tests.organisations.factories import IdentifierFactory, OrganisationFactory

NOBODY = AnonymousUser()


def found(words: str = "", **asked: str) -> list[str]:
    return [one.name for one in queries.find(Asked(words=words, **asked), NOBODY).page.rows]


@pytest.fixture
def some(db: None) -> None:
    for name, sector, others in (
        ("Harrow Green Befrienders", "voluntary", ["HGB"]),
        ("Marl Vale Befriending", "voluntary", []),
        ("The Hub & Co. Ltd", "voluntary", []),
        ("Marlshire County Council", "council", ["MCC"]),
        ("St Anne's with St Bride's", "voluntary", []),
    ):
        OrganisationFactory.create(name=name, sector=sector, other_names=others)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("befrienders", "Harrow Green Befrienders"),
        ("befreinders", "Harrow Green Befrienders"),
        ("harow green", "Harrow Green Befrienders"),
        ("green harrow", "Harrow Green Befrienders"),
        ("hgb", "Harrow Green Befrienders"),
        ("hub and co", "The Hub & Co. Ltd"),
        ("the hub", "The Hub & Co. Ltd"),
        ("st annes", "St Anne's with St Bride's"),
        ("St Anne’s", "St Anne's with St Bride's"),
        ("marlsh", "Marlshire County Council"),
        ("COUNCIL", "Marlshire County Council"),
    ],
)
def test_name_nearly_right_is_found_first(some: None, typed: str, name: str) -> None:
    assert found(typed)[0] == name


@pytest.mark.parametrize("typed", ["snow shoes", "harrow council", "zzz", "%", "'", "*"])
def test_name_that_is_another_is_not_found(some: None, typed: str) -> None:
    assert found(typed) == []


def test_without_words_the_list_is_by_name(some: None) -> None:
    assert found() == sorted(found(), key=str.lower)
    assert len(found("   ")) == 5


def test_sectors_are_counted_among_what_was_found_and_narrow_it(some: None) -> None:
    listed = queries.find(Asked(words="marl"), NOBODY)
    assert [(value, number) for value, _, number in listed.sectors] == [("voluntary", 1), ("council", 1)]
    assert found("marl", sector="council") == ["Marlshire County Council"]
    assert len(found("marl", sector="no such")) == 2


def test_same_name_in_another_spelling_is_the_same(some: None) -> None:
    assert [one.name for one in queries.by_name("Hub and Co Limited")] == ["The Hub & Co. Ltd"]
    assert [one.name for one in queries.by_name("harrow green befreinders")] == ["Harrow Green Befrienders"]
    assert [one.name for one in queries.by_name("mcc")] == ["Marlshire County Council"]
    assert queries.by_name("Harrow Green") == []


@pytest.mark.django_db
def test_pages_of_the_list_meet_without_gap_or_overlap() -> None:
    OrganisationFactory.create_batch(45, name="Lunch Club")
    pages = [queries.find(Asked(page=str(n)), NOBODY).page for n in (1, 2, 3)]
    assert [(page.first, page.last) for page in pages] == [(1, 20), (21, 40), (41, 45)]
    assert len({one.pk for page in pages for one in page.rows}) == 45


@pytest.mark.django_db
def test_number_is_found_however_it_is_written() -> None:
    one = IdentifierFactory.create(scheme="GB-COH", number="01234567").organisation
    assert queries.by_identifier("gb-coh", "123 4567") == one
    assert queries.by_identifier("GB-CHC", "1234567") is None
    assert queries.by_identifier("GB-COH", "not a number") is None


@pytest.mark.parametrize(
    ("scheme", "written", "kept"),
    [
        ("GB-CHC", "1123456", "1123456"),
        ("gb-chc", " 112 3456 ", "1123456"),
        ("GB-CHC", "200051-1", "200051-1"),
        ("GB-COH", "1234567", "01234567"),
        ("GB-COH", "oc312345", "OC312345"),
        ("GB-COH", "IP12345R", "IP12345R"),
        ("GB-SC", "12345", "SC012345"),
        ("GB-SC", "sc012345", "SC012345"),
        ("GB-NIC", "NIC101234", "101234"),
        ("GB-MPR", "28123r", "28123R"),
        ("GB-NHS", "rx1", "RX1"),
        ("GB-LAE", "bir", "BIR"),
        ("GB-EDU", "123456", "123456"),
        ("XI-LEI", "5493001kjtiigc8y1r12", "5493001KJTIIGC8Y1R12"),
    ],
)
def test_number_is_kept_in_one_spelling(scheme: str, written: str, kept: str) -> None:
    assert identifiers.clean(scheme, written) == (scheme.upper(), kept)


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("GB-CHC", "12345"),
        ("GB-CHC", "1123456X"),
        ("GB-COH", "123456789"),
        ("GB-SC", "AB123"),
        ("GB-EDU", "12"),
        ("", "1"),
        ("charity", "1"),
        ("XI-LEI", ""),
    ],
)
def test_number_that_cannot_be_is_refused_with_an_example(scheme: str, written: str) -> None:
    with pytest.raises(identifiers.WrongNumber) as refused:
        identifiers.clean(scheme, written)
    if scheme in identifiers.SCHEMES:
        assert identifiers.SCHEMES[scheme].example in str(refused.value)


@pytest.mark.parametrize(("scheme", "example"), [(code, scheme.example) for code, scheme in identifiers.SCHEMES.items()])
def test_every_example_is_right(scheme: str, example: str) -> None:
    assert identifiers.clean(scheme, example) == (scheme, example)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(typed: str) -> None:
    known = {1: names.plain("Harrow Green Befrienders"), 2: names.plain("Kettle & Chat")}
    assert set(names.like(typed, known)) <= {1, 2}
    assert set(names.same(typed, known)) <= {1, 2}


@given(st.text(min_size=1, max_size=60))
def test_name_is_always_the_same_as_itself(name: str) -> None:
    plain = names.plain(name)
    assert names.plain(plain) == plain or not plain
    if plain:
        assert names.same(name, {1: plain}) == [1]
