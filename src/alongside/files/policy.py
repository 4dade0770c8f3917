"""The rules of this room that a place may wish to change."""

LARGEST = 20_000_000
"""Bytes. A scanned paper of forty pages fits; a film does not."""

FIXED = {
    "LARGEST": "what the machine has room for is for whoever runs it",
}
"""What nobody sets otherwise, and why."""
