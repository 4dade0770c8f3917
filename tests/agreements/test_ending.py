"""After an agreement has ended, or a partner has left it, its pages and papers say so, and everything still holds together."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.agreements import facts, signing_links
from alongside.agreements.actions import settling, signing
from alongside.agreements.actions.signing import NotNow
from alongside.agreements.bundle import pack, verify
from alongside.agreements.models import Agreement, Party, Signature, Version
from alongside.agreements.paper import layout
from alongside.agreements.queries import register
from alongside.files import queries as files
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations.models import Seat
from tests.agreements import making
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def in_force() -> Version:
    """Signed by two of three partners, in force, and sealed."""
    version = making.open_for_signing()
    for party in Party.objects.order_by("organisation__name")[:2]:
        making.signed(making.invited(version, party))
    day = version.published_at.date()
    Version.objects.filter(pk=version.pk).update(state=Version.State.IN_FORCE, in_force_on=day)
    Agreement.objects.update(state=Agreement.State.IN_FORCE, in_force_since=day)
    signing.seal_again(Version.objects.select_related("agreement").get())
    return whole()


def whole() -> Version:
    return Version.objects.select_related("agreement", *register.PAPERS).get()


def page(name: str, version: Version, *args: object) -> str:
    return Client().get(reverse(f"agreements:{name}", args=[version.agreement.slug, *args])).content.decode()


def test_end_is_in_the_register_and_sealed_and_the_paper_from_before_stays() -> None:
    version = in_force()
    before = version.sealed_sha256
    settling.end(version.agreement, why="Its five years are over.", by=None)
    signing.seal_again(whole())
    ended = whole()
    assert (ended.state, ended.sealed_sha256) == (Version.State.ENDED, before)
    assert ended.closing_sha256 not in {"", before}
    found = verify.verify(pack(signing.whole_bundle(ended.agreement).files()), [register.head_of(ended.agreement)])
    assert found.holds and found.entries == 3, found.lines
    assert ended.closing_pdf and verify.verify(files.content_of(ended.closing_pdf).read_bytes()).holds
    assert ended.sealed_pdf and verify.verify(files.content_of(ended.sealed_pdf).read_bytes()).holds
    assert next(iter(register.check())).problems == []


def test_pages_of_what_has_ended_say_so_and_ask_nobody() -> None:
    version = in_force()
    settling.end(version.agreement, why="Its five years are over.", by=None)
    signing.seal_again(whole())
    ended = whole()
    told = page("register", ended)
    assert "This agreement ended on" in told and "Its five years are over." in told
    assert "Did not sign it" in told and "Not yet signed" not in told
    assert reverse("agreements:closing", args=[ended.agreement.slug, 1]) in told
    assert "Replaced by a later version" not in page("version", ended, 1)
    checked = Client().post(reverse("agreements:verify", args=[ended.agreement.slug]), {"fingerprint": ended.sealed_sha256})
    assert "The agreement ended on" in checked.content.decode()


def test_last_paper_tells_how_it_ended_and_who_had_left() -> None:
    version = in_force()
    signing.withdraw(Party.objects.order_by("organisation__name")[0], why="We merge.", by=PersonFactory.create())
    settling.end(version.agreement, why="Its five years are over.", by=None)
    records = [facts.plain(facts.entry(bytes(one.record))) for one in signing.papers.links_of(Agreement.objects.get())]
    shown = layout._register(1, records)
    said = str(shown)
    assert "This agreement ended on" in said and "Its five years are over." in said
    assert len([row for sector in shown["sectors"] for row in sector["rows"]]) == 1
    assert "was signed for it by Bea Harkin, chair of trustees" in said and "We merge." in said


def test_nobody_leaves_what_has_ended() -> None:
    version = in_force()
    settling.end(version.agreement, why="Over.", by=None)
    with pytest.raises(NotNow, match="ended"):
        signing.withdraw(Party.objects.order_by("pk")[0], why="We stop.", by=PersonFactory.create())
    assert Party.objects.filter(until=None).count() == 3


def test_who_closes_is_marked_in_the_register_while_it_holds_and_stays_in_one_that_has_ended() -> None:
    version = in_force()
    first, second = (
        one.party.organisation for one in Signature.objects.order_by("signed_at").select_related("party__organisation")
    )
    organisations.close(first, by=PersonFactory.create())
    assert Signature.objects.filter(withdrawn_at=None).count() == 1
    assert "It has closed." in page("register", version)
    settling.end(version.agreement, why="Over.", by=None)
    organisations.close(second, by=PersonFactory.create())
    assert Signature.objects.filter(withdrawn_at=None).get().party.organisation == second
    assert second.name in page("register", version)
    assert next(iter(register.check())).problems == []


def test_version_that_was_replaced_shows_who_stood_by_it() -> None:
    version = in_force()
    Version.objects.update(state=Version.State.SUPERSEDED, ended_on=version.in_force_on)
    making.version(version.agreement, making.WORDS[:2], number=2)
    told = register.of(Version.objects.select_related("agreement").get(number=1))
    assert told.signed == 2 and told.is_past
    assert "Not yet signed" not in page("version", version, 1)


def test_link_to_sign_says_that_the_agreement_has_ended_and_not_that_somebody_took_it_back() -> None:
    version = in_force()
    party = Party.objects.exclude(signatures__isnull=False).get()
    link = signing_links.path(making.invited(version, party))
    settling.end(version.agreement, why="Over.", by=None)
    answer = Client().get(link)
    assert answer.status_code == 410 and "This agreement has ended" in answer.content.decode()
    table = reverse("agreements:signing", args=[version.agreement.slug])
    assert Client().get(table).status_code == 302  # officers only


def test_partners_that_signed_hear_that_it_has_ended_or_was_taken_back() -> None:
    version = in_force()
    settling.end(version.agreement, why="Its five years are over.", by=None)
    leads = {seat.person.email for seat in Seat.objects.filter(organisation__in=signed_by(version))}
    assert {one.to for one in Mail.objects.filter(kind="agreements.over")} == leads and len(leads) == 2
    assert b"Its five years are over." in bytes(Mail.objects.filter(kind="agreements.over")[0].source)
    other = making.version(making.agreement(*making.partners(), slug="other", title="Another one"))
    making.signed(making.invited(other, Party.objects.filter(agreement=other.agreement)[0]))
    settling.take_back(other, by=PersonFactory.create())
    (told,) = Mail.objects.filter(kind="agreements.over", subject__startswith="Taken back")
    assert b"binds nobody" in bytes(told.source).replace(b"=\r\n", b"").replace(b"=\n", b"")


def signed_by(version: Version) -> list[uuid.UUID]:
    return list(Signature.objects.filter(version=version).values_list("party__organisation", flat=True))
