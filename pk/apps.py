"""The app `pk`: targets of indicators, performance agreements, plan of action and realisation."""

from django.apps import AppConfig


class PkConfig(AppConfig):
    """Registers the app, the paper it prints and its demo data."""

    name = "pk"
    verbose_name = "Perjanjian Kinerja"

    def ready(self) -> None:
        """Register the paper for `cetak` and the demo data for `muat_contoh`."""
        from naskah.cetak import daftarkan
        from pk import cetakan, contoh
        from pohon.pemuat import daftarkan_pemuat

        daftarkan(cetakan.CETAKAN_PK)
        daftarkan_pemuat("pk", contoh.muat_contoh_pk)
