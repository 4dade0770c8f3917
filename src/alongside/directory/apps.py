"""The directory tells the rooms below what it brings."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "alongside.directory"
    label = "directory"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from alongside.design.slots import Item, navigation
        from alongside.directory import registry
        from alongside.directory.actions import cards, indexing
        from alongside.directory.queries import documents, towns
        from alongside.places import names
        from alongside.search import registry as search

        navigation.add(Item(_("Find support"), "directory:find", order=10))
        search.register(documents.KIND, documents.documents)
        names.register("directory", names.Source(towns.edition, towns.names))
        registry.with_service(indexing.index)
        registry.with_service(cards.write)
