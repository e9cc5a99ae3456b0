"""The app `cascading`: stage 5 on screen, the tables, the pictures and the booklet, as PDF and XLSX."""

from django.apps import AppConfig


class CascadingConfig(AppConfig):
    """Registers the app and the papers it can print."""

    name = "cascading"
    verbose_name = "Cascading kinerja"

    def ready(self) -> None:
        """Tell the command `cetak` which papers this app prints."""
        from cascading import cetakan
        from naskah.cetak import daftarkan

        daftarkan(cetakan.CETAKAN_CASCADING)
        daftarkan(cetakan.CETAKAN_BAGAN)
