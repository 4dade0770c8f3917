"""The shape of what this room keeps: what is published of each service."""

from alongside.openreferral.models.published import Document, DocumentAtLocation, Edition

__all__ = ["Document", "DocumentAtLocation", "Edition"]
