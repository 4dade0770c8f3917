"""Django's mail goes through our outbox."""

from django.core.mail.backends.locmem import EmailBackend


class Outbox(EmailBackend):
    """Keeps mail in memory until the outbox stands."""
