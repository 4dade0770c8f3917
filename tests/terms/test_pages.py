"""The pages where officers keep the words for needs."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import alongside.terms
from alongside.record import sentences
from alongside.terms import actions, queries
from alongside.terms.models import Taxonomy, Term
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(county: County) -> Client:
    actions.load_needs()
    return county.client("officer")


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def page_of(slug: str, *, name: str = "term") -> str:
    return reverse(f"terms:{name}", args=["needs", slug])


def test_the_list_is_paged_and_shows_what_people_type(officer: Client) -> None:
    page = text(officer.get(reverse("terms:needs")).content)
    assert "1 to 20 of" in page and "Feeling lonely" in page and "People type: lonely, loneliness" in page


def test_a_need_is_found_by_a_word_that_leads_to_it(officer: Client) -> None:
    page = text(officer.get(reverse("terms:needs"), {"q": "bailiff"}).content)
    assert "Money and debt" in page and "Feeling lonely" not in page


def test_a_word_that_nobody_taught_says_what_to_do(officer: Client) -> None:
    page = text(officer.get(reverse("terms:needs"), {"q": "zzzz"}).content)
    assert "Nothing here speaks of “zzzz”" in page and "teach it" in page


def test_an_officer_adds_a_need(officer: Client) -> None:
    facts = {"name": "Pets", "synonyms": "My  Dog → pet food bank\n\ncat", "alike": "kennel, cattery"}
    officer.post(reverse("terms:add", args=["needs"]), facts)
    pets = queries.needs().get(name="Pets")
    assert (pets.synonyms, pets.alike) == (["my dog -> pet food bank", "cat"], ["kennel, cattery"])


def test_a_need_that_is_there_is_refused_beside_its_name(officer: Client) -> None:
    answer = officer.post(reverse("terms:add", args=["needs"]), {"name": "dementia"})
    assert "dementia is on the list already." in text(answer.content)


def test_an_officer_teaches_a_need_new_words(officer: Client) -> None:
    address = page_of("feeling-lonely")
    shown = officer.get(address).context["form"].initial
    officer.post(address, {"name": "Feeling lonely", "synonyms": "marooned -> befriending", "alike": "\n".join(shown["alike"])})
    found = queries.synonyms()
    assert "befriending" in found["marooned"] and "nobody to talk to" not in found


def test_keeping_a_need_as_it_is_changes_nothing(officer: Client) -> None:
    before = Term.objects.get(slug="feeling-lonely")
    html = officer.get(page_of("feeling-lonely")).content.decode()
    boxes = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.S))
    typed = {name: value.replace("&gt;", ">").replace("&#x27;", "'") for name, value in boxes.items()}
    officer.post(page_of("feeling-lonely"), {"name": before.name, **typed})
    after = Term.objects.get(slug="feeling-lonely")
    assert (after.synonyms, after.alike, after.edited_at) == (before.synonyms, before.alike, None)


@pytest.mark.parametrize(
    ("synonyms", "alike", "said"),
    [
        ("-> befriending", "", "Put the words that people type before the arrow"),
        ("", "food bank -> pantry", "An arrow belongs to the lines above"),
        ("", "food bank", "A set needs two words or more"),
        ("w" * 90, "", "Put commas between the words"),
        ("x, " * 900, "", "Split this line in two"),
        ("\n".join(f"word {n}" for n in range(61)), "", "Use at most 60 lines"),
    ],
)
def test_lines_that_mean_nothing_are_refused_in_plain_words(officer: Client, synonyms: str, alike: str, said: str) -> None:
    answer = officer.post(page_of("dementia"), {"name": "Dementia", "synonyms": synonyms, "alike": alike})
    assert said in text(answer.content)
    assert Term.objects.get(slug="dementia").edited_at is None


def test_an_officer_takes_a_need_off_the_list_and_brings_it_back(officer: Client) -> None:
    answer = officer.post(page_of("veterans", name="retire"), follow=True)
    assert "Veterans is off the list." in text(answer.content) and "Bring it back" in text(answer.content)
    assert "Veterans" in text(officer.get(reverse("terms:needs"), {"show": "retired"}).content)
    officer.post(page_of("veterans", name="bring_back"))
    assert queries.needs().filter(slug="veterans").exists()


def test_an_officer_merges_one_need_into_another_and_undoes_it(officer: Client) -> None:
    into = Term.objects.get(slug="feeling-lonely")
    answer = officer.post(page_of("getting-older", name="merge"), {"into": str(into.pk)}, follow=True)
    assert "Getting older now leads to Feeling lonely." in text(answer.content)
    assert "feeling lonely" in queries.synonyms()["oap"]
    officer.post(page_of("getting-older", name="bring_back"))
    assert "feeling lonely" not in queries.synonyms()["oap"]


def test_a_need_is_not_offered_itself_to_merge_into(officer: Client) -> None:
    offered = officer.get(page_of("dementia", name="merge")).context["form"].fields["into"].choices
    assert "Dementia" not in [label for _, label in offered]


def test_pressing_twice_says_so_and_breaks_nothing(officer: Client) -> None:
    officer.post(page_of("veterans", name="retire"))
    answer = officer.post(page_of("veterans", name="retire"), follow=True)
    assert "Veterans is no longer on the list." in text(answer.content)


def test_an_officer_brings_in_a_list_and_reads_what_became_of_each_row(officer: Client) -> None:
    file = SimpleUploadedFile("list.csv", b"name,parent\nHousing,\nShelter,Housing\n,\nHousing,\n")
    answer = officer.post(reverse("terms:import"), {"file": file, "name": "Open Eligibility"}, follow=True)
    page = text(answer.content)
    assert "3 rows read" in page and "Row 3: It stands in the file twice." in page
    assert Taxonomy.objects.get(slug="open-eligibility").terms.count() == 2
    assert "Open Eligibility: 2 entries" in text(officer.get(reverse("terms:needs")).content)


def test_a_file_that_is_no_list_is_refused_beside_the_file(officer: Client) -> None:
    file = SimpleUploadedFile("cat.csv", b"a,b\n1,2\n")
    answer = officer.post(reverse("terms:import"), {"file": file, "name": "Cats"})
    assert "cat.csv holds no list of terms that we can read" in text(answer.content)
    assert not Taxonomy.objects.filter(slug="cats").exists()


def test_a_list_may_not_take_the_name_of_our_own(officer: Client) -> None:
    file = SimpleUploadedFile("list.csv", b"name\nHousing\n")
    assert "Give it a name of its own" in text(officer.post(reverse("terms:import"), {"file": file, "name": "Needs"}).content)


def test_an_unknown_need_or_list_is_not_found(officer: Client) -> None:
    for address in (page_of("nothing"), reverse("terms:list", args=["nothing"])):
        assert officer.get(address).status_code == 404


def test_the_page_of_a_need_tells_what_happened_to_it(county: County, officer: Client) -> None:
    officer.post(page_of("veterans", name="retire"))
    officer.post(page_of("veterans", name="bring_back"))
    page = text(officer.get(page_of("veterans")).content)
    assert "Taken off the list" in page and "Brought back" in page


def test_everything_that_is_written_down_can_be_said() -> None:
    source = "".join(file.read_text() for file in Path(alongside.terms.__file__).parent.rglob("*.py"))
    written = {f"terms.{kind}" for kind in re.findall(r'(?:_edited|_changed|write)\("terms\.([a-z_]+)"', source)}
    assert len(written) == 8
    assert sentences.unsaid(written) == []
