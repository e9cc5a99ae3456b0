"""The app `telaah`: submission, review, approval, versions, differences, dashboards, notifications."""

from django.apps import AppConfig


class TelaahConfig(AppConfig):
    """Registers the app and what it adds to the pages of a tree."""

    name = "telaah"
    verbose_name = "Telaah pohon kinerja"

    def ready(self) -> None:
        """Tell the pages of a tree what the review adds to them; take what happens between trees as notifications."""
        from pohon.api import daftarkan_penambah, daftarkan_penanda, daftarkan_pengabar
        from telaah.services.kabar import kabari_lintas
        from telaah.sisipan import tambah_konteks, tandai_catatan

        daftarkan_penambah(tambah_konteks)
        daftarkan_pengabar(kabari_lintas)
        daftarkan_penanda(tandai_catatan)
