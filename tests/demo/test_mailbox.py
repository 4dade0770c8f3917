"""The demonstration shows every mail that it would have sent."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from alongside.notices.models import Mail
from tests.notices.factories import a_mail

pytestmark = pytest.mark.django_db
PLACES = ("demo:mail", "demo:mail_html")


@override_settings(DEMO=True)
def test_visitor_reads_every_mail_as_text_and_as_html(client: Client) -> None:
    mail = a_mail("ruth@example.org", subject="Hello Ruth", text="Open this: http://localhost:8000/x/")
    assert "Hello Ruth" in client.get("/mailbox/").text
    page = client.get(reverse("demo:mail", args=[mail.pk]))
    assert '<a href="http://localhost:8000/x/"' in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = client.get(reverse("demo:mail_html", args=[mail.pk]))
    assert '<base target="_top">' in html.text and 'href="http://localhost:8000/x/"' in html.text


@override_settings(DEMO=True)
def test_html_of_a_mail_can_run_and_fetch_nothing(client: Client) -> None:
    answer = client.get(reverse("demo:mail_html", args=[a_mail().pk]))
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert policy["sandbox"] == "allow-top-navigation-by-user-activation"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@override_settings(DEMO=True)
def test_newest_mail_comes_first(client: Client) -> None:
    a_mail(subject="The older one")
    a_mail(subject="The newer one")
    page = client.get("/mailbox/").text
    assert page.index("The newer one") < page.index("The older one")


@override_settings(DEMO=True)
def test_mail_whose_words_were_deleted_says_so(client: Client) -> None:
    mail = a_mail()
    Mail.objects.update(source=b"")
    assert "were deleted" in client.get(reverse("demo:mail", args=[mail.pk])).text


def test_mailbox_is_nowhere_but_in_a_demonstration(client: Client) -> None:
    mail = a_mail()
    assert client.get("/mailbox/").status_code == 404
    assert [client.get(reverse(name, args=[mail.pk])).status_code for name in PLACES] == [404, 404]
