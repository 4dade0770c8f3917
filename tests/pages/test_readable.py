"""Pages for everybody are written so that everybody can read them."""

import pytest
from django.test import Client

from tests import reading
from tests.personas import County

pytestmark = pytest.mark.django_db
FOR_EVERYBODY = ["/", "/about/", "/help/", "/worried/", "/accessibility/", "/open-data/", "/privacy/", "/nowhere"]


@pytest.mark.parametrize("address", FOR_EVERYBODY)
def test_page_can_be_read_after_six_years_of_school(client: Client, county: County, address: str) -> None:
    assert reading.grade(client.get(address).content.decode()) <= 6


@pytest.mark.parametrize("address", FOR_EVERYBODY)
def test_no_sentence_runs_on(client: Client, county: County, address: str) -> None:
    assert [said for said in reading.sentences(client.get(address).content.decode()) if len(said.split()) > 28] == []


def test_hard_words_are_told_from_easy_ones() -> None:
    easy = "<main><p>We ring you on the day you ask for. You can come as you are.</p></main>"
    hard = "<main><p>Multidisciplinary stakeholders operationalise interdependent commissioning arrangements notwithstanding organisational boundaries.</p></main>"
    assert reading.grade(easy) < 3
    assert reading.grade(hard) > 12
