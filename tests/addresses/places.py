"""The place: its name, rules, numbers to ring, patches and map."""

from typing import Any

from alongside.places import actions as places_actions
from alongside.places import queries as places
from alongside.replies import policy as replies_policy
from tests.addresses.rows import Row, officers
from tests.personas import County
from tests.places.factories import AreaFactory, LoadingFactory, PatchVersionFactory


def a_file_for_the_map(county: County) -> dict[str, Any]:
    """Two files were sent in: one waits, one was no use."""
    LoadingFactory.create()
    LoadingFactory.create(state="failed", said="It holds no areas that we can read.")
    return {}


def a_rule_was_set(county: County) -> dict[str, Any]:
    """Questions are answered within three days here."""
    places_actions.set_rule(replies_policy.DAYS, 3, by=county.people["officer"])
    return {}


def the_rule(county: County) -> dict[str, Any]:
    """That rule."""
    a_rule_was_set(county)
    return {"name": replies_policy.DAYS.name}


def a_patch(county: County) -> dict[str, Any]:
    """A part of the county."""
    return {"slug": PatchVersionFactory.create(areas=[AreaFactory.create()]).patch.slug}


def a_number(county: County) -> dict[str, Any]:
    """A number to ring."""
    return {"pk": places.numbers_to_ring()[0].pk}


ROWS = {
    "places:place": Row(get=officers()),
    "places:describe": Row(get=officers(), post=officers()),
    "places:logo": Row(get=officers(), post=officers()),
    "places:who_decides": Row(get=officers(), post=officers()),
    "places:map": Row(get=officers(), post=officers(), args=a_file_for_the_map),
    "places:rules": Row(get=officers(), args=a_rule_was_set),
    "places:rule": Row(get=officers(), post=officers(), args=the_rule),
    "places:undo_rule": Row(post=officers(302), args=the_rule),
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
}

NOBODYS = {"places.patch", "places.helpline"}
OF_THE_PLACE = {"places:helpline", "places:remove_helpline"}
