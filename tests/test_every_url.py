"""Every address of the house, and what each persona gets there. An address that is not listed here fails.

A new view brings its row: what GET answers and what an empty POST answers, persona by persona. What is not said
about a method is that nobody may use it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.directory import actions as directory
from alongside.directory.models import Enquiry
from alongside.jobs import actions as jobs
from alongside.jobs.models import Job
from alongside.journeys import actions as journeys
from alongside.journeys import links as journeys_links
from alongside.journeys.actions import complaining
from alongside.kit import clock
from alongside.notices import proving
from alongside.notices import queries as mails
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations import links
from alongside.organisations.actions import contact_log, importing, merging, papers
from alongside.organisations.actions import network as network_actions
from alongside.organisations.models import Membership, NetworkMember, Representative
from alongside.people import actions as people
from alongside.people import consent, forgetting, holds, proving_address, retention, whose
from alongside.places import actions as places_actions
from alongside.places import queries as places
from alongside.replies import actions as replies
from alongside.replies import away as replies_away
from alongside.replies import away_mails, receipts
from alongside.replies import mails as replies_mails
from alongside.replies import policy as replies_policy
from alongside.replies.models import Cover, OwedReply
from tests import personas
from tests.directory.factories import make_service
from tests.files.factories import a_file
from tests.notices.factories import a_mail
from tests.organisations.factories import ContactFactory, SeatFactory
from tests.organisations.members import a_kind, a_member
from tests.organisations.networks import a_voice
from tests.people.factories import a_passkey, an_app
from tests.personas import County
from tests.places.factories import AreaFactory, LoadingFactory, PatchVersionFactory
from tests.replies.factories import a_reply
from tests.terms.factories import TermFactory

Statuses = dict[str, int]


def everyone(status: int = 200, **others: int) -> Statuses:
    """The same for all, the visitor among them, but for those named."""
    return dict.fromkeys(personas.NAMES, status) | others


def signed_in(status: int = 200, **others: int) -> Statuses:
    """For people with an account; the visitor is asked to sign in."""
    return everyone(status, visitor=302) | others


def officers(status: int = 200, *, others: int = 403, **named: int) -> Statuses:
    """For those who run the place; the visitor is asked to sign in, everybody else is refused."""
    return signed_in(others, chief=status, officer=status) | named


@dataclass(frozen=True)
class Row:
    """What one address answers. `args` and `query` make it real in the personas' county.

    Pages are then held to what `tests/test_every_page.py` and the browser ask of each; JSON, feeds and files say so.
    """

    get: Statuses | None = None
    post: Statuses | None = None
    args: Callable[[County], dict[str, Any]] = lambda county: {}
    query: str = ""
    is_page: bool = True

    def expected(self, method: HTTPMethod) -> Statuses:
        """Where nothing is said, the method is not allowed, once the visitor has been asked to sign in."""
        said, other = (self.get, self.post) if method is HTTPMethod.GET else (self.post, self.get)
        return said or everyone(405) | ({"visitor": 302} if other and other["visitor"] == 302 else {})


def link_for_the_volunteer(county: County) -> dict[str, Any]:
    """A sign-in link that was never used."""
    return {"token": people.sign_in_link(county.people["volunteer"]).rstrip("/").rsplit("/", 1)[1]}


def everybody_has_an_app(county: County) -> dict[str, Any]:
    """An authenticator app, and recovery codes."""
    for person in county.people.values():
        an_app(person)
    return {}


def their_passkey(county: County) -> dict[str, Any]:
    """A passkey of the volunteer."""
    return {"pk": a_passkey(county.people["volunteer"]).pk}


def asked_to_be_forgotten(county: County) -> dict[str, Any]:
    """What the mail to the volunteer leads to, who asked to be forgotten."""
    asked = forgetting.ask(whose.of_person(county.people["volunteer"]))
    return {"token": forgetting.undo_url(asked).rstrip("/").rsplit("/", 1)[1]}


def link_to_ones_data(county: County) -> dict[str, Any]:
    """What the mail to somebody without an account leads to."""
    proving_address.invite("stranger@example.org", by=None)
    found = re.search(r"your-data/link/([^/]+)/", str(mail.outbox[-1].body))
    assert found
    return {"token": found[1]}


def agreed_before(county: County) -> dict[str, Any]:
    """Everybody agreed, withdrew it and agreed anew."""
    for person in county.people.values():
        consent.give(person, consent.SPEAK, by=person)
        consent.withdraw(person, consent.SPEAK, by=person)
        consent.give(person, consent.SPEAK, by=person)
    return {}


def a_purpose(county: County) -> dict[str, Any]:
    """What everybody is asked to agree to."""
    return {"purpose": consent.SPEAK}


def link_that_withdraws(county: County) -> dict[str, Any]:
    """What the mail to the volunteer leads to, who agreed to something."""
    given = consent.give(county.people["volunteer"], consent.SPEAK, by=county.people["volunteer"])
    return {"token": consent.withdraw_url(given).rstrip("/").rsplit("/", 1)[1]}


def a_hold(county: County) -> dict[str, Any]:
    """Everything about the volunteer is kept for now."""
    return {"id": holds.place(person=county.people["volunteer"], why="A complaint", by=county.people["officer"]).pk}


def peoples_data(county: County) -> dict[str, Any]:
    """Somebody waits to be forgotten, somebody is held, and an enquiry has been kept for its time."""
    asked_to_be_forgotten(county)
    a_hold(county)
    directory.ask_a_person(need="Company", email="a@example.org")
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    retention.run()
    directory.ask_a_person(need="Company", email="b@example.org")
    a_complaint_sent(county)
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    return {}


def a_complaint_sent(county: County) -> dict[str, Any]:
    """What somebody complained of just now."""
    facts = {"about": "erase", "what": "I am still listed", "wants": "", "name": "Ruth", "email": "ruth@example.org", "phone": ""}
    return {"token": receipts.token(complaining.complain(**facts, by=None))}


def the_charity(county: County) -> dict[str, Any]:
    """The organisation that the persona `charity` leads."""
    return {"slug": county.organisations["charity"].slug}


def its_contact(county: County) -> dict[str, Any]:
    """A way to reach it."""
    return {**the_charity(county), "id": ContactFactory.create(organisation=county.organisations["charity"]).pk}


def its_helper(county: County) -> dict[str, Any]:
    """A seat in it that may end."""
    return {**the_charity(county), "id": SeatFactory.create(organisation=county.organisations["charity"]).pk}


def at_the_charity(status: int = 200, *, others: int = 403) -> Statuses:
    """For those with a seat at the charity, and for officers."""
    return officers(status, others=others, charity=status)


def an_invitation(county: County) -> dict[str, Any]:
    """An invitation to the charity that waits."""
    one = county.organisations["charity"]
    made = organisations.invite(one, email="tomas@example.org", name="Tomas", role="helper", by=county.people["charity"])
    return {"slug": one.slug, "id": made.pk}


def a_file_for_the_map(county: County) -> dict[str, Any]:
    """Two files were sent in: one waits, one was no use."""
    LoadingFactory.create()
    LoadingFactory.create(state="failed", said="It holds no areas that we can read.")
    return {}


def the_volunteer(county: County) -> dict[str, Any]:
    """The volunteer's account."""
    return {"pk": county.people["volunteer"].pk}


