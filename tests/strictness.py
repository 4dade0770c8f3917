"""What the house does not let pass in a test: unknown names in templates, wrong arguments of components, and trust in
an order that nobody asked for."""

import random
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS


class UnknownName(AssertionError):
    """A template asks for a name that its view did not give."""


class Refusing:
    """Stands where Django keeps its text for unknown names, and refuses instead."""

    def __contains__(self, text: str) -> bool:
        return text == "%s"

    def __mod__(self, name: object) -> str:
        raise UnknownName(f"a template asks for {name}, which is not there")


def refuse_component(errors: list[Any], tag_name: str, template_name: str, lineno: int) -> str:
    """In place of slippers' overlay: a missing, unknown or wrongly typed argument fails the test."""
    raise AssertionError(f"{{% {tag_name} %}} in {template_name}, line {lineno}: {errors}")


class Unordered(AssertionError):
    """A part of a list was asked for, and the list has no order."""


_fetch_all = QuerySet._fetch_all


def fetch_all(rows: "QuerySet[Any]") -> None:
    """Shuffle what has no order, so that a test which leans on it fails; refuse to cut a page from it."""
    fresh = rows._result_cache is None
    _fetch_all(rows)
    if not fresh or rows.ordered:
        return
    low, high = rows.query.low_mark, rows.query.high_mark
    if low or high not in (None, 1, MAX_GET_RESULTS):  # get() cuts too, to see whether there are several
        raise Unordered(f"rows {low} to {high} of {rows.model.__name__}, which have no order")
    random.shuffle(rows._result_cache)  # type: ignore[arg-type]  # fetched just now
