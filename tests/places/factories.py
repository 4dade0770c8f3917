"""Places for tests: a small square county of our own making, at no real postcode."""

import factory
from factory.django import DjangoModelFactory

from alongside.kit import clock
from alongside.places import models


class AreaFactory(DjangoModelFactory[models.Area]):
    class Meta:
        model = models.Area

    code = factory.Sequence(lambda n: f"X{n:08}")
    name = factory.Sequence(lambda n: f"Area {n}")
    kind = models.Area.Kind.TOWN
    latitude = 52.0
    longitude = -4.9


class PostcodeFactory(DjangoModelFactory[models.Postcode]):
    class Meta:
        model = models.Postcode

    code = factory.Sequence(lambda n: f"MX1{n % 10}AB")
    latitude = 52.0
    longitude = -4.9


class PatchFactory(DjangoModelFactory[models.Patch]):
    class Meta:
        model = models.Patch

    name = factory.Sequence(lambda n: f"Patch {n}")
    slug = factory.Sequence(lambda n: f"patch-{n}")


class PatchVersionFactory(DjangoModelFactory[models.PatchVersion]):
    class Meta:
        model = models.PatchVersion
        skip_postgeneration_save = True

    patch = factory.SubFactory(PatchFactory)
    starts = "2020-01-01"

    @factory.post_generation
    def areas(self, create: bool, extracted: list[models.Area] | None, **facts: object) -> None:
        self.areas.set(extracted or [])


class LoadingFactory(DjangoModelFactory[models.Loading]):
    class Meta:
        model = models.Loading

    holds = models.Loading.Holds.AREAS
    name = factory.Sequence(lambda n: f"wards-{n}.json")
    sent_at = factory.LazyFunction(clock.now)
