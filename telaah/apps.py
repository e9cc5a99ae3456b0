"""The app `telaah`: submission, review, approval, versions, differences, dashboards, notifications."""

from django.apps import AppConfig


class TelaahConfig(AppConfig):
    """Registers the app."""

    name = "telaah"
    verbose_name = "Telaah pohon kinerja"
