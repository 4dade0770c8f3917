"""A text is written together, and nothing of anybody is lost."""

import pytest
from django.urls import reverse

from alongside.agreements import errors, reading, rules
from alongside.agreements.actions import commenting, drafting, settling
from alongside.agreements.models import Agreement, Clause, Comment, Version, Wording
from alongside.agreements.queries import texts
from alongside.organisations.actions import standing
from alongside.positions.models import Disagreement
from alongside.record.kept import Unchangeable
from alongside.replies.models import OwedReply
from tests.agreements.texts import TEXT, a_disagreement, a_discussed, a_draft, clause
from tests.personas import County

pytestmark = pytest.mark.django_db


def numbers(agreement: Agreement) -> list[str]:
    return [one.clause.number for one in texts.working(agreement)]


def write(one: Clause, text: str, county: County, *, seen: int | None = None, kind: str = "principle") -> Wording:
    return drafting.write(one, seen=seen or one.edition, kind=kind, text=text, by=county.chief)


def test_pasted_text_stands_with_its_numbers(county: County) -> None:
    made = a_draft(county)
    assert numbers(made) == ["", "1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_numbers_are_shown_before_the_text_is_put_in(county: County) -> None:
    made = drafting.begin("The Marl Agreement", by=county.officer)
    half = TEXT.replace("1.1 We", "- We").replace("1.2 We", "- We")
    page = county.client("officer").post(f"{made.get_absolute_url()}text/paste/", {"text": half}).content.decode()
    assert "So all are numbered here" in page and "<b>2.2</b>" in page
    page = county.client("officer").post(f"{made.get_absolute_url()}text/paste/", {"text": TEXT}).content.decode()
    assert "So all are numbered here" not in page and "<b>2.2</b>" in page


def test_nothing_is_published_to_nobody(county: County) -> None:
    made = drafting.begin("The Marl Agreement", by=county.officer)
    drafting.put_in(made, reading.read(TEXT).clauses, by=county.officer)
    made.refresh_from_db()
    with pytest.raises(errors.WrongMove, match="Nobody is a partner"):
        settling.publish(made, seen=made.edition, by=county.officer)
    page = county.client("officer").get(f"{made.get_absolute_url()}publish/").content.decode()
    assert f'href="{made.get_absolute_url()}partners/"' in page and "Publish it" not in page


def test_all_of_one_standing_are_partners_at_one_press(county: County) -> None:
    made = drafting.begin("The Marl Agreement", by=county.officer)
    for name in ("charity", "council"):
        standing.give(county.organisations[name], kind="partner", by=county.officer)
    drafting.add_party(made, county.organisations["council"], by=county.officer)
    where, client = f"{made.get_absolute_url()}partners/", county.client("officer")
    assert "Partner: add all 1" in client.get(where).content.decode()
    client.post(where, {"standing": "partner"})
    assert {one.organisation for one in texts.parties_of(made)} == {county.organisations[name] for name in ("charity", "council")}
    assert "add all" not in client.get(where).content.decode()


def test_two_people_in_one_clause_lose_nothing(county: County) -> None:
    made = a_draft(county)
    seen = clause(made, "1.1")
    write(seen, "We are equals, all of us.", county, seen=1)
    with pytest.raises(errors.Edited) as caught:
        write(seen, "We are peers.", county, seen=1)
    assert caught.value.now.text == "We are equals, all of us."
    write(seen, "We are peers, all of us.", county, seen=2)
    assert [one.text for one in seen.wordings.order_by("edition")] == [
        "We are equals. Size gives nobody a louder voice.", "We are equals, all of us.", "We are peers, all of us.",
    ]  # fmt: skip


def test_same_words_again_are_no_new_wording(county: County) -> None:
    made = a_draft(county)
    one = clause(made, "1.1")
    write(one, "  We are equals. Size gives nobody a louder voice.\n", county)
    assert one.wordings.count() == 1


def test_wordings_are_never_changed(county: County) -> None:
    one = texts.latest_wording(clause(a_draft(county), "1.1"))
    with pytest.raises(Unchangeable):
        one.save()


def test_numbers_follow_the_order_until_a_version_is_published(county: County) -> None:
    made = a_draft(county)
    first = clause(made, "1.1")
    drafting.add(made, after=first, kind="principle", text="We listen.", by=county.chief)
    assert numbers(made) == ["", "1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"]


def test_after_that_a_number_stays_with_its_clause(county: County) -> None:
    made = a_discussed(county).agreement
    first, second = clause(made, "1.1"), clause(made, "1.2")
    new = drafting.add(made, after=first, kind="principle", text="We listen.", by=county.chief)
    drafting.remove(second, by=county.chief)
    another = drafting.add(made, after=new, kind="principle", text="We learn.", by=county.chief)
    assert (new.number, another.number) == ("1.3", "1.4")
    drafting.renumber(made, by=county.chief)
    assert numbers(made) == ["", "1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"]
    another.refresh_from_db()
    assert another.number == "1.3"


def test_a_later_paste_keeps_who_each_clause_is(county: County) -> None:
    made = a_discussed(county).agreement
    before = {one.clause.number: one.clause_id for one in texts.working(made)}
    later = TEXT.replace("four weeks before", "six weeks before").replace("1.2 We say openly where we do not agree.\n\n", "")
    drafting.put_in(made, reading.read(later).clauses, by=county.chief)
    after = {one.clause.number: one.clause_id for one in texts.working(made)}
    assert after == {number: key for number, key in before.items() if number != "1.2"}
    assert clause(made, "2.1").edition == 2
    assert clause(made, "1.1").edition == 1


def test_two_thousand_clauses_are_put_in_and_again(county: County) -> None:
    made = a_draft(county)
    many = "\n\n".join(f"{part}.{at} We keep promise {part}-{at}." for part in range(1, 41) for at in range(1, 51))
    drafting.put_in(made, reading.read(many).clauses, by=county.chief)
    assert texts.working(made).count() == 2_000
    held = set(Wording.objects.order_by().values_list("pk", flat=True))
    drafting.put_in(made, reading.read(many).clauses, by=county.chief)
    assert set(Wording.objects.order_by().values_list("pk", flat=True)) == held


def test_commitment_names_who_leads(county: County) -> None:
    made = a_draft(county)
    one = clause(made, "2.1")
    council, health = county.organisations["council"], county.organisations["health"]
    said = drafting.write(one, seen=1, kind="commitment", text="We will pay.", by=county.chief, lead=council, others=[health])
    assert [(p.name, p.is_lead) for p in said.promisers.all()] == [("Marlshire Council", True), ("Marl Valley Practice", False)]
    with pytest.raises(errors.Refused, match="leads"):
        drafting.write(one, seen=2, kind="commitment", text="We will.", by=county.chief, others=[health])


def test_who_promises_is_part_of_what_a_position_is_about(county: County) -> None:
    made = a_draft(county)
    one = clause(made, "2.1")
    before = texts.latest_wording(one)
    after = drafting.write(
        one, seen=1, kind="commitment", text=before.text, by=county.chief, lead=county.organisations["council"]
    )
    assert after.text == before.text
    assert after.text_sha256 != before.text_sha256


@pytest.mark.parametrize(
    ("persona", "may"),
    [("chief", True), ("officer", True), ("charity", True), ("group", False), ("council", False), ("linkworker", False), ("volunteer", False)],
)  # fmt: skip
def test_officers_and_partners_that_were_named_for_it_write(county: County, persona: str, may: bool) -> None:
    assert rules.may_draft(county.people[persona], a_draft(county)) is may


def test_draft_is_seen_by_its_partners_alone(county: County) -> None:
    made = a_draft(county, parties=("charity", "council"))
    seen = {name for name, person in county.people.items() if texts.agreements_for(person).filter(pk=made.pk).exists()}
    assert seen == {"chief", "officer", "charity", "council"}


def test_comment_is_owed_an_answer_by_who_leads(county: County) -> None:
    made = a_draft(county)
    drafting.write(
        clause(made, "2.2"), seen=1, kind="commitment", text="We will pay.", by=county.chief, lead=county.organisations["council"]
    )
    version = settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    entry = {one.number: one for one in texts.entries_of(version)}
    first = commenting.say(entry["2.2"], text="How much?", by=county.group, organisation=county.organisations["group"])
    assert commenting.say(entry["2.2"], text="How much? ", by=county.group) == first  # sent twice
    commenting.say(entry["1.1"], text="Is that true of money?", by=county.volunteer)
    assert [one.organisation.name for one in OwedReply.objects.order_by("opened_at")] == [
        "Marlshire Council",
        "Marlshire Voluntary Action",
    ]


def test_new_version_warns_of_open_comments_and_then_closes_them(county: County) -> None:
    version = a_discussed(county)
    made = version.agreement
    entry = {one.number: one for one in texts.entries_of(version)}["1.1"]
    said = commenting.say(entry, text="Louder than whom?", by=county.group)
    write(clause(made, "1.1"), "We are equals.", county)
    made.refresh_from_db()
    with pytest.raises(errors.CommentsOpen, match="1 comment"):
        settling.publish(made, seen=made.edition, by=county.chief)
    later = settling.publish(made, seen=made.edition, close_comments=True, by=county.chief)
    said.refresh_from_db()
    assert (said.state, said.closed_in) == (Comment.State.CLOSED, later)
    assert OwedReply.objects.get().state == OwedReply.State.CLOSED
    version.refresh_from_db()
    assert (version.state, later.state, later.number) == (Version.State.SUPERSEDED, Version.State.DISCUSSED, 2)


def test_nobody_publishes_what_they_have_not_seen(county: County) -> None:
    made = a_draft(county)
    seen = made.edition
    write(clause(made, "1.1"), "We are equals.", county)
    with pytest.raises(errors.Changed):
        settling.publish(made, seen=seen, by=county.chief)


def test_nothing_new_is_no_new_version(county: County) -> None:
    made = a_discussed(county).agreement
    with pytest.raises(errors.WrongMove, match="Nothing has changed"):
        settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)


