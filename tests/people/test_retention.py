"""What was kept for its time goes by itself, as declared; what is held stays."""

import datetime as dt

import pytest

from alongside.directory import actions as directory
from alongside.directory.models import Enquiry
from alongside.jobs import actions as jobs
from alongside.jobs import worker
from alongside.kit import clock
from alongside.people import holds, retention, whose
from alongside.people.models import Hold, Retention
from alongside.replies import actions as replies
from alongside.replies.models import OwedReply
from tests.files.factories import a_file
from tests.organisations.factories import CoordinatorFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
RULE = "directory.enquiry"


def an_enquiry(email: str, *, days_ago: int) -> Enquiry:
    if not CoordinatorFactory._meta.model.objects.exists():
        CoordinatorFactory.create()
    directory.ask_a_person(need="Company", email=email)
    made = Enquiry.objects.get(email=email)
    Enquiry.objects.filter(pk=made.pk).update(made_at=clock.now() - dt.timedelta(days=days_ago))
    return made


def number(key: str = RULE) -> tuple[int, int]:
    """How many would go, how many are held."""
    return next((one.number, one.held) for one in retention.due() if one.rule.key == key)


def test_only_what_was_kept_for_its_time_goes() -> None:
    an_enquiry("old@example.org", days_ago=366)
    an_enquiry("new@example.org", days_ago=364)
    assert number() == (1, 0)
    retention.run()
    assert [one.email for one in Enquiry.objects.all()] == ["new@example.org"]
    assert Retention.objects.get().counts[RULE] == 1


def test_to_look_changes_nothing(county: County) -> None:
    an_enquiry("old@example.org", days_ago=400)
    client = county.client("officer")
    page = client.get("/data/retention/").text
    assert "1 year" in page
    assert "To answer somebody who tells us that something is wrong, or asks for help" in page
    assert str(Enquiry.objects.get().pk) in client.get(f"/data/retention/{RULE}/").text
    assert Enquiry.objects.count() == 1
    assert client.get("/data/retention/people.person/").status_code == 404


def test_held_person_keeps_what_is_theirs_until_the_hold_ends() -> None:
    an_enquiry("held@example.org", days_ago=400)
    officer = PersonFactory.create()
    hold = holds.place(email="held@example.org", why="A complaint", by=officer)
    assert number() == (0, 1)
    assert retention.run().held >= 1
    assert Enquiry.objects.exists()
    holds.lift(hold, by=officer)
    retention.run()
    assert not Enquiry.objects.exists()


def test_hold_on_one_thing_keeps_that_alone() -> None:
    kept, gone = an_enquiry("one@example.org", days_ago=400), an_enquiry("two@example.org", days_ago=400)
    holds.place(thing=kept, why="A court asks for it", by=PersonFactory.create())
    retention.run()
    assert list(Enquiry.objects.all()) == [kept]
    assert gone.email == "two@example.org"


def test_hold_ends_by_itself_on_its_day() -> None:
    an_enquiry("held@example.org", days_ago=400)
    hold = holds.place(email="held@example.org", why="A complaint", until=clock.today(), by=PersonFactory.create())
    assert number() == (0, 1)
    Hold.objects.filter(pk=hold.pk).update(until=clock.today() - dt.timedelta(days=1))
    assert number() == (1, 0)


def test_address_of_somebody_without_an_account_goes_and_their_question_stays() -> None:
    enquiry = an_enquiry("old@example.org", days_ago=10)
    asked = OwedReply.objects.get(subject_id=enquiry.pk)
    replies.answer(asked, text="Yes.", by=SeatFactory.create(organisation=asked.organisation).person)
    OwedReply.objects.update(answered_at=clock.now() - dt.timedelta(days=200))
    assert number("replies.owedreply.asker_email") == (1, 0)
    retention.run()
    asked.refresh_from_db()
    assert (asked.asker_email, asked.answer) == ("", "Yes.")


def test_what_is_still_waited_for_keeps_its_address() -> None:
    enquiry = an_enquiry("old@example.org", days_ago=10)
    OwedReply.objects.update(opened_at=clock.now() - dt.timedelta(days=900))
    retention.run()
    assert OwedReply.objects.get(subject_id=enquiry.pk).asker_email == "old@example.org"


def test_files_of_what_goes_go_with_it() -> None:
    enquiry = an_enquiry("old@example.org", days_ago=400)
    file = a_file()
    type(file).objects.filter(pk=file.pk).update(owner_kind="directory.enquiry", owner_id=enquiry.pk)
    retention.run()
    assert not type(file).objects.exists()


def test_each_night_it_is_done_and_kept_what_went() -> None:
    an_enquiry("old@example.org", days_ago=400)
    jobs.put("people.retain")
    worker.work_off()
    assert not Enquiry.objects.exists()
    assert Retention.objects.count() == 1


def test_every_rule_counts_from_a_date_of_its_model() -> None:
    for rule in retention.rules():
        for name in rule.said.since.split():
            assert whose.leads_to(rule.part.model, name).get_internal_type() in {"DateField", "DateTimeField"}, rule.key
