"""Named reads of the directory."""

from alongside.directory.queries.services import for_page, visible_to, withdrawn

__all__ = ["for_page", "visible_to", "withdrawn"]
