from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "alongside.pages"
    label = "pages"

    def ready(self) -> None:
        from alongside.design import shell
        from alongside.pages import confirmations, menus, queries
        from alongside.replies import confirmations as due

        shell.register(queries.imprint)
        menus.fill()
        due.register(confirmations.helplines)
