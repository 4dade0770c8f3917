"""Kinds of things that components are given."""

from typing import Union

from django.utils.functional import Promise

Words = Union[str, Promise]  # noqa: UP007 -- slippers checks with a library that knows the old spelling
"""A text to show, translated by now or only when it is shown."""
