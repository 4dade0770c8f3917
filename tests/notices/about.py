"""A row of every kind that mail keeps about somebody."""

from alongside.kit import clock
from alongside.notices import choosing, kinds, receiving
from alongside.notices.models import Follower, Mail, Stopped
from alongside.people.models import Person
from tests.notices.factories import a_mail
from tests.notices.returning import a_persons_words, not_delivered


def about(person: Person) -> None:
    """They stopped a kind of mail, follow what is new, wrote back, and then mail to them came back."""
    monthly = kinds.find("journeys.monthly")
    assert monthly
    choosing.stop(choosing.Reader(person.email, person), monthly, way=Stopped.Way.PAGE, by=person)
    Follower.objects.create(address=person.email, patch="", asked_at=clock.now())
    mail = a_mail(person.email)
    receiving.take(a_persons_words(mail), pass_on=False)
    receiving.take(not_delivered(mail), pass_on=False)
    Mail.objects.filter(pk=mail.pk).update(status="sent", ended_at=mail.made_at)
