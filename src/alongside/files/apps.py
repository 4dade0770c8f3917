from django.apps import AppConfig
from django.utils.translation import gettext as _


class FilesConfig(AppConfig):
    name = "alongside.files"
    label = "files"

    def ready(self) -> None:
        from alongside.files import work  # noqa: F401  # the room's jobs
        from alongside.record import sentences

        sentences.register("files.kept", lambda event: _("A file was added"))
        sentences.register("files.removed", lambda event: _("A file was removed"))
