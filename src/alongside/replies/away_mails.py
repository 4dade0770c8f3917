"""The mails about being away: who covers from when until when, and a link to decline that works without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import clock, signing, words
from alongside.notices import actions as notices
from alongside.replies import policy
from alongside.replies.models import Away, Cover

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

DECLINE = "replies.decline"


def token(cover: Cover) -> str:
    """What stands in the address where somebody declines to cover."""
    return signing.seal(DECLINE, {"cover": str(cover.pk), "person": str(cover.person_id)})


def unsealed(token: str) -> Cover | None:
    """What a link to decline is about, while it is asked of its reader."""
    try:
        facts = signing.unseal(DECLINE, token, policy.ANSWER_LINK)
    except signing.BadSeal:
        return None
    asked = Cover.objects.filter(pk=facts["cover"], person=facts["person"], person__is_active=True, declined_at=None)
    return asked.filter(away__ends__gte=clock.today()).select_related("away__person", "person", "organisation").first()


def decline_path(cover: Cover) -> str:
    """Where its reader declines."""
    return reverse("replies:decline_cover", args=[token(cover)])


def ask(cover: Cover) -> None:
    """Tells somebody that they cover, and how to say no."""
    facts = {**_days(cover.away), "organisation": cover.organisation, "url": settings.ADDRESS + decline_path(cover)}
    _send("cover", cover.person, _("You cover for %(who)s") % {"who": cover.away.person}, facts)


def tell_stand_in(away: Away, organisation: Organisation, who: Person) -> None:
    """Tells a lead or an officer that they cover, since nobody else does."""
    facts = {**_days(away), "organisation": organisation, "url": ""}
    _send("cover", who, _("You cover for %(who)s") % {"who": away.person}, facts)


def tell_declined(cover: Cover, *, instead: Person | None) -> None:
    """Tells who goes away that a colleague cannot cover, and who does."""
    facts = {**_days(cover.away), "organisation": cover.organisation, "cover": cover.person, "instead": instead}
    facts["url"] = settings.ADDRESS + reverse("replies:away")
    _send("declined", cover.away.person, _("%(who)s cannot cover for you") % {"who": cover.person}, facts)


def tell_not_needed(person: Person, who: Person, organisation: Organisation) -> None:
    """Tells a colleague that they need not cover any more."""
    _send("not_needed", person, _("You no longer cover for %(who)s") % {"who": who}, {"who": who, "organisation": organisation})


def _days(away: Away) -> dict[str, Any]:
    return {"who": away.person, "starts": words.day(away.starts), "ends": words.day(away.ends)}


def _send(template: str, to: Person, subject: str, context: dict[str, Any]) -> None:
    notices.send(f"replies.{template}", to=to, subject=subject, template=f"replies/mail/{template}", context=context)
