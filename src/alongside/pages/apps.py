from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "alongside.pages"
    label = "pages"

    def ready(self) -> None:
        from alongside.design import shell
        from alongside.pages import menus, queries

        shell.register(queries.imprint)
        menus.fill()
