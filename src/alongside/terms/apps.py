from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "alongside.terms"
    label = "terms"
