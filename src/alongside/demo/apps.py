"""The demonstration is named at the foot of every page, where it is one."""

from django.apps import AppConfig
from django.http import HttpRequest


class DemoConfig(AppConfig):
    name = "alongside.demo"
    label = "demo"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from alongside.design.slots import Item, about_links

        about_links.add(Item(_("This demonstration"), "demo:county", order=90, visible=_in_a_demonstration))


def _in_a_demonstration(request: HttpRequest) -> bool:
    from django.conf import settings

    return bool(settings.DEMO)
