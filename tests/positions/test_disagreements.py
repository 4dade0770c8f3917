"""What is not agreed stands on an open list, in each partner's words, with what holds meanwhile and when it is looked at again."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.positions import disagreeing, errors, links, queries, upkeep
from alongside.positions.models import Disagreement, Side
from tests.agreements.texts import a_disagreement, a_discussed, clause, stand
from tests.personas import County

pytestmark = pytest.mark.django_db
LIST = "/disagreements/"


def test_who_cannot_agree_has_said_its_side_already(county: County) -> None:
    made = a_discussed(county).agreement
    stand(county, made, "council", "2.2", "cannot", "We have no budget line.")
    stand(county, made, "health", "2.2", "cannot", "Only among us.", visibility="steering")
    found = a_disagreement(county, clause(made, "2.2"), asked=[county.organisations["council"], county.organisations["group"]])
    assert [(one.organisation.name, one.words) for one in found.sides.all()] == [("Marlshire Council", "We have no budget line.")]
    assert set(Mail.objects.filter(kind="positions.side").values_list("to", flat=True)) == {"group@example.org"}


def test_nobody_changes_anothers_words_and_ones_own_stay_as_history(county: County) -> None:
    found = a_disagreement(county)
    council = county.organisations["council"]
    first = disagreeing.say(found, council, words="No.", by=county.council)
    second = disagreeing.say(found, council, words="Not yet.", by=county.council)
    first.refresh_from_db()
    assert (first.words, first.superseded_at) == ("No.", second.at)
    answer = county.client("charity").post(reverse("positions:say", args=[found.pk]), {"words": "They say yes."})
    assert answer.status_code == 403  # it is no partner yet
    assert not Side.objects.filter(words="They say yes.").exists()


def test_everybody_reads_the_list(county: County) -> None:
    a_disagreement(county)
    page = Client().get(LIST).content.decode()
    assert "1 open disagreement" in page
    assert "Does paid time include travel?" in page
    assert "Every second meeting is held by video." in page


def test_what_is_about_a_text_that_is_not_public_is_not_either(county: County) -> None:
    made = a_discussed(county).agreement
    found = a_disagreement(county, clause(made, "2.2"))
    assert not queries.disagreements(AnonymousUser()).exists()
    assert Client().get(reverse("positions:disagreement", args=[found.pk])).status_code == 404
    assert queries.disagreements(county.charity).get() == found


def test_overdue_look_says_so_and_its_owner_is_reminded(county: County) -> None:
    a_disagreement(county)
    with time_machine.travel(clock.now() + dt.timedelta(days=25), tick=False):
        upkeep.remind()
        upkeep.remind()
    assert Mail.objects.filter(kind="positions.look_again", to="charity@example.org").count() == 1
    with time_machine.travel(clock.now() + dt.timedelta(days=60), tick=False):
        assert "1 should have been looked at by now" in Client().get(LIST).content.decode()
        upkeep.remind()
    assert Mail.objects.filter(kind="positions.look_again").count() == 2


def test_it_ends_by_a_look_and_then_nothing_is_said_any_more(county: County) -> None:
    found = a_disagreement(county)
    disagreeing.look(found, words="It does, from April.", outcome="resolved", next_review=None, by=county.charity)
    found.refresh_from_db()
    assert (found.outcome, found.outcome_words, found.ended_on) == ("resolved", "It does, from April.", clock.today())
    with pytest.raises(errors.Settled):
        disagreeing.say(found, county.organisations["council"], words="Wait.", by=county.council)
    with pytest.raises(errors.Settled):
        disagreeing.look(found, words="Again.", outcome="open", next_review=clock.today(), by=county.charity)
    assert "1 has ended" in Client().get(LIST).content.decode()


def test_what_is_not_settled_is_looked_at_again(county: County) -> None:
    with pytest.raises(errors.NeedsWords):
        disagreeing.look(a_disagreement(county), words="Nothing new.", outcome="escalated", next_review=None, by=county.charity)


def test_side_is_said_from_a_mail_without_an_account(county: County) -> None:
    found = a_disagreement(county)
    link = links.to_side(found, county.organisations["council"], county.council)
    assert Client().post(link, {"words": "We share it.", "would_change": "A rota."}).status_code == 302
    side = Side.objects.get()
    assert (side.organisation, side.by, side.would_change) == (county.organisations["council"], county.council, "A rota.")
    disagreeing.look(Disagreement.objects.get(), words="Done.", outcome="differ", next_review=None, by=county.chief)
    assert Client().post(link, {"words": "Wait."}).status_code == 410
