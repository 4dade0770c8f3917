"""The lists of `agreements`, and how each is filled."""

import datetime as dt
from typing import Any

from alongside.agreements import reading
from alongside.agreements.actions import drafting, settling
from alongside.agreements.models import Agreement, Comment, Invitation, Party, VersionClause
from alongside.kit import clock
from alongside.organisations.models import Organisation
from tests.agreements import texts
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.scale.lists import List, copies


def agreements(county: County, number: int) -> None:
    """Many drafts."""
    copies(Agreement.objects.first() or texts.a_draft(county), number, slug=str)


def clauses(county: County, number: int) -> None:
    """One agreement of so many clauses, in two versions that differ in every one; two partners stand on each."""
    made = Agreement.objects.first() or texts.a_draft(county, parties=("charity", "council"))
    standing = VersionClause.objects.values("clause").distinct().count()
    for words in ("four", "six"):
        text = "\n\n".join(f"We will wait {words} weeks before we decide on matter {at}." for at in range(standing + number))
        drafting.put_in(made, reading.read(f"# Promises\n\n{text}").clauses, by=county.chief)
        made.refresh_from_db()
        settling.publish(made, seen=made.edition, ask=False, by=county.chief)
    texts.all_agree(county, made, who=("charity",))


def parties(county: County, number: int) -> None:
    """One agreement of so many partners."""
    made = Agreement.objects.first() or texts.a_discussed(county).agreement
    before = Organisation.objects.count()
    copies(OrganisationFactory.create(), number, slug=str)
    Party.objects.bulk_create(
        Party(agreement=made, organisation=one, sector=one.sector, since=made.begun_at.date())
        for one in Organisation.objects.order_by("pk").exclude(pk__in=made.parties.values("organisation"))[: number + before]
    )


def asked_to_sign(county: County, number: int) -> None:
    """One agreement that is open for signing, with so many partners, each of which is asked."""
    if not Agreement.objects.exists():
        texts.an_opened(county)
    parties(county, number)
    made, now = Agreement.objects.get(), clock.now()
    version = made.versions.get(opened_at__isnull=False)
    Invitation.objects.bulk_create(
        Invitation(
            version=version, party=one, person=county.volunteer, name="Ann Reed", email="ann@example.org", capacity="chair",
            sent_at=now, expires_at=now + dt.timedelta(days=9),
        )
        for one in made.parties.filter(invitations=None).order_by("pk")
    )  # fmt: skip


def comments(county: County, number: int) -> None:
    """One clause of which so much was said."""
    if not Agreement.objects.exists():
        texts.a_spoken_of(county)
    copies(Comment.objects.order_by("at")[0], number)


def the_one(county: County) -> dict[str, Any]:
    return {"slug": Agreement.objects.get().slug}


def its_clause(county: County) -> dict[str, Any]:
    return {"id": texts.clause(Agreement.objects.get(), "2.2").pk}


LISTS = {
    "agreements:list": List(agreements),
    "agreements:agreement": List(clauses, named=the_one),
    "agreements:compare": List(clauses, named=the_one),
    "agreements:counted": List(asked_to_sign, named=the_one),
    "agreements:text": List(clauses, named=the_one),
    "agreements:settle": List(clauses, named=the_one),
    "agreements:parties": List(parties, named=the_one),
    "agreements:clause": List(comments, named=its_clause),
    "agreements:register": List(asked_to_sign, named=the_one),
    "agreements:signing": List(asked_to_sign, named=the_one),
}
