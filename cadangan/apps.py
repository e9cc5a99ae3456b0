"""Declares the app of the commands `cadangkan` and `pulihkan`."""

from django.apps import AppConfig


class CadanganConfig(AppConfig):
    """Backup and restore; above all other apps, and used by none."""

    name = "cadangan"
    verbose_name = "cadangan"
