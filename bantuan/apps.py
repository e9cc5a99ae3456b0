"""The app `bantuan`: the user guide of docs/panduan, shown under Bantuan."""

from django.apps import AppConfig


class BantuanConfig(AppConfig):
    """Registers the app; it has no tables."""

    name = "bantuan"
    verbose_name = "Bantuan"
