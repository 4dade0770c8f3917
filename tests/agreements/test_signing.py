"""Signing: once, of exactly what was seen, by whoever was asked; and a clear answer to everything else."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from alongside.agreements import chain, facts, signing_links
from alongside.agreements.actions import signing
from alongside.agreements.actions.signing import NotNow, Said
from alongside.agreements.bundle import pack, verify
from alongside.agreements.models import Invitation, Party, RegisterEntry, Signature, SigningTrace, Version
from alongside.agreements.queries import register
from alongside.agreements.queries import signing as queries
from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.organisations.models import Seat
from alongside.positions.models import Position
from alongside.replies import away
from tests.agreements import making
from tests.organisations.factories import SeatFactory

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


def first(version: Version) -> Party:
    return Party.objects.filter(agreement=version.agreement).order_by("organisation__name")[0]


def typed(page: object, **more: str) -> dict[str, str]:
    """What is sent when the page is filled in."""
    form = page.context["form"]  # type: ignore[attr-defined]
    return {"name": "Bea Harkin", "capacity": "chair", "intend": "on", "seen": form["seen"].value(), **more}


@pytest.mark.django_db
def test_whoever_was_asked_reads_signs_and_gets_the_record() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    path, client = signing_links.path(invitation), Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Phone")
    page = client.get(path)
    assert "Each partner has one voice." in page.content.decode()
    assert "My typed name" in page.content.decode() or "my typed name" in page.content.decode()
    done = client.post(path, typed(page, mandate_body="Trustees", mandate_on="2 1 2026", mandate_reference="minute 4"))
    assert done.status_code == 302
    signature = Signature.objects.select_related("entry").get()
    entry = facts.entry(signature.entry.canonical.encode())
    assert isinstance(entry, facts.Signed)
    assert (entry.text_sha256, entry.pdf_sha256) == (version.text_sha256, Version.objects.get().pdf_sha256)
    assert entry.mandate == facts.Mandate(body="Trustees", on="2026-01-02", reference="minute 4")
    assert entry.consent == signature.consent and "on behalf of" in entry.consent
    assert signature.entry.hash == chain.digest(chain.START, signature.entry.canonical.encode())
    trace = SigningTrace.objects.get()
    assert (trace.address, trace.agent) == ("203.0.113.9", "Phone")
    assert "203.0.113.9" not in signature.entry.canonical and "Phone" not in signature.entry.canonical
    mail = Mail.objects.get(kind="agreements.signed")
    assert signature.entry.hash in bytes(mail.source).decode().replace("=\n", "")
    assert "signed once" in client.get(path).content.decode()


@pytest.mark.django_db
def test_link_that_is_used_twice_signs_once() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    path, client = signing_links.path(invitation), Client()
    sent = typed(client.get(path))
    for _again in range(3):
        assert client.post(path, sent).status_code == 302
    assert Signature.objects.count() == RegisterEntry.objects.count() == 1


@pytest.mark.django_db
def test_text_or_reservation_that_changed_meanwhile_is_shown_again_and_nothing_is_lost() -> None:
    version = making.open_for_signing()
    party = first(version)
    invitation = making.invited(version, party)
    path, client = signing_links.path(invitation), Client()
    sent = typed(client.get(path), mandate_body="Trustees")
    clause = version.entries.get(number="1")
    Position.objects.create(
        subject_kind="agreements.clause", subject_id=clause.clause_id, text_sha256=clause.wording.text_sha256,
        organisation=party.organisation, stance="reservation", words="A count is not a say.", at=clock.now(),
    )  # fmt: skip
    page = client.post(path, sent)
    text = page.content.decode()
    assert page.status_code == 200 and not Signature.objects.exists()
    assert "Nothing was signed" in text and "A count is not a say." in text and "Trustees" in text
    assert client.post(path, typed(page)).status_code == 302
    assert Signature.objects.get().reservations[0]["words"] == "A count is not a say."


@pytest.mark.django_db
def test_version_that_was_replaced_meanwhile_is_not_signed() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    path, client = signing_links.path(invitation), Client()
    sent = typed(client.get(path))
    Version.objects.filter(pk=version.pk).update(state=Version.State.WITHDRAWN)
    page = client.post(path, sent)
    assert page.status_code == 410 and "The text has changed" in page.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.django_db
def test_forwarded_link_signs_for_nobody_else_who_is_signed_in() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    client = Client()
    client.force_login(SeatFactory.create().person)
    page = client.get(signing_links.path(invitation))
    assert page.status_code == 403 and "somebody else" in page.content.decode()


@pytest.mark.django_db
def test_seat_that_has_ended_signs_nothing() -> None:
    version = making.open_for_signing()
    party = first(version)
    invitation = making.invited(version, party)
    Seat.objects.filter(organisation=party.organisation).update(starts=clock.today() - dt.timedelta(days=9), ends=clock.today())
    page = Client().get(signing_links.path(invitation))
    assert page.status_code == 410 and "no seat there any more" in page.content.decode()
    assert [one.seat_ended for one in queries.standings(version) if one.party == party] == [True]


@pytest.mark.django_db
def test_sent_again_only_the_latest_link_and_card_work() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    old, card = signing_links.path(invitation), signing_links.code(invitation)
    again = signing.ask_again(invitation, by=SeatFactory.create().person)
    assert Client().get(old).status_code == 410
    assert Client().get(signing_links.path(again)).status_code == 200
    assert signing_links.of_code(card, [again]) is None
    assert signing_links.of_code(signing_links.code(again).lower().replace("-", " "), [again]) == again


@pytest.mark.django_db
def test_who_does_not_sign_says_why_and_can_be_asked_again() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    path = signing_links.path(invitation)
    assert Client().post(f"{path}decline/", {"why": ""}).status_code == 200
    assert Client().post(f"{path}decline/", {"why": "We have no mandate yet."}).status_code == 302
    assert Client().get(path).status_code == 410
    with pytest.raises(NotNow):
        making.signed(invitation)
    assert making.signed(making.invited(version, first(version)))


@pytest.mark.django_db
def test_colleague_to_whom_it_is_passed_on_signs() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    path = signing_links.path(invitation)
    told = {"name": "Piotr Lewan", "email": "piotr@example.org", "capacity": "treasurer", "why": ""}
    assert Client().post(f"{path}pass-on/", told).status_code == 302
    assert "passed this on" in Client().get(path).content.decode()
    theirs = Invitation.objects.get(state=Invitation.State.OPEN)
    assert theirs.passed_from == invitation and theirs.email == "piotr@example.org"
    assert making.signed(theirs, said=Said(name="Piotr Lewan", capacity="treasurer")).name == "Piotr Lewan"


@pytest.mark.django_db
def test_who_is_away_is_covered_for() -> None:
    version = making.open_for_signing()
    party = first(version)
    lead = Seat.objects.get(organisation=party.organisation).person
    colleague = SeatFactory.create(organisation=party.organisation).person
    before = making.invited(version, party)
    days = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=6)}
    away.leave(lead, **days, covers={party.organisation: colleague}, by=lead)
    assert [one.pk for one in queries.waiting_for(colleague)] == [before.pk]
    assert queries.waiting_for(lead) == []
    client = Client()
    client.force_login(colleague)
    path = signing_links.path(before, proof="signed_in")
    assert "is away, and you cover" in client.get(path).content.decode()
    signing.take_back(before, by=lead)
    assert making.invited(version, party).person == colleague


@pytest.mark.django_db
def test_paper_counts_the_same_and_closes_the_invitation() -> None:
    version = making.open_for_signing()
    party = first(version)
    making.invited(version, party)
    scan = SimpleUploadedFile("scan.png", PNG, content_type="image/png")
    officer = SeatFactory.create().person
    day = clock.today() - dt.timedelta(days=1)
    signature = signing.on_paper(version, party, said=Said(name="Ada", capacity="chair"), signed_on=day, scan=scan, by=officer)
    entry = facts.entry(signature.entry.canonical.encode())
    assert isinstance(entry, facts.Signed)
    assert (entry.method, entry.proof, entry.signed_on) == ("paper", "paper", day.isoformat())
    assert entry.scan_sha256 == signature.scan_sha256 != ""
    assert not Invitation.objects.filter(state=Invitation.State.OPEN).exists()
    with pytest.raises(NotNow):
        making.invited(version, party)


@pytest.mark.django_db
def test_partner_that_leaves_stays_in_the_register_and_one_that_joins_signs() -> None:
    version = making.open_for_signing()
    party = first(version)
    making.signed(making.invited(version, party))
    person = SeatFactory.create().person
    signing.withdraw(party, why="We have merged.", by=person)
    assert [one.kind for one in RegisterEntry.objects.order_by("position")] == ["signed", "withdrawn"]
    assert register.of(version).signed == 0
    with pytest.raises(NotNow, match="left"):
        signing.withdraw(party, why="Again", by=person)
    newcomer = signing.accede(version.agreement, party.organisation, by=person)
    assert newcomer.acceded
    assert making.signed(making.invited(version, newcomer)).party == newcomer


@pytest.mark.django_db
def test_amendment_says_who_has_to_sign_again() -> None:
    version = making.open_for_signing()
    party = first(version)
    making.signed(making.invited(version, party))
    Version.objects.filter(pk=version.pk).update(state=Version.State.SUPERSEDED)
    later = making.version(version.agreement, making.WORDS[:2], number=2)
    assert register.of(later).again == [party.organisation.name]
    making.signed(making.invited(later, party))
    assert register.of(later).again == []


@pytest.mark.django_db
def test_sealed_paper_and_bundle_hold_and_are_kept_beside_what_grows() -> None:
    version = making.open_for_signing()
    parties = list(Party.objects.order_by("organisation__name"))
    for party in parties[:2]:
        making.signed(making.invited(version, party))
    signing.seal_again(version)
    version = Version.objects.select_related("agreement", "pdf", "sealed_pdf").get()
    making.signed(making.invited(version, parties[2]))
    packed = register.bundle_of(Version.objects.select_related("agreement", "pdf", "sealed_pdf").get())
    assert packed is not None
    found = verify.verify(pack(packed.files()), [facts.manifest(packed.manifest).seal])
    assert found.holds and found.entries == 2, found.lines
    assert not next(iter(register.check())).problems
    Signature.objects.filter(party=parties[0]).update(name="Somebody Else")
    (problem,) = next(iter(register.check())).problems
    assert parties[0].organisation.name in problem


@pytest.mark.django_db(transaction=True)
def test_crowd_that_signs_at_once_is_counted_once_each() -> None:
    version = making.open_for_signing(6)
    invitations = [making.invited(version, party) for party in Party.objects.order_by("id")]
    refused: list[str] = []

    def press(invitation: Invitation) -> None:
        try:
            making.signed(invitation)
        except NotNow as no:
            refused.append(no.why)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(one,)) for one in invitations for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = list(RegisterEntry.objects.order_by("position"))
    assert [one.position for one in entries] == [1, 2, 3, 4, 5, 6]
    assert len(refused) == 6 and set(refused) <= {"signed", "party_signed"}
    links = [chain.of(one.position, one.prev, one.hash, one.canonical) for one in entries]
    assert list(chain.breaks(links)) == []


@pytest.mark.django_db
def test_card_opens_the_page_and_a_wrong_code_says_so() -> None:
    version = making.open_for_signing()
    invitation = making.invited(version, first(version))
    room = reverse("agreements:room", args=[version.agreement.slug])
    wrong = Client().post(room, {"code": "AAAA-AAAA"})
    assert wrong.status_code == 200 and "No card has this code" in wrong.content.decode()
    right = Client().post(room, {"code": signing_links.code(invitation).lower()})
    assert right.status_code == 302
    page = Client().get(right["Location"])
    Client().post(right["Location"], typed(page))
    assert Signature.objects.get().method == Signature.Method.ROOM
    assert Signature.objects.get().proof == "card"


@pytest.mark.django_db
def test_card_of_another_agreement_opens_its_own_page() -> None:
    version = making.open_for_signing()
    other = making.version(making.agreement(first(version).organisation, title="The Otter Compact", slug="otter"))
    invitation = making.invited(other, first(other))
    room = reverse("agreements:room", args=[version.agreement.slug])
    opened = Client().post(room, {"code": signing_links.code(invitation)}, follow=True)
    assert "The Otter Compact" in opened.content.decode()
