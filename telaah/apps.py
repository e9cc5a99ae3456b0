"""The app `telaah`: submission, review, approval, versions, differences, dashboards, notifications."""

from django.apps import AppConfig


class TelaahConfig(AppConfig):
    """Registers the app and what it adds to the pages of a tree."""

    name = "telaah"
    verbose_name = "Telaah pohon kinerja"

    def ready(self) -> None:
        """Tell the pages of a tree what the review adds to them; take what happens between trees as notifications.

        The difference of two versions is a paper that `naskah` prints.
        """
        from naskah.cetak import daftarkan
        from pohon.api import daftarkan_penambah, daftarkan_penanda, daftarkan_pengabar
        from pohon.pemuat import PERSETUJUAN, daftarkan_pemuat
        from telaah import cetakan, contoh
        from telaah.services.kabar import kabari_lintas
        from telaah.sisipan import tambah_konteks, tandai_catatan

        daftarkan_penambah(tambah_konteks)
        daftarkan_pengabar(kabari_lintas)
        daftarkan_penanda(tandai_catatan)
        daftarkan(cetakan.CETAKAN_BANDING)
        # Decrees are issued from the approved version, so it comes before them.
        daftarkan_pemuat("telaah", contoh.muat_contoh_telaah, urutan=PERSETUJUAN)
