"""The app `telaah`: submission, review, approval, versions, differences, dashboards, notifications."""

from django.apps import AppConfig


class TelaahConfig(AppConfig):
    """Registers the app and what it adds to the pages of a tree."""

    name = "telaah"
    verbose_name = "Telaah pohon kinerja"

    def ready(self) -> None:
        """Tell the pages of a tree what the review adds to them."""
        from pohon.api import daftarkan_penambah
        from telaah.sisipan import tambah_konteks

        daftarkan_penambah(tambah_konteks)
