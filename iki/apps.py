"""The app `iki`: the book of individual performance indicators: positions, their sasaran and indicators, the paper."""

from django.apps import AppConfig


class IkiConfig(AppConfig):
    """Registers the app, the paper it prints, its kind of decree and its demo data."""

    name = "iki"
    verbose_name = "Buku IKI"

    def ready(self) -> None:
        """Register the paper for `cetak`, the kind of decree for `naskah`, the demo data for `muat_contoh`."""
        from iki import cetakan, contoh, jenis
        from naskah.cetak import daftarkan
        from naskah.jenis import daftarkan_jenis
        from pohon.pemuat import daftarkan_pemuat

        daftarkan(cetakan.CETAKAN_IKI)
        daftarkan_jenis(jenis.JENIS_IKI)
        daftarkan_pemuat("iki", contoh.muat_contoh_iki)
