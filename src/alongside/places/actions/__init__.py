"""All writes to the place, its areas, patches and postcodes."""

from alongside.places.actions.areas import load_areas, put_areas
from alongside.places.actions.helplines import check_helplines, keep_helpline, remove_helpline
from alongside.places.actions.loading import NotLoadable, go_on, send
from alongside.places.actions.patches import WrongMove, add_patch, change_patch, describe_patch, end_patch
from alongside.places.actions.place import describe_place, say_who_decides, set_logo
from alongside.places.actions.postcodes import Loaded, load_postcodes, put_postcodes
from alongside.places.actions.rules import set_rule, undo_rule

__all__ = [
    "Loaded",
    "NotLoadable",
    "WrongMove",
    "add_patch",
    "change_patch",
    "check_helplines",
    "describe_patch",
    "describe_place",
    "end_patch",
    "go_on",
    "keep_helpline",
    "load_areas",
    "load_postcodes",
    "put_areas",
    "put_postcodes",
    "remove_helpline",
    "say_who_decides",
    "send",
    "set_logo",
    "set_rule",
    "undo_rule",
]
