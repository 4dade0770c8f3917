"""The lists of `replies`, and how each is filled."""

from tests.people.factories import PersonFactory
from tests.personas import County
from tests.replies.factories import a_reply
from tests.scale.lists import List, copies


def replies(county: County, number: int) -> None:
    """What the charity owes to people, and what its lead waits for."""
    copies(a_reply(county.organisations["charity"], asker=PersonFactory.create()), number)
    copies(a_reply(county.organisations["council"], asker=county.charity), number)


LISTS = {
    "replies:owed": List(replies, "charity"),
}
