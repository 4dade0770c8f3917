"""`./alongside verify FILE`, as somebody who has nothing but the file uses it."""

from pathlib import Path

from alongside.agreements import bundle
from tests.agreements import bundles
from tests.config.places import Alongside


def test_bundle_is_checked_from_the_file_alone(tmp_path: Path) -> None:
    elsewhere = Alongside(tmp_path / "nowhere")
    file = tmp_path / "agreement.zip"
    file.write_bytes(bundle.pack(bundles.made().files()))
    done = elsewhere("verify", file, "--fingerprint", bundles.key().fingerprint)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("agreement: The Marlshire Agreement, 6 entries, self-consistent, anchored by its seal.")
    file.write_bytes(bundle.pack(bundles.made().files() | {"register.jsonl": b""}))
    done = elsewhere("verify", file)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "agreement: altered, in 1 place."
    assert not elsewhere.folder.exists()


def test_file_that_is_no_bundle_is_told_so_in_words(alongside: Alongside, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for file, words in (("letter.txt", "neither a bundle"), ("none.zip", "cannot be read")):
        done = alongside("verify", tmp_path / file)
        assert done.returncode == 1
        assert words in done.stderr and "Traceback" not in done.stderr
