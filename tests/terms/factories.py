"""Terms for tests."""

import factory
from factory.django import DjangoModelFactory

from alongside.terms import models


class TaxonomyFactory(DjangoModelFactory[models.Taxonomy]):
    class Meta:
        model = models.Taxonomy
        django_get_or_create = ("slug",)

    slug = "needs"
    name = "Words for needs"


class TermFactory(DjangoModelFactory[models.Term]):
    class Meta:
        model = models.Term

    taxonomy = factory.SubFactory(TaxonomyFactory)
    name = factory.Sequence(lambda n: f"Need {n}")
    slug = factory.Sequence(lambda n: f"need-{n}")
