"""The directory tells the rooms below what it brings."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "alongside.directory"
    label = "directory"

    def ready(self) -> None:
        from alongside.directory import registry
        from alongside.directory.actions import indexing
        from alongside.directory.queries import documents
        from alongside.search import registry as search

        search.register(documents.KIND, documents.documents)
        registry.with_service(indexing.index)
