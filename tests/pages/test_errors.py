"""When something did not work: what happened, why it may be, what to do next, who can help."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseBase
from django.test import Client, RequestFactory

from alongside.pages.views import errors
from tests import markup
from tests.personas import County


def _sound(response: HttpResponseBase, status: int, *says: str) -> None:
    page = response.getvalue().decode()
    assert response.status_code == status
    assert markup.faults(page) == []
    for words in ("What you can do", *says):
        assert words in page


@pytest.mark.django_db
def test_unknown_address_says_so_and_leads_on(client: Client, county: County) -> None:
    _sound(client.get("/nowhere/at/all"), 404, "We cannot find this page", "Who can help", "hello@example.org")


@pytest.mark.django_db
def test_unknown_address_on_an_empty_installation_still_helps(client: Client) -> None:
    _sound(client.get("/nowhere"), 404, "We cannot find this page", "They have not left a number here yet.")


@pytest.mark.django_db
def test_refusal_gives_the_reason_that_the_room_gave(rf: RequestFactory, county: County) -> None:
    request = rf.get("/")
    request.user = county.group
    _sound(
        errors.not_allowed(request, PermissionDenied("Only an officer may merge two words.")),
        403,
        "Only an officer may merge two words.",
    )
    _sound(errors.not_allowed(request, PermissionDenied()), 403, "Only some people may do this", "You are signed in as Group")


@pytest.mark.django_db
def test_garbled_request_is_met_with_patience(rf: RequestFactory, county: County) -> None:
    request = rf.get("/")
    request.user = county.group
    _sound(errors.unreadable(request, BadRequest("x")), 400, "We could not read this")


@pytest.mark.django_db
def test_form_without_its_token_says_how_to_send_it_again() -> None:
    _sound(Client(enforce_csrf_checks=True).post("/account/sign-in/"), 403, "We did not take this form", "Load the page again")


def test_broken_page_needs_no_database(rf: RequestFactory) -> None:
    _sound(errors.broken(rf.get("/")), 500, "Something broke on our side", "It was not your fault", "999")
