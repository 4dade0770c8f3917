"""Telling a picture that can be drawn from one that cannot."""

from pathlib import Path

import pytest

from alongside.kit import pictures
from tests.kit.pictures import GIF, JPEG, WEBP, WEBP_WITH_CANVAS, png

KINDS = {
    "png": ("image/png", png()),
    "jpeg": ("image/jpeg", JPEG),
    "webp": ("image/webp", WEBP),
    "webp with a canvas": ("image/webp", WEBP_WITH_CANVAS),
    "gif": ("image/gif", GIF),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_its_size_and_is_drawn_when_it_is_whole(kind: str, tmp_path: Path) -> None:
    type_, content = KINDS[kind]
    path = tmp_path / ".draft-picture"
    path.write_bytes(content)
    assert pictures.dots(content) == (5, 4)
    assert pictures.is_whole(path, type_)
    path.write_bytes(content[: len(content) * 2 // 3])
    assert not pictures.is_whole(path, type_)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 jpeg", b"\xff\xd8\xff\xff\xff", b"RIFF\0\0\0\0WEBP", b"GIF89a"]
)
def test_what_only_begins_like_one_says_no_size(content: bytes) -> None:
    assert pictures.dots(content) is None


@pytest.mark.parametrize("kind", KINDS)
def test_no_cut_makes_it_stumble(kind: str) -> None:
    content = KINDS[kind][1]
    assert {pictures.dots(content[:end]) for end in range(len(content))} <= {None, (5, 4)}
