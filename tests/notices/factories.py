"""Mails for tests, written by the action that writes them all."""

from django.core.mail import EmailMultiAlternatives

from alongside.notices import actions, receiving
from alongside.notices.models import Mail, Returned
from tests.notices.returning import not_delivered


def a_mail(
    to: str = "ruth@example.org", subject: str = "Hello", text: str = "Good to hear from you.", kind: str = "test.hello"
) -> Mail:
    message = EmailMultiAlternatives(subject, text, to=[to])
    actions.dress(message)
    return actions.keep([message], kind=kind)[0]


def a_bounce(mail: Mail) -> Returned:
    """The mail could not be delivered."""
    return receiving.take(not_delivered(mail), pass_on=False).new[0]
