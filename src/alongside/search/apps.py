from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "alongside.search"
    label = "search"

    def ready(self) -> None:
        from alongside.search import registry
        from alongside.terms import queries

        registry.register_synonyms(queries.synonyms)
