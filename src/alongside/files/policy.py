"""The rules of this room that a place may wish to change."""

LARGEST = 20_000_000
"""Bytes. A scanned paper of forty pages fits; a film does not."""
