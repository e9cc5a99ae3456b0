"""The app `pk`: targets of indicators, performance agreements, plan of action and realisation."""

from django.apps import AppConfig


class PkConfig(AppConfig):
    """Registers the app, the paper it prints and its demo data."""

    name = "pk"
    verbose_name = "Perjanjian Kinerja"
