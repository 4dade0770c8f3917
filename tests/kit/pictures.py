"""Small pictures of every kind, five dots wide and four high, and what only looks like one."""

import base64
import struct
import zlib


def png(wide: int = 5, high: int = 4) -> bytes:
    """A grey picture of this size. However large it is, it is a small file."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * wide) * high, 9)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", rows) + _part(b"IEND", b"")


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////"
    "//////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAE"
    "AAUDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAv/EAB"
    "QRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIAEL//Z"
)
WEBP = base64.b64decode("UklGRiwAAABXRUJQVlA4ICAAAABwAQCdASoFAAQAB0CWJYgCdAFAAAD+6Wik3Ze4jDOsAA==")
WEBP_WITH_CANVAS = base64.b64decode(
    "UklGRj4AAABXRUJQVlA4WAoAAAAAAAAABAAAAwAAVlA4ICAAAABwAQCdASoFAAQAB0CWJYgCdAFAAAD+6Wik3Ze4jDOsAA=="
)
GIF = b"GIF89a\x05\0\x04\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x05\0\x04\0\0\x02\x04\x84\x8f\xa9\x05\0;"
