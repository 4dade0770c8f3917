"""Who may, and who must."""

from alongside.people import policy, standing
from alongside.people.models import Person

KEEP_DATA = "people.keep_data"
"""Who sees that people asked what is held about them, or to be forgotten; holds what must be kept; sees what goes."""


def needs_second_step(person: Person) -> bool:
    """Whether a code by mail alone is not enough for what this person may do here."""
    return standing.has_any(person, policy.second_step_for())


def may_lose_a_way(person: Person, *, of: int) -> bool:
    """Whether one passkey or app fewer leaves enough."""
    return of > 1 or not needs_second_step(person)


def may_keep_account_of(by: Person, person: Person) -> bool:
    """Whether `by` ends the sessions of `person`, suspends their account or takes a lost second step away.

    Officers do it for others, and only leads of the coordinator for officers. Nobody for themselves: they have their own page.
    """
    asked = "people.keep_officers" if person.has_perm("people.keep_accounts") else "people.keep_accounts"
    return by.pk != person.pk and by.has_perm(asked)
