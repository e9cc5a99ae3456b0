"""The app `iki`: the book of individual performance indicators: positions, their sasaran and indicators, the paper."""

from django.apps import AppConfig


class IkiConfig(AppConfig):
    """Registers the app and the paper it prints."""

    name = "iki"
    verbose_name = "Buku IKI"

    def ready(self) -> None:
        """Tell the command `cetak` which paper this app prints."""
        from iki import cetakan
        from naskah.cetak import daftarkan

        daftarkan(cetakan.CETAKAN_IKI)
