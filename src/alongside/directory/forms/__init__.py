"""What people fill in about services."""

from alongside.directory.forms.base import Part, Row, Rows, typed, typed_rows
from alongside.directory.forms.bringing import Bring
from alongside.directory.forms.capacity import Capacity
from alongside.directory.forms.saying import Ask, Changed, Reason, Sure, Telephone, Wrong
from alongside.directory.forms.shortlist import ListName, SendList
from alongside.directory.forms.what import What, WhatAndWho
from alongside.directory.forms.where import Place, Places, Time, Times, Where
from alongside.directory.forms.who import Reach, Reaches, Who

__all__ = [
    "Ask",
    "Bring",
    "Capacity",
    "Changed",
    "ListName",
    "Part",
    "Place",
    "Places",
    "Reach",
    "Reaches",
    "Reason",
    "Row",
    "Rows",
    "SendList",
    "Sure",
    "Telephone",
    "Time",
    "Times",
    "What",
    "WhatAndWho",
    "Where",
    "Who",
    "Wrong",
    "typed",
    "typed_rows",
]
