"""The app `pohon`: what. The performance tree with all its data, stages 1-4, checks, snapshot, clone, layout."""

from django.apps import AppConfig


class PohonConfig(AppConfig):
    """Registers the app; nothing happens at start-up."""

    name = "pohon"
    verbose_name = "Pohon kinerja"
