"""Keeps the search index in step with services."""

import uuid
from collections.abc import Collection, Iterator

from django.db import transaction

from alongside.directory import registry
from alongside.directory.models import Service
from alongside.directory.queries import documents
from alongside.jobs import actions as jobs
from alongside.search import actions as search
from alongside.terms import queries as terms

BATCH = 200


def index(written: registry.Written) -> None:
    """Put what is shown of these services into the index, and take out what is not shown any more."""
    search.put(documents.of(written.shown))
    if gone := set(written.ids) - {service.pk for service in written.shown}:
        search.remove(documents.KIND, sorted(gone))


def terms_changed(ids: Collection[uuid.UUID]) -> None:
    """A term was renamed, merged or taken off the list: what is marked with it is soon found as it stands now."""
    marked = Service.terms.through.objects.filter(term_id__in=terms.below(ids)).values_list("term_id", flat=True)
    if touched := sorted(map(str, set(marked))):
        jobs.put("directory.follow_terms", terms=touched)


def follow_terms(ids: Collection[uuid.UUID]) -> Iterator[int]:
    """Write anew what is kept with services marked with these terms, batch by batch; each number is how far it came."""
    services = sorted(set(Service.objects.filter(terms__in=ids).values_list("pk", flat=True)))
    for start in range(0, len(services), BATCH):
        with transaction.atomic():
            registry.written(services[start : start + BATCH])
        yield start