def test_changes_say_what_is_new_gone_and_renumbered(county: County) -> None:
    first = a_discussed(county)
    made = first.agreement
    write(clause(made, "1.1"), "We are equals.", county)
    drafting.remove(clause(made, "1.2"), by=county.chief)
    drafting.add(made, after=None, kind="commitment", text="We will report.", by=county.chief)
    second = settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    assert [(one.kind, one.after.number if one.after else one.before.number if one.before else None) for one in texts.changes(first, second)] == [
        ("same", ""), ("same", "1"), ("changed", "1.1"), ("gone", "1.2"), ("same", "2"), ("same", "2.1"), ("same", "2.2"), ("new", "2.3"),
    ]  # fmt: skip


def test_numbers_that_run_on_go_on_when_a_clause_is_added_after_publishing(county: County) -> None:
    text = "## Principles\n\n1. We are equals.\n2. We listen.\n\n## Promises\n\n3. We will pay."
    made = a_draft(county, text=text)
    drafting.remove(
        drafting.add(made, after=clause(made, "2"), kind="clause", text="We speak.", by=county.chief), by=county.chief
    )
    assert numbers(made) == ["", "1", "2", "", "3"]
    made.refresh_from_db()
    settling.publish(made, seen=made.edition, by=county.chief)
    added = drafting.add(made, after=clause(made, "1"), kind="clause", text="We say so.", by=county.chief)
    assert added.number == "4"
    assert {one.number for one in made.clauses.filter(removed_at=None)} == {"", "1", "2", "3", "4"}


