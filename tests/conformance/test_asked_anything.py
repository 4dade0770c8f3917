"""The feed is asked whatever its description allows, and much that it does not: our own and the strict official one."""

import pytest
from django.test import Client
from schemathesis import GenerationMode

from tests.conformance import official
from tests.conformance.asking import ask, official_description, own_description
from tests.conformance.hostile import county_of_horrors
from tests.openreferral.reading import ids

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_feed_answers_as_its_own_description_says(client: Client, mode: GenerationMode) -> None:
    county_of_horrors()
    answers = ask(own_description(), client, mode)
    if mode.is_positive:
        assert len(answers) == 9
        assert all(seen[200] for seen in answers.values()), answers
    else:
        assert len(answers) == 4
        assert answers["/services"][400], answers


@official.only_beside_them
def test_feed_answers_as_the_strict_official_description_says(client: Client) -> None:
    county_of_horrors()
    answers = ask(official_description(), client, GenerationMode.POSITIVE)
    assert len(answers) == 9
    assert all(seen[200] for seen in answers.values()), answers
    assert len(ids(client)) == 6
