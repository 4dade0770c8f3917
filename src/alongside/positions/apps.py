from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "alongside.positions"
    label = "positions"