def a_rule_was_set(county: County) -> dict[str, Any]:
    """Questions are answered within three days here."""
    places_actions.set_rule(replies_policy.DAYS, 3, by=county.people["officer"])
    return {}


def the_rule(county: County) -> dict[str, Any]:
    """That rule."""
    a_rule_was_set(county)
    return {"name": replies_policy.DAYS.name}


def link_of_a_test_mail(county: County) -> dict[str, Any]:
    """What an officer was mailed to find out whether mail arrives."""
    proving.send_test(by=county.people["officer"])
    return {"token": sealed_in(Mail.objects.get(kind="notices.test"))}


def sealed_in(mail: Mail) -> str:
    """The token of the link in a mail."""
    found = re.search(r"/mail/test/([^/\s]+)/", mails.words_of(mail).text)
    assert found
    return found[1]


def link_for_the_invited(county: County) -> dict[str, Any]:
    """What the volunteer was mailed: a seat at the charity."""
    one, by = county.organisations["charity"], county.people["charity"]
    made = organisations.invite(one, email=county.people["volunteer"].email, name="Vera", role="helper", by=by)
    return {"token": links.to_invitation(made).rstrip("/").rsplit("/", 1)[1]}


def ended_seat(county: County) -> dict[str, Any]:
    """A seat at the charity that was ended today."""
    seat = SeatFactory.create(organisation=county.organisations["charity"])
    return {**the_charity(county), "id": organisations.end_seat(seat, by=county.people["charity"]).pk}


def claim_of_the_volunteer(county: County) -> dict[str, Any]:
    """The volunteer says that they belong to the charity, which has a lead."""
    said = {"name": "", "email": "", "title": "Honorary treasurer", "how": "Ask Joan."}
    return {"id": journeys.claim(county.organisations["charity"], **said, by=county.people["volunteer"]).pk}


