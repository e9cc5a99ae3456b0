"""The app `naskah`: paper. HTML to PDF, paper sizes, fonts, the command `cetak`. Knows no tree and no decree."""

from django.apps import AppConfig


class NaskahConfig(AppConfig):
    """Registers the app; nothing happens at start-up."""

    name = "naskah"
    verbose_name = "Naskah dan cetakan"
