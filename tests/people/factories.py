"""People for tests. Their address is confirmed, as it is for everybody who has signed in once."""

from typing import Any

import factory
from allauth.account.models import EmailAddress

from alongside.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def confirmed(self: Any, create: bool, extracted: bool | None, **kwargs: object) -> None:
        verified = True if extracted is None else extracted
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=verified)