def link_of_a_claimant(county: County) -> dict[str, Any]:
    """What a visitor who claims gets by mail."""
    said = {"name": "Ann", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    claim = journeys.claim(county.organisations["charity"], **said, by=None)
    return {"token": journeys_links.claim_url(claim).rstrip("/").rsplit("/", 1)[1]}


def receipt_of_a_claim(county: County) -> dict[str, Any]:
    """Where a visitor who claims reads what happens next."""
    said = {"name": "Ann", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    claim = journeys.claim(county.organisations["charity"], **said, by=None)
    return {"token": journeys_links.sent_url(claim).rstrip("/").rsplit("/", 1)[1]}


def link_that_proves(county: County) -> dict[str, Any]:
    """What a visitor gets who claims by an address at the group's own domain."""
    group = county.organisations["group"]
    group.url = "https://walks.example/"
    group.save()
    said = {"name": "Ann", "email": "ann@walks.example", "title": "Honorary treasurer", "how": ""}
    return {"token": journeys_links.prove_url(journeys.claim(group, **said, by=None)).rstrip("/").rsplit("/", 1)[1]}


def a_member_of_the_county(county: County) -> dict[str, Any]:
    """The charity, a member whose year is nearly over."""
    a_member(county.organisations["charity"], kind=a_kind(pence=2500), by=county.people["officer"], ago=340)
    return the_charity(county)


def a_network(county: County) -> dict[str, Any]:
    """The charity is a network: the council belongs to it, somebody speaks for it, and one voice has lapsed."""
    charity = county.organisations["charity"]
    network_actions.join(charity, county.organisations["council"], by=county.officer)
    a_voice(charity)
    a_voice(charity, body="Transport Board", ends=clock.today() - dt.timedelta(days=3))
    return the_charity(county)


def its_member(county: County) -> dict[str, Any]:
    """The council in the charity's network."""
    return {**a_network(county), "id": NetworkMember.objects.get().pk}


def its_network(county: County) -> dict[str, Any]:
    """The charity belongs to the council's network."""
    charity, council = county.organisations["charity"], county.organisations["council"]
    return {**the_charity(county), "id": network_actions.join(council, charity, by=county.officer).pk}


def its_voice(county: County) -> dict[str, Any]:
    """Somebody who speaks for the charity's network."""
    return {**a_network(county), "id": Representative.objects.get(body="Health Board").pk}


def its_year(county: County) -> dict[str, Any]:
    """The year of its membership."""
    named = a_member_of_the_county(county)
    return {**named, "id": county.organisations["charity"].memberships.get().years.get().pk}


def some_members(county: County) -> dict[str, Any]:
    """A list with a member on it."""
    a_member_of_the_county(county)
    return {}


def a_kind_of_membership(county: County) -> dict[str, Any]:
    """What one can be a member as."""
    return {"id": a_kind(pence=2500, about="For groups that nobody is paid by").pk}


def kinds_on_offer(county: County) -> dict[str, Any]:
    """A place that can be joined."""
    a_kind(pence=2500)
    return {}


def link_that_renews(county: County) -> dict[str, Any]:
    """What a reminder leads to."""
    a_member_of_the_county(county)
    mailed = links.renewal_mailed(county.organisations["charity"].memberships.get())
    return {"token": mailed.rstrip("/").rsplit("/", 1)[1]}


def link_of_a_monthly_mail(county: County) -> dict[str, Any]:
    """What the monthly mail of the charity leads to."""
    mailed = journeys_links.monthly_url(county.organisations["charity"], county.charity)
    return {"token": mailed.rstrip("/").rsplit("/", 1)[1]}


def an_application(county: County) -> dict[str, Any]:
    """A visitor wants the charity to be a member."""
    said: dict[str, Any] = {"name": "Ann Stone", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    return {"id": journeys.join(county.organisations["charity"], kind=a_kind(pence=2500), by=None, **said).pk}


def receipt_of_an_application(county: County) -> dict[str, Any]:
    """Where they read what happens next."""
    held = Membership.objects.get(pk=an_application(county)["id"])
    return {"token": journeys_links.joined_url(held).rstrip("/").rsplit("/", 1)[1]}


def first_officer(county: County) -> dict[str, Any]:
    """A link for a place that has not begun; here it has an officer, but an empty form says nothing of that."""
    return {"token": people.first_officer_token()}


def a_patch(county: County) -> dict[str, Any]:
    """A part of the county."""
    return {"slug": PatchVersionFactory.create(areas=[AreaFactory.create()]).patch.slug}


def a_number(county: County) -> dict[str, Any]:
    """A number to ring."""
    return {"pk": places.numbers_to_ring()[0].pk}


def the_needs(county: County) -> dict[str, Any]:
    """Our own list, where it is the one that is meant."""
    TermFactory.create(name="Feeling lonely", synonyms=["lonely -> befriending"])
    return {}


def an_open_file(county: County) -> dict[str, Any]:
    """A picture that everybody may see."""
    return {"id": a_file().pk}


def their_list(county: County) -> dict[str, Any]:
    """A list of terms."""
    return {"taxonomy": TermFactory.create(taxonomy__slug="others", name="Night shelter").taxonomy.slug}


def a_need(county: County) -> dict[str, Any]:
    """One entry of our own list."""
    return {"taxonomy": "needs", "slug": TermFactory.create(name="Feeling lonely").slug}


def a_need_to_offer(county: County) -> dict[str, Any]:
    """One entry of our own list, which is the only one that the first page takes from."""
    return {"slug": a_need(county)["slug"]}


def keepers(status: int = 200, *, others: int = 404) -> Statuses:
    """For those who keep a service of the charity; where it is a draft, others do not know of it."""
    return signed_in(others, chief=status, officer=status, charity=status)


def a_draft(county: County) -> dict[str, Any]:
    """A draft of the charity."""
    return {"slug": make_service(county.organisations["charity"], published=False).slug}


def a_change(county: County) -> dict[str, Any]:
    """A change that waits for an officer."""
    service = make_service(county.organisations["charity"])
    waiting = directory.propose(service, by=county.people["charity"], name="Ashby Walking Group").waiting
    assert waiting is not None
    return {"pk": waiting.pk}


def an_import(county: County) -> dict[str, Any]:
    """A sheet that was sent in and waits for the worker."""
    return {"pk": directory.try_out(upload=("alongside.csv", b"name"), by=county.people["officer"]).pk}


def the_charity_into_the_group(county: County) -> dict[str, Any]:
    """The charity, and another that it may become part of."""
    return {**the_charity(county), "into": county.organisations["group"].slug}


def a_merge(county: County) -> dict[str, Any]:
    """The charity, of which another entry became part."""
    twin = organisations.add("Marlshire Carer", sector="voluntary", by=county.people["officer"])
    made = merging.merge(twin, into=county.organisations["charity"], by=county.people["officer"])
    return {**the_charity(county), "id": made.pk}


def its_talk(county: County) -> dict[str, Any]:
    """What an officer wrote down of a talk with it."""
    made = contact_log.log(
        county.organisations["charity"],
        on=clock.today(),
        how="phone",
        text="They look for a hall.",
        next_step="Ring the vicar",
        next_on=clock.today(),
        by=county.people["officer"],
    )
    return {**the_charity(county), "id": made.pk}


def a_talk_of_the_charity(county: County) -> dict[str, Any]:
    """The charity, with a talk in its log."""
    its_talk(county)
    return the_charity(county)


def its_paper(county: County) -> dict[str, Any]:
    """A file that is kept with it."""
    upload = SimpleUploadedFile("rules.txt", b"1. We sing.")
    return {
        **the_charity(county),
        "id": papers.keep_paper(county.organisations["charity"], upload, by=county.people["officer"]).pk,
    }


def a_list(county: County) -> dict[str, Any]:
    """A list of organisations that was sent in; an officer has not yet said what its columns mean."""
    return {"pk": importing.send(("our members.csv", b"Name,Town\nAshby Choir,Ashby\n"), by=county.people["officer"])[0].pk}


def a_service(county: County) -> dict[str, Any]:
    """A published service of the charity."""
    return {"slug": make_service(county.organisations["charity"]).slug}


def an_enquiry_sent(county: County) -> dict[str, Any]:
    """What somebody asked a person just now."""
    return {"token": receipts.token(directory.ask_a_person(need="Company", email="a@example.org"))}


def a_correction_sent(county: County) -> dict[str, Any]:
    """What somebody said is wrong just now."""
    service = make_service(county.organisations["charity"])
    return {"slug": service.slug, "token": receipts.token(directory.correct(service, what="It has moved"))}


def reply_of_the_charity(county: County) -> dict[str, Any]:
    """A question of the volunteer, which the charity answers."""
    return {"id": a_reply(county.organisations["charity"], asker=county.people["volunteer"]).pk}


def full_desks(county: County) -> dict[str, Any]:
    """Everybody owes an answer and waits for one; one of these came, one is late."""
    people = list(county.people.values())
    for person, other in zip(people, people[1:] + people[:1], strict=True):
        reply = a_reply(county.organisations["charity"], owner=person, asker=other, days=1)
        a_reply(county.organisations["council"], asker=person, title="Who pays for the hall in winter?")
        answered = a_reply(county.organisations["group"], asker=person, title="When does the walk begin?")
        replies.answer(answered, text="At ten, from the bridge.", by=county.people["group"])
        OwedReply.objects.filter(pk=reply.pk).update(due_on=clock.today() - dt.timedelta(days=2), late_at=clock.now())
    return {}


def answered_reply(county: County) -> dict[str, Any]:
    """The same, answered."""
    reply = a_reply(county.organisations["charity"], asker=county.people["volunteer"])
    return {"id": replies.answer(reply, text="Yes, they do.", by=county.people["charity"]).pk}


def link_to_answer(county: County) -> dict[str, Any]:
    """What the mail to the owner leads to."""
    return {"token": replies_mails.answer_url(a_reply(county.organisations["charity"])).rstrip("/").rsplit("/", 1)[1]}


def the_charity_is_away(county: County) -> dict[str, Any]:
    """The charity's lead is away, and a colleague was asked to cover."""
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    days = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=6)}
    person = county.people["charity"]
    replies_away.leave(person, **days, covers={county.organisations["charity"]: colleague}, by=person)
    return {}


def link_to_decline(county: County) -> dict[str, Any]:
    """The link in the mail of who was asked to cover."""
    the_charity_is_away(county)
    return {"token": away_mails.token(Cover.objects.get())}


def link_to_dispute(county: County) -> dict[str, Any]:
    """What the mail with the answer leads to."""
    reply = replies.answer(a_reply(county.organisations["charity"]), text="Yes, they do.", by=county.people["charity"])
    return {"token": replies_mails.dispute_url(reply).rstrip("/").rsplit("/", 1)[1]}


def failed_mail(county: County) -> dict[str, Any]:
    """A mail that did not go."""
    mail = a_mail()
    Mail.objects.filter(pk=mail.pk).update(status=Mail.Status.FAILED, trouble="550 no such user", ended_at=clock.now())
    return {"id": mail.pk}


def failed_work(county: County) -> dict[str, Any]:
    """Work that was given up."""
    job = jobs.put("jobs.sweep")
    Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), attempts=36, error="OSError")
    return {"pk": job.pk}


