"""Patches: named parts of the place, whose areas may change from a day on."""

import datetime as dt
from collections.abc import Collection

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.kit import clock, words
from alongside.places.actions import edition
from alongside.places.models import Area, Patch, PatchVersion
from alongside.record import actions as record


class WrongMove(ValueError):
    """Something that cannot be done to this patch, in words for the person who tried."""


@transaction.atomic
def add_patch(*, name: str, areas: Collection[Area], starts: dt.date, by: models.Model | None, about: str = "") -> Patch:
    """Name a part of the place that means something to people."""
    _refuse_no_areas(areas)
    if Patch.objects.filter(name__iexact=name).exists():
        raise WrongMove(_("There is a patch called %(name)s already.") % {"name": name})
    patch = Patch.objects.create(name=name, slug=_free_slug(name), about=about)
    _open(patch, areas, starts)
    return _changed("places.patch_added", patch, by, starts=starts.isoformat(), areas=len(areas))


@transaction.atomic
def describe_patch(patch: Patch, *, name: str, about: str, by: models.Model | None) -> Patch:
    """Change what a patch is called, or what is said of it. Its slug stays, so that links go on working."""
    patch = _locked(patch)
    if Patch.objects.filter(name__iexact=name).exclude(pk=patch.pk).exists():
        raise WrongMove(_("There is a patch called %(name)s already.") % {"name": name})
    patch.name, patch.about = name, about
    patch.save()
    return _changed("places.patch_described", patch, by)


@transaction.atomic
def change_patch(patch: Patch, *, areas: Collection[Area], starts: dt.date, by: models.Model | None) -> Patch:
    """Let a patch cover other areas from a day on. What it covered until then stays known.

    A version that has not begun, or begins today, can still be put right: give its own day again.
    """
    _refuse_no_areas(areas)
    patch = _locked(patch)
    last = patch.versions.order_by("starts").last()
    if last and last.starts == starts >= clock.today():
        last.areas.set(areas)
        if last.ends:
            last.ends = None
            last.save(update_fields=["ends"])
    else:
        _follow(last, starts)
        _open(patch, areas, starts)
    return _changed("places.patch_changed", patch, by, starts=starts.isoformat(), areas=len(areas))


@transaction.atomic
def end_patch(patch: Patch, *, ends: dt.date, by: models.Model | None) -> Patch:
    """Let a patch be no more from a day on. A new version from a later day brings it back."""
    patch = _locked(patch)
    last = patch.versions.order_by("starts").last()
    if last is None or (last.ends and last.ends <= ends):
        raise WrongMove(_("%(name)s has ended before that day already.") % {"name": patch.name})
    if ends <= last.starts:
        raise WrongMove(_("Choose a day after %(day)s, when this patch last changed.") % {"day": words.date(last.starts)})
    last.ends = ends
    last.save(update_fields=["ends"])
    return _changed("places.patch_ended", patch, by, ends=ends.isoformat())


def _follow(last: PatchVersion | None, starts: dt.date) -> None:
    """Make room behind the last version, so that two of one patch never hold on the same day."""
    if last is None:
        return
    if starts <= last.starts:
        raise WrongMove(_("Choose a day after %(day)s, when this patch last changed.") % {"day": words.date(last.starts)})
    if last.ends is None or last.ends > starts:
        last.ends = starts
        last.save(update_fields=["ends"])


def _open(patch: Patch, areas: Collection[Area], starts: dt.date) -> None:
    PatchVersion.objects.create(patch=patch, starts=starts).areas.set(areas)


def _locked(patch: Patch) -> Patch:
    return Patch.objects.select_for_update().get(pk=patch.pk)


def _changed(kind: str, patch: Patch, by: models.Model | None, **facts: object) -> Patch:
    edition.renew()
    record.write(kind, on=patch, by=by, facts=facts)
    return patch


def _free_slug(name: str) -> str:
    base = slugify(name)[:44] or "patch"
    taken = {"add"} | set(Patch.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


def _refuse_no_areas(areas: Collection[Area]) -> None:
    if not areas:
        raise WrongMove(_("Choose at least one area."))
