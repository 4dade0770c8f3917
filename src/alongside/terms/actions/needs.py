"""Our own list of needs, as it comes with the software."""

import tomllib
import uuid
from dataclasses import dataclass
from importlib import resources

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.record import actions as record
from alongside.terms.actions.editing import told
from alongside.terms.models import Taxonomy, Term
from alongside.terms.queries import NEEDS


@dataclass(slots=True)
class Loaded:
    """What loading our own list did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    """Terms that an officer has changed: they stay as they are."""


@transaction.atomic
def load_needs(*, by: models.Model | None = None) -> Loaded:
    """Bring our own list up to the one that comes with the software. What officers have changed stays as it is."""
    taxonomy, _new = Taxonomy.objects.get_or_create(slug=NEEDS, defaults={"id": known_by(""), "name": _("Needs")})
    taxonomy = Taxonomy.objects.select_for_update().get(pk=taxonomy.pk)
    there = {term.slug: term for term in Term.objects.filter(taxonomy=taxonomy)}
    loaded, changed = Loaded(), []
    for need in shipped_needs():
        term = there.get(need.slug)
        if term and term.edited_at:
            loaded.kept += 1
        elif term and (term.name, term.synonyms, term.alike) == (need.name, need.synonyms, need.alike):
            loaded.unchanged += 1
        else:
            loaded.created += term is None
            loaded.updated += term is not None
            facts = {"name": need.name, "synonyms": need.synonyms, "alike": need.alike}
            new = {**facts, "id": need.pk, "common": need.common}  # later, officers choose which are common
            made, _new = Term.objects.update_or_create(taxonomy=taxonomy, slug=need.slug, defaults=facts, create_defaults=new)
            changed.append(made.pk)
    if changed:
        told(changed)
        record.write("terms.loaded", on=taxonomy, by=by, facts={"created": loaded.created, "updated": loaded.updated})
    return loaded


def shipped_needs() -> list[Term]:
    """The needs that come with the software, not saved."""
    table = tomllib.loads((resources.files("alongside.terms") / "data" / "needs.toml").read_text(encoding="utf-8"))
    return [
        Term(
            id=known_by(slug := n.get("slug") or slugify(n["name"])),
            slug=slug,
            name=n["name"],
            synonyms=n["leads"],
            alike=n["alike"],
            common=n.get("common"),
        )
        for n in table["need"]
    ]


def known_by(slug: str) -> uuid.UUID:
    """The id of a need that comes with the software, and of the list itself: the same in every place, so that what is published
    with it means the same everywhere.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"alongside:{NEEDS}/{slug}")