def test_pasted_text_does_not_run_over_what_somebody_wrote_meanwhile(county: County) -> None:
    made = a_draft(county)
    page = county.client("chief").post(reverse("agreements:paste", args=[made.slug]), {"text": TEXT + "\n\n2.3 We listen."})
    sent = {"text": page.context["form"].initial["text"], "edition": page.context["form"].initial["edition"], "keep": "1"}
    write(clause(made, "1.1"), "We are peers.", county)
    refused = county.client("chief").post(reverse("agreements:paste", args=[made.slug]), sent)
    assert "Somebody changed the text while you looked at this" in refused.content.decode()
    assert texts.latest_wording(clause(made, "1.1")).text == "We are peers."
    sent["edition"] = Agreement.objects.get().edition
    for _twice in range(2):
        assert county.client("chief").post(reverse("agreements:paste", args=[made.slug]), sent).status_code == 302
    assert texts.latest_wording(clause(made, "1.1")).text.startswith("We are equals.")


def test_buttons_pressed_twice_do_it_once(county: County) -> None:
    begun = [drafting.begin("Ours", by=county.chief) for _twice in range(2)][1]
    for _twice in range(2):
        drafting.add(begun, after=None, kind="clause", text="We listen.", by=county.chief)
    assert Agreement.objects.count() == Clause.objects.count() == 1
    for _twice in range(2):
        a_disagreement(county)
    assert Disagreement.objects.count() == 1