def some_failed_work(county: County) -> dict[str, Any]:
    """A list with something on it."""
    failed_work(county)
    return {}


def answerers(status: int = 200, **others: int) -> Statuses:
    """For those who may answer for the charity; whoever asked may look on, nobody else knows of it."""
    return signed_in(404, chief=status, officer=status, charity=status) | others


ROWS = {
    "directory:find": Row(get=everyone(), query="?need=company&near=TA1"),
    "openreferral:details": Row(is_page=False, get=everyone()),
    "directory:find_json": Row(is_page=False, get=everyone(), query="?need=company&near=TA1"),
    "pages:home": Row(get=everyone()),
    "pages:organisation": Row(get=everyone(), args=the_charity),
    "pages:about": Row(get=everyone()),
    "pages:help": Row(get=everyone()),
    "pages:worried": Row(get=everyone()),
    "pages:accessibility": Row(get=everyone()),
    "pages:privacy": Row(get=everyone()),
    "pages:robots": Row(is_page=False, get=everyone()),
    "design:gallery": Row(get=everyone()),
    "design:place_css": Row(is_page=False, get=everyone(), args=lambda county: {"colour": "74204f"}),
    "people:account": Row(get=signed_in(), post=signed_in()),
    "people:yours": Row(get=signed_in(), args=full_desks),
    "people:yours_json": Row(is_page=False, get=signed_in(), args=full_desks),
    "people:copy": Row(post=signed_in(302)),
    "people:forget": Row(get=signed_in(), post=signed_in(), args=full_desks),
    "people:keep": Row(post=signed_in(302)),
    "people:keep_me": Row(get=everyone(), post=everyone(302), args=asked_to_be_forgotten),
    "people:kept": Row(get=everyone()),
    "journeys:complain": Row(get=everyone(), post=everyone()),
    "journeys:complained": Row(get=everyone(), args=a_complaint_sent),
    "people:your_data": Row(get=everyone(), post=everyone()),
    "people:your_data_sent": Row(get=everyone()),
    "people:your_data_link": Row(get=everyone(), post=everyone(302), args=link_to_ones_data),
    "people:your_data_all": Row(get=everyone(302), post=everyone(405)),
    "people:your_data_json": Row(is_page=False, get=everyone(302), post=everyone(405)),
    "people:your_data_forget": Row(get=everyone(302), post=everyone(302)),
    "people:data": Row(get=officers(), post=officers(), args=peoples_data),
    "people:add_hold": Row(get=officers(), post=officers()),
    "people:lift_hold": Row(post=officers(302), args=a_hold),
    "people:retention": Row(get=officers(), args=peoples_data),
    "people:retention_rows": Row(get=officers(), args=lambda county: {**peoples_data(county), "key": "directory.enquiry"}),
    "people:prove": Row(get=signed_in(), post=signed_in()),
    "people:codes": Row(get=signed_in(), post=signed_in(302), args=everybody_has_an_app),
    "people:new_codes": Row(post=signed_in(302)),
    "people:download_codes": Row(is_page=False, get=signed_in(404)),
    "mfa_index": Row(get=signed_in()),
    "mfa_login_webauthn": Row(get=everyone(302), post=everyone(302)),
    "openid_connect_login": Row(
        get=signed_in(302, visitor=404), post=everyone(405), args=lambda county: {"provider_id": "council"}
    ),
    "openid_connect_callback": Row(get=everyone(404), args=lambda county: {"provider_id": "council"}),
    "mfa_authenticate": Row(get=everyone(302), post=everyone(302)),
    "mfa_add_webauthn": Row(get=signed_in(), post=signed_in()),
    "mfa_activate_totp": Row(get=signed_in(), post=signed_in()),
    "mfa_deactivate_totp": Row(get=signed_in(), post=signed_in(302), args=everybody_has_an_app),
    "mfa_edit_webauthn": Row(get=signed_in(404, volunteer=200), post=signed_in(404, volunteer=200), args=their_passkey),
    "mfa_remove_webauthn": Row(get=signed_in(404, volunteer=200), post=signed_in(404, volunteer=302), args=their_passkey),
    "people:profile": Row(get=signed_in(), post=signed_in(302)),
    "people:consents": Row(get=signed_in(), args=agreed_before),
    "people:give_consent": Row(post=signed_in(302), args=a_purpose),
    "people:withdraw_consent": Row(post=signed_in(302), args=a_purpose),
    "people:no_longer": Row(get=everyone(), post=everyone(302), args=link_that_withdraws),
    "people:add_consent": Row(get=officers(), post=officers()),
    "people:delete": Row(get=signed_in(), post=signed_in()),
    "people:end_session": Row(post=signed_in(302)),
    "people:end_others": Row(post=signed_in(302)),
    "people:sign_out_everywhere": Row(post=signed_in(302)),
    "people:link": Row(get=everyone(), post=everyone(302), args=link_for_the_volunteer),
    "organisations:acting": Row(get=signed_in(), post=signed_in()),
    "organisations:begin": Row(get=everyone(), post=everyone(), args=first_officer),
    "organisations:list": Row(get=everyone()),
    "organisations:add": Row(get=officers(), post=officers()),
    "organisations:merge": Row(get=officers(), args=the_charity),
    "organisations:merge_into": Row(get=officers(), post=officers(302), args=the_charity_into_the_group),
    "organisations:unmerge": Row(post=officers(302), args=a_merge),
    "organisations:records": Row(get=officers()),
    "organisations:records_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "xlsx"}),
    "organisations:record": Row(get=officers(charity=200), args=a_talk_of_the_charity),
    "organisations:address": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:logo": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:add_paper": Row(post=officers(302, charity=302), args=the_charity),
    "organisations:remove_paper": Row(post=officers(302, charity=302), args=its_paper),
    "organisations:add_talk": Row(get=officers(), post=officers(), args=the_charity),
    "organisations:talk": Row(get=officers(), post=officers(), args=its_talk),
    "organisations:step_done": Row(post=officers(302), args=its_talk),
    "organisations:remove_talk": Row(post=officers(302), args=its_talk),
    "organisations:imports": Row(get=officers(), post=officers()),
    "organisations:import": Row(get=officers(), args=a_list),
    "organisations:import_columns": Row(get=officers(), post=officers(), args=a_list),
    "organisations:import_decide": Row(post=officers(302), args=a_list),
    "organisations:import_bring_in": Row(post=officers(302), args=a_list),
    "organisations:import_take_back": Row(get=officers(), post=officers(302), args=a_list),
    "organisations:import_report": Row(is_page=False, get=officers(), args=a_list),
    "organisations:change": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:close": Row(get=officers(), post=officers(302), args=the_charity),
    "organisations:reopen": Row(get=officers(), post=officers(302), args=the_charity),
    "organisations:add_contact": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:contact": Row(get=officers(charity=200), post=officers(charity=200), args=its_contact),
    "organisations:remove_contact": Row(post=officers(302, charity=302), args=its_contact),
    "organisations:seats": Row(get=at_the_charity(), post=at_the_charity(), args=the_charity),
    "organisations:seat": Row(get=at_the_charity(), post=at_the_charity(), args=its_helper),
    "organisations:end_seat": Row(post=at_the_charity(302), args=its_helper),
    "organisations:give_back": Row(post=at_the_charity(302), args=ended_seat),
    "organisations:hand_over": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=the_charity),
    "organisations:invite_again": Row(post=at_the_charity(302), args=an_invitation),
    "organisations:withdraw_invitation": Row(post=at_the_charity(302), args=an_invitation),
    "organisations:invitation": Row(
        get=everyone(403, visitor=200, volunteer=200), post=everyone(403, visitor=302, volunteer=302), args=link_for_the_invited
    ),
    "organisations:standing": Row(get=officers(), post=officers(), args=a_member_of_the_county),
    "organisations:end_standing": Row(post=officers(302), args=a_member_of_the_county),
    "organisations:network": Row(get=at_the_charity(), post=at_the_charity(404), args=a_network),
    "organisations:end_network_member": Row(post=at_the_charity(302), args=its_member),
    "organisations:leave_network": Row(post=at_the_charity(302), args=its_network),
    "organisations:add_representative": Row(get=at_the_charity(), post=at_the_charity(), args=a_network),
    "organisations:representative": Row(get=at_the_charity(), post=at_the_charity(), args=its_voice),
    "organisations:end_representative": Row(post=at_the_charity(302), args=its_voice),
    "organisations:give_up_voice": Row(post=at_the_charity(302), args=its_voice),
    "organisations:members": Row(get=officers(), args=some_members),
    "organisations:members_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "xlsx"}),
    "organisations:member_kinds": Row(get=officers(), args=kinds_on_offer),
    "organisations:add_member_kind": Row(get=officers(), post=officers()),
    "organisations:member_kind": Row(get=officers(), post=officers(), args=a_kind_of_membership),
    "organisations:renew_by_mail": Row(get=everyone(), post=everyone(302), args=link_that_renews),
    "organisations:membership": Row(get=officers(charity=200), args=a_member_of_the_county),
    "organisations:renew": Row(post=officers(302, charity=302), args=a_member_of_the_county),
    "organisations:leave_membership": Row(get=officers(charity=200), post=officers(charity=200), args=a_member_of_the_county),
    "organisations:enter_member": Row(get=officers(), post=officers(), args=the_charity),
    "organisations:membership_year": Row(get=officers(), post=officers(302), args=its_year),
    "journeys:join": Row(get=everyone(), args=kinds_on_offer),
    "journeys:join_step": Row(
        get=everyone(charity=302, group=302, council=302, linkworker=302),
        post=everyone(charity=302, group=302, council=302, linkworker=302),
        args=lambda county: {"step": "called"},
    ),
    "journeys:join_check": Row(get=everyone(302), post=everyone(302)),
    "journeys:joined": Row(get=everyone(), post=everyone(302), args=receipt_of_an_application),
    "journeys:monthly": Row(get=everyone(), post=everyone(302), args=link_of_a_monthly_mail),
    "journeys:application": Row(get=officers(), post=officers(302), args=an_application),
    "journeys:new": Row(get=everyone(), post=everyone()),
    "journeys:claim_one": Row(get=everyone(), post=everyone(), args=the_charity),
    "journeys:leave": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=the_charity),
    "journeys:claim": Row(
        get=signed_in(404, chief=200, officer=200, charity=200, volunteer=200),
        post=signed_in(404, chief=403, officer=403, charity=403, volunteer=403),
        args=claim_of_the_volunteer,
    ),
    "journeys:sent": Row(get=everyone(), args=receipt_of_a_claim),
    "journeys:claim_by_mail": Row(get=everyone(), post=everyone(), args=link_of_a_claimant),
    "journeys:prove": Row(get=everyone(), post=everyone(302), args=link_that_proves),
    "places:place": Row(get=officers()),
    "places:describe": Row(get=officers(), post=officers()),
    "places:logo": Row(get=officers(), post=officers()),
    "places:who_decides": Row(get=officers(), post=officers()),
    "places:map": Row(get=officers(), post=officers(), args=a_file_for_the_map),
    "pages:people": Row(get=officers()),
    "pages:people_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "csv"}),
    "pages:person": Row(get=officers(), args=the_volunteer),
    "pages:person_do": Row(post=officers(302), args=lambda county: {**the_volunteer(county), "deed": "suspend"}),
    "places:rules": Row(get=officers(), args=a_rule_was_set),
    "places:rule": Row(get=officers(), post=officers(), args=the_rule),
    "places:undo_rule": Row(post=officers(302), args=the_rule),
    "journeys:first_hour": Row(get=officers()),
    "journeys:web_address": Row(get=officers()),
    "places:helplines": Row(get=officers()),
    "places:add_helpline": Row(get=officers(), post=officers()),
    "places:helpline": Row(get=officers(), post=officers(), args=a_number),
    "places:remove_helpline": Row(post=officers(302), args=a_number),
    "places:check_helplines": Row(post=officers(302)),
    "places:patches": Row(get=officers()),
    "places:add_patch": Row(get=officers(), post=officers()),
    "places:patch": Row(get=officers(), args=a_patch),
    "places:name_patch": Row(get=officers(), post=officers(), args=a_patch),
    "places:change_patch": Row(get=officers(), post=officers(), args=a_patch),
    "places:end_patch": Row(get=officers(), post=officers(), args=a_patch),
    "terms:needs": Row(get=officers(), args=the_needs),
    "terms:import": Row(get=officers(), post=officers()),
    "terms:imported": Row(get=officers(302)),
    "terms:list": Row(get=officers(), args=their_list),
    "terms:add": Row(get=officers(), post=officers(), args=their_list),
    "terms:term": Row(get=officers(), post=officers(), args=a_need),
    "terms:merge": Row(get=officers(), post=officers(), args=a_need),
    "terms:common": Row(post=officers(302), args=a_need_to_offer),
    "terms:retire": Row(post=officers(302), args=a_need),
    "terms:bring_back": Row(post=officers(302), args=a_need),
    "directory:new": Row(get=signed_in(volunteer=403, linkworker=403), post=signed_in(volunteer=403, linkworker=403)),
    "directory:imports": Row(get=officers(), post=officers()),
    "directory:import": Row(get=officers(), args=an_import),
    "directory:bring_in": Row(post=officers(302), args=an_import),
    "directory:left_out": Row(is_page=False, get=officers(), args=an_import),
    "directory:ask": Row(get=everyone(), post=everyone()),
    "directory:ask_sent": Row(get=everyone(), args=an_enquiry_sent),
    "directory:ask_telephone": Row(get=officers(), post=officers()),
    "directory:changes": Row(get=officers()),
    "directory:change": Row(get=officers(), post=officers(), args=a_change),
    "directory:part": Row(get=keepers(), post=keepers(), args=lambda county: {**a_draft(county), "name": "what"}),
    "directory:check": Row(get=keepers(), post=keepers(), args=a_draft),
    "directory:discard": Row(get=keepers(), post=keepers(302), args=a_draft),
    "directory:confirm": Row(post=keepers(302, others=403), args=a_service),
    "directory:publish": Row(post=keepers(302, others=403), args=a_service),
    "directory:pause": Row(post=keepers(302, others=403), args=a_service),
    "directory:withdraw": Row(post=keepers(302, others=403), args=a_service),
    "directory:take_back": Row(post=keepers(302), args=a_draft),
    "directory:give": Row(get=officers(), post=officers(), args=a_service),
    "directory:wrong": Row(get=everyone(), post=everyone(), args=a_service),
    "directory:wrong_sent": Row(get=everyone(), args=a_correction_sent),
    "directory:service": Row(get=everyone(), args=a_service),
    "pages:desk": Row(get=signed_in(), args=full_desks),
    "replies:owed": Row(get=signed_in(), args=full_desks),
    "replies:away": Row(get=signed_in(volunteer=403), post=signed_in(volunteer=403), args=the_charity_is_away),
    "replies:end_away": Row(post=signed_in(302), args=the_charity_is_away),
    "replies:decline_cover": Row(get=everyone(), post=everyone(302), args=link_to_decline),
    "replies:reply": Row(get=answerers(volunteer=200), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:answered": Row(get=answerers(volunteer=200), args=answered_reply),
    "replies:pass_on": Row(get=answerers(volunteer=403), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:close": Row(get=answerers(volunteer=403), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:dispute": Row(get=answerers(403, volunteer=200), post=answerers(403, volunteer=302), args=answered_reply),
    "replies:answer_by_mail": Row(get=everyone(), post=everyone(), args=link_to_answer),
    "replies:dispute_by_mail": Row(get=everyone(), post=everyone(302), args=link_to_dispute),
    "replies:thanked": Row(get=everyone()),
    "jobs:failed": Row(get=officers(), args=some_failed_work),
    "jobs:again": Row(post=officers(302), args=failed_work),
    "jobs:drop": Row(get=officers(), post=officers(302), args=failed_work),
    "files:open": Row(get=everyone(), args=an_open_file, is_page=False),
    "notices:test": Row(get=officers(), post=officers(302)),
    "notices:arrived": Row(get=everyone(), post=everyone(302), args=link_of_a_test_mail),
    "notices:mail": Row(get=officers()),
    "notices:again": Row(post=officers(302), args=failed_mail),
    "demo:county": Row(get=everyone(404)),
    "demo:remove": Row(get=signed_in(404), post=signed_in(404)),
    "demo:mailbox": Row(get=everyone(404)),
    "demo:mail": Row(get=everyone(404), args=failed_mail),
    "demo:mail_html": Row(get=everyone(404), args=failed_mail),
    "account_login": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_request_login_code": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_confirm_login_code": Row(get=everyone(302), post=everyone(302)),
    "account_logout": Row(get=everyone(visitor=302), post=everyone(302)),
    "account_signup": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_email_verification_sent": Row(get=everyone(302), post=everyone(302)),
    "account_email": Row(get=signed_in(), post=signed_in()),
    "account_inactive": Row(get=everyone()),
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The full name of every address in the URL configuration; its route, where it has no name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or entry.pattern}"


def test_every_url_is_listed_once() -> None:
    found = list(addresses(get_resolver()))
    assert sorted(found) == sorted(set(found)), "two addresses of one name"
    assert set(found) == set(ROWS)


@pytest.mark.django_db
@pytest.mark.parametrize("method", [HTTPMethod.GET, HTTPMethod.POST])
@pytest.mark.parametrize("name", ROWS)
def test_every_persona_gets_what_is_theirs(name: str, method: HTTPMethod, county: County) -> None:
    row = ROWS[name]
    address = reverse(name, kwargs=row.args(county)) + row.query
    got = {persona: status(county, persona, method, address) for persona in personas.NAMES}
    expected = row.expected(method)
    assert not {f"{persona}: {got[persona]}, not {expected[persona]}" for persona in got if got[persona] != expected[persona]}


def status(county: County, persona: str, method: HTTPMethod, address: str) -> int:
    """What `persona` gets there. What they changed by it is undone, so that the next finds the county as it was."""
    client = county.client(persona)
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    if answer.streaming:
        answer.getvalue()  # a file is open until it is read
    return int(answer.status_code)
