"""Files of postcodes and areas that officers send in on a page: kept aside, loaded by the worker, then thrown away."""

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.jobs import actions as jobs
from alongside.jobs import holding
from alongside.kit import clock
from alongside.places import area_files, policy, postcode_files
from alongside.places.actions.areas import load_areas
from alongside.places.actions.postcodes import load_postcodes
from alongside.places.models import Loading
from alongside.record import actions as record

JOB = "places.load"
State, Holds = Loading.State, Loading.Holds
HOLDS = {".json": Holds.AREAS, ".geojson": Holds.AREAS, ".csv": Holds.POSTCODES, ".zip": Holds.POSTCODES}
LONGEST_SAID = 300


class NotLoadable(ValueError):
    """This file is not taken; the message says why."""


def send(upload: "UploadedFile[Any]", *, by: models.Model, only: str = "") -> Loading:
    """Take a file in, once its first lines have been understood. Raises NotLoadable and keeps nothing then."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name[-120:]
    holds = HOLDS.get(PurePosixPath(name).suffix.lower())
    if holds is None:
        raise NotLoadable(_("Send postcodes as .csv or .zip, areas as .json or .geojson."))
    if upload.size and upload.size > policy.LARGEST_FILE:
        raise NotLoadable(_("This file is larger than %(most)s MB.") % {"most": policy.LARGEST_FILE // 1_000_000})
    loading = Loading(name=name, holds=holds, only=only, sent_at=clock.now(), sent_by=by.pk)
    path = _path(loading)
    path.parent.mkdir(parents=True)
    try:
        with path.open("wb") as out:
            shutil.copyfileobj(upload, out)
        _look(loading, path)
    except BaseException:
        shutil.rmtree(path.parent)
        raise
    return _put(loading, by)


def go_on(loading: Loading) -> Loading:
    """Load it, saying from time to time how far we are; a file that cannot be read ends as not loaded, with the reason."""
    path = _path(loading)
    if not path.is_file():
        return _end(loading, State.FAILED, _("The file is gone. Send it again."))
    try:
        said = _load(loading, path)
    except (area_files.NotAnAreaFile, postcode_files.NotAPostcodeFile) as why:
        loading = _end(loading, State.FAILED, str(why))
    else:
        loading = _end(loading, State.DONE, said)
    shutil.rmtree(path.parent)
    return loading


def _load(loading: Loading, path: Path) -> str:
    if loading.holds == Holds.AREAS:
        number = load_areas(path, _saying(loading), by=_sender(loading))
        return _("Areas kept: %(number)s.") % {"number": f"{number:,}"}
    loaded = load_postcodes(path, _saying(loading), by=_sender(loading), only=loading.only.split())
    if loaded.again:
        return _("This file was the last to be loaded: nothing to do.")
    return _("Postcodes kept: %(kept)s. Left out: %(left)s.") % {"kept": f"{loaded.kept:,}", "left": f"{loaded.left_out:,}"}


def _look(loading: Loading, path: Path) -> None:
    try:
        if loading.holds == Holds.AREAS:
            area_files.shapes(path, "")
        else:
            postcode_files.parts(path)
    except (area_files.NotAnAreaFile, postcode_files.NotAPostcodeFile) as why:
        raise NotLoadable(str(why)) from None


@transaction.atomic
def _put(loading: Loading, by: models.Model) -> Loading:
    loading.save(force_insert=True)
    record.write("places.file_sent", on=loading, by=by)
    jobs.put(JOB, loading_id=str(loading.pk))
    return loading


def _saying(loading: Loading) -> Callable[[str], None]:
    def say(line: str) -> None:
        Loading.objects.filter(pk=loading.pk).update(state=State.GOING, said=line[:LONGEST_SAID])
        holding.keep_hold()

    return say


def _end(loading: Loading, state: str, said: str) -> Loading:
    loading.state, loading.said = state, said[:LONGEST_SAID]
    loading.save(update_fields=["state", "said"])
    return loading


def _sender(loading: Loading) -> models.Model | None:
    return get_user_model().objects.filter(pk=loading.sent_by).first() if loading.sent_by else None


def _path(loading: Loading) -> Path:
    folder: Path = settings.DATA_DIR / "loading" / loading.pk.hex
    return folder / loading.name
