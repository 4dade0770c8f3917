from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenReferralConfig(AppConfig):
    name = "alongside.openreferral"
    label = "openreferral"

    def ready(self) -> None:
        from alongside.design.slots import Item, about_links
        from alongside.directory import registry
        from alongside.openreferral import work  # noqa: F401  (the room's jobs)
        from alongside.openreferral.actions import publishing

        about_links.add(Item(_("Open data"), "openreferral:open_data", order=40))
        registry.with_service(publishing.write)
