"""The app `naskah`: paper. HTML to PDF, paper sizes, fonts, decrees in general, printing in the background."""

from django.apps import AppConfig


class NaskahConfig(AppConfig):
    """Registers the app and its decrees as papers to download."""

    name = "naskah"
    verbose_name = "Naskah dan cetakan"

    def ready(self) -> None:
        """Register the papers."""
        from naskah import cetak, cetakan

        cetak.daftarkan(cetakan.CETAKAN_KEPUTUSAN)
        cetak.daftarkan(cetakan.CETAKAN_PENETAPAN)
