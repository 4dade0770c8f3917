"""What the house does not let pass in a test: unknown names in templates, wrong arguments of components, trust in
an order that nobody asked for, and a form that did something and answers with a page."""

import random
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS
from django.test import Client


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


class DoneTwice(AssertionError):
    """Somebody who loads the page again would do the same once more."""


plain_request = Client.request
"""For tests in which several send forms at the same moment: what happened there is not told apart."""


def request(client: Client, **asked: Any) -> Any:
    """Every form that is sent in any test: where something happened, the answer leads on to an address of its own."""
    before = _happened()
    answer = plain_request(client, **asked)
    posted = answer.request["REQUEST_METHOD"] == "POST"  # of the last step, where the client followed
    page = answer.get("Content-Type", "").startswith("text/html")  # a program that sends a form loads nothing again
    if posted and page and answer.status_code == 200 and _happened() > before:
        raise DoneTwice(f"{answer.request['PATH_INFO']} did something and answers with a page. Redirect to one.")
    return answer


def _happened() -> int:
    """How many actions have left their record. Asked below Django, so that no test counts the query."""
    if connection.connection is None:
        return 0
    cursor = connection.connection.cursor()
    cursor.execute("select count(*) from record_event")
    return int(cursor.fetchone()[0])
