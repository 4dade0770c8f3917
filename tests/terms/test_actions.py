"""What officers do to the words for needs."""

from collections.abc import Collection
from uuid import UUID

import pytest

from alongside.record.models import Event
from alongside.terms import actions, queries, registry
from alongside.terms.models import Term
from tests.terms.factories import TaxonomyFactory, TermFactory

pytestmark = pytest.mark.django_db


def last_record() -> Event:
    return Event.objects.latest("at")


def test_an_added_need_is_offered_and_its_words_lead_to_it_at_once() -> None:
    needs = TaxonomyFactory.create()
    queries.synonyms()
    term = actions.add(needs, name="Pets", synonyms=["my dog -> pet food bank"], by=None)
    assert term in queries.needs()
    assert queries.synonyms()["my dog"] == ["pet food bank"]
    assert last_record().kind == "terms.added"


def test_synonyms_are_read_once_until_something_changes() -> None:
    actions.add(TaxonomyFactory.create(), name="Pets", synonyms=["dog"], by=None)
    before = queries.synonyms()
    assert queries.synonyms() is before
    actions.reword(Term.objects.get(), synonyms=["cat"], alike=[], by=None)
    assert queries.synonyms() == {"cat": ["pets"]}


def test_a_name_stands_once_in_a_list_whatever_its_case() -> None:
    needs = TaxonomyFactory.create()
    actions.add(needs, name="Pets", by=None)
    with pytest.raises(actions.WrongMove):
        actions.add(needs, name="pets", by=None)


def test_a_renamed_need_keeps_its_slug() -> None:
    term = actions.add(TaxonomyFactory.create(), name="Pets", by=None)
    term = actions.rename(term, name="Animals", by=None)
    assert (term.name, term.slug) == ("Animals", "pets")


def test_a_need_may_change_the_case_of_its_own_name() -> None:
    term = actions.add(TaxonomyFactory.create(), name="pets", by=None)
    assert actions.rename(term, name="Pets", by=None).name == "Pets"


def test_two_needs_with_names_that_look_alike_have_slugs_of_their_own() -> None:
    needs = TaxonomyFactory.create()
    first, second = (actions.add(needs, name=name, by=None) for name in ("Cats & dogs", "Cats: dogs"))
    assert first.slug != second.slug


def test_a_retired_need_is_not_offered_and_can_be_brought_back() -> None:
    term = actions.add(TaxonomyFactory.create(), name="Pets", synonyms=["dog"], by=None)
    actions.retire(term, by=None)
    assert not queries.needs() and not queries.synonyms()
    assert queries.standing_for([term.pk]) == {}
    actions.bring_back(term, by=None)
    assert queries.needs().get() == term and queries.synonyms() == {"dog": ["pets"]}


def test_a_merged_need_leads_to_the_other_with_all_its_words() -> None:
    needs = TaxonomyFactory.create()
    pets = actions.add(needs, name="Pets", synonyms=["dog"], alike=["kennel, cattery"], by=None)
    animals = actions.add(needs, name="Animals", by=None)
    actions.merge(pets, into=animals, by=None)
    assert queries.needs().get() == animals
    assert queries.synonyms() == {
        "pets": ["animals"],
        "animals": ["pets"],
        "dog": ["animals", "pets"],
        "kennel": ["cattery"],
        "cattery": ["kennel"],
    }
    assert last_record().facts == {"into": str(animals.pk)}


def test_what_was_merged_twice_over_is_stood_for_by_the_last_one() -> None:
    needs = TaxonomyFactory.create()
    dogs, pets, animals = (actions.add(needs, name=name, by=None) for name in ("Dogs", "Pets", "Animals"))
    actions.merge(dogs, into=pets, by=None)
    actions.merge(pets, into=animals, by=None)
    assert queries.standing_for([dogs.pk, animals.pk]) == {dogs.pk: animals, animals.pk: animals}


def test_a_merge_can_be_undone() -> None:
    needs = TaxonomyFactory.create()
    pets, animals = (actions.add(needs, name=name, by=None) for name in ("Pets", "Animals"))
    actions.merge(pets, into=animals, by=None)
    actions.bring_back(pets, by=None)
    assert queries.standing_for([pets.pk]) == {pets.pk: Term.objects.get(name="Pets")}
    assert queries.synonyms() == {}


def test_what_is_marked_with_a_term_is_found_under_all_that_stand_above_it() -> None:
    needs = TaxonomyFactory.create()
    home = actions.add(needs, name="Home", by=None)
    pets = actions.add(needs, name="Pets", by=None, parent=home)
    dogs = actions.add(needs, name="Dogs", by=None, parent=pets)
    animals = actions.add(needs, name="Animals", by=None, parent=home)
    assert queries.paths()[dogs.pk] == (dogs, pets, home)
    actions.merge(pets, into=animals, by=None)
    assert queries.paths()[pets.pk] == (animals, home)
    assert queries.paths()[dogs.pk] == (dogs, animals, home)
    actions.retire(home, by=None)
    assert queries.paths()[dogs.pk] == (dogs, animals)
    assert home.pk not in queries.paths()


def test_a_need_is_not_merged_into_itself_nor_into_one_that_is_gone_nor_across_lists() -> None:
    pets, gone = TermFactory.create(name="Pets"), TermFactory.create(name="Gone")
    other = TermFactory.create(taxonomy__slug="others")
    actions.retire(gone, by=None)
    for into in (pets, gone, other):
        with pytest.raises(actions.WrongMove):
            actions.merge(pets, into=into, by=None)
    pets.refresh_from_db()
    assert pets.retired_at is None


def test_a_need_whose_name_was_taken_meanwhile_is_not_brought_back() -> None:
    needs = TaxonomyFactory.create()
    first = actions.add(needs, name="Pets", by=None)
    actions.retire(first, by=None)
    actions.add(needs, name="Pets", by=None)
    with pytest.raises(actions.WrongMove):
        actions.bring_back(first, by=None)


def test_rooms_above_hear_which_terms_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[UUID] = []

    def listen(ids: Collection[UUID]) -> None:
        heard.extend(ids)

    monkeypatch.setattr(registry, "_listeners", [])
    registry.on_change(listen)
    term = actions.add(TaxonomyFactory.create(), name="Pets", by=None)
    actions.retire(term, by=None)
    assert heard == [term.pk, term.pk]


def test_every_change_keeps_its_record_without_any_words() -> None:
    term = actions.add(TaxonomyFactory.create(), name="Pets", by=None)
    actions.rename(term, name="Animals", by=None)
    actions.reword(term, synonyms=["dog", "cat"], alike=[], by=None)
    actions.retire(term, by=None)
    actions.bring_back(term, by=None)
    kinds = [event.kind.removeprefix("terms.") for event in Event.objects.of("terms.term", term.pk).order_by("at")]
    assert kinds == ["added", "renamed", "reworded", "retired", "brought_back"]
    assert not any(word in str(event.facts) for event in Event.objects.all() for word in ("Pets", "Animals", "dog"))
