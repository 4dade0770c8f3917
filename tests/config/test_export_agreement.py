"""An agreement goes out as a bundle, from the terminal, and is found whole by whoever has nothing else."""

import argparse
from pathlib import Path

import pytest
from django.db import connection

from alongside.agreements.models import Party, Version
from alongside.config import ground
from alongside.config.commands import export, verify
from alongside.config.house import CannotGoOn
from tests.agreements import making

GIVEN = {"kind": "agreement", "file": None, "to": None, "format": "json", "agreement": ""}


@pytest.mark.django_db
def test_agreement_goes_out_and_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "ready", lambda **facts: None)
    version = making.open_for_signing(is_main=True)
    for party in Party.objects.order_by("organisation__name")[:2]:
        making.signed(making.invited(version, party))
    file = tmp_path / "agreement.zip"
    assert export.run(argparse.Namespace(**GIVEN | {"file": file})) == 0
    assert verify.run(argparse.Namespace(file=file, fingerprint=[], head="")) == 0
    assert "2 entries, self-consistent, not anchored" in capsys.readouterr().out
    assert verify.run(argparse.Namespace(file=None, fingerprint=[], head="")) == 0
    assert "agreement: The Marlshire Agreement, 2 entries, self-consistent." in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute(
            "update agreements_registerentry set canonical = replace(canonical, 'Bea Harkin', 'Bea Larkin') where position = 1"
        )
    assert verify.run(argparse.Namespace(file=None, fingerprint=[], head="")) == 1
    assert "Entry 1 of the register was altered." in capsys.readouterr().out
    assert Version.objects.get().sealed_sha256


@pytest.mark.django_db
def test_without_an_agreement_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ground, "ready", lambda **facts: None)
    with pytest.raises(CannotGoOn, match="no agreement of the place"):
        export.run(argparse.Namespace(**GIVEN | {"file": tmp_path / "agreement.zip"}))
    with pytest.raises(CannotGoOn, match="which file"):
        export.run(argparse.Namespace(**GIVEN))
