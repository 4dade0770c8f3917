from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "alongside.replies"
    label = "replies"
