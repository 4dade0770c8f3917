"""The list of needs that comes with the software."""

import pytest

from alongside.kit import clock
from alongside.record.models import Event
from alongside.search import analysis
from alongside.terms import actions, queries
from alongside.terms.models import Taxonomy, Term
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db

# What a resident types, and what they must be led to. Written down from how people speak, not from the list.
LEADS = {
    "lonely": {"befriending", "coffee morning", "social group", "lunch club"},
    "company": {"befriending", "coffee morning"},
    "nobody to talk to": {"befriending"},
    "skint": {"debt advice", "benefits advice"},
    "bailiffs": {"debt advice"},
    "cant pay rent": {"debt advice"},
    "hungry": {"food bank", "foodbank", "community fridge"},
    "foodbank": {"food bank", "food parcel"},
    "elderly": {"older people"},
    "pensioner": {"older people", "over 60s"},
    "lift to hospital": {"volunteer driver", "community transport"},
    "depressed": {"mental health", "counselling"},
    "suicidal": {"samaritans"},
    "homeless": {"night shelter", "housing advice"},
    "carer": {"carers support"},
    "forgetful": {"dementia", "memory cafe"},
    "cold house": {"fuel voucher"},
    "new mum": {"baby group"},
    "hit by my partner": {"domestic abuse"},
    "dont speak english": {"esol"},
    "drinking too much": {"alcoholics anonymous"},
    "ex army": {"veterans"},
    "blind": {"sight loss", "visual impairment"},
    "hard of hearing": {"hearing loss"},
    "respite": {"short breaks", "sitting service"},
}


@pytest.mark.parametrize("typed", list(LEADS))
def test_everyday_words_lead_to_what_helps(typed: str) -> None:
    actions.load_needs()
    assert LEADS[typed] <= set(queries.synonyms()[typed])


@pytest.mark.parametrize("typed", ["dog", "help", "need", "support", "group", "things", "tuesday", "free", "near", "red", "fire"])
def test_plain_words_lead_nowhere_else(typed: str) -> None:
    actions.load_needs()
    assert typed not in queries.synonyms()


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("lonely", {"debt advice", "domestic abuse", "children"}),
        ("food bank", {"befriending", "fuel voucher", "debt advice"}),
        ("blue badge", {"community transport", "disability", "disabled"}),
        ("gambling", {"substance misuse"}),
        ("bullied", {"children", "youth club"}),
    ],
)
def test_words_do_not_lead_too_far(typed: str, never: set[str]) -> None:
    actions.load_needs()
    assert never.isdisjoint(queries.synonyms()[typed])


def test_loading_twice_changes_nothing() -> None:
    first = actions.load_needs()
    edition, events = queries.edition(), Event.objects.count()
    again = actions.load_needs()
    assert first.created == again.unchanged == queries.needs().count() > 40
    assert (again.created, again.updated, again.kept) == (0, 0, 0)
    assert (queries.edition(), Event.objects.count()) == (edition, events)


def test_loading_again_never_undoes_what_an_officer_changed() -> None:
    actions.load_needs()
    lonely, veterans = Term.objects.get(slug="feeling-lonely"), Term.objects.get(slug="veterans")
    actions.rename(lonely, name="Wanting company", by=None)
    actions.retire(veterans, by=None)
    loaded = actions.load_needs()
    assert loaded.kept == 2
    assert set(queries.needs().filter(slug__in=("feeling-lonely", "veterans")).values_list("name", flat=True)) == {
        "Wanting company"
    }


def test_loading_again_brings_what_is_new_in_the_list() -> None:
    actions.load_needs()
    Term.objects.filter(slug="dementia").update(synonyms=["older words"])
    loaded = actions.load_needs()
    assert loaded.updated == 1
    assert Term.objects.get(slug="dementia").synonyms != ["older words"]


def test_retired_needs_are_not_offered() -> None:
    TermFactory.create(name="Standing")
    TermFactory.create(name="Gone", retired_at=clock.now())
    assert [term.name for term in queries.needs()] == ["Standing"]


def test_every_phrase_of_the_list_keeps_its_meaning_in_a_search() -> None:
    """A search leaves out small words and endings: "in the red" would be any "red", "cared for" any "care"."""
    for term in actions.shipped_needs():
        for line in (*term.synonyms, *term.alike):
            for phrase in line.replace("this need", "").replace("->", ",").split(","):
                assert len(phrase.split()) < 2 or len(analysis.words(phrase)) > 1, phrase


def test_need_has_the_same_id_in_every_place() -> None:
    actions.load_needs()
    here = dict(Term.objects.values_list("slug", "id"))
    Term.objects.all().delete()
    Taxonomy.objects.all().delete()
    actions.load_needs()
    assert dict(Term.objects.values_list("slug", "id")) == here
    assert str(Taxonomy.objects.get().pk) == "d5d4cee3-ec11-5f5f-886c-3857dbd7ef04"
