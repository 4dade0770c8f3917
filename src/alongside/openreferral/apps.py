from django.apps import AppConfig


class OpenReferralConfig(AppConfig):
    name = "alongside.openreferral"
    label = "openreferral"
