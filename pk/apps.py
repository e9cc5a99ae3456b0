"""The app `pk`: targets of indicators, performance agreements, plan of action and realisation."""

from django.apps import AppConfig


class PkConfig(AppConfig):
    """Registers the app, the paper it prints and its demo data."""

    name = "pk"
    verbose_name = "Perjanjian Kinerja"

    def ready(self) -> None:
        """Register paper, demo data, the lights of the tree picture and the column of the dashboard."""
        from naskah.cetak import daftarkan
        from pk import cetakan, contoh
        from pohon.dasbor import KolomDasbor, daftarkan_kolom_dasbor
        from pohon.pemuat import daftarkan_pemuat

        daftarkan(cetakan.CETAKAN_PK)
        daftarkan_pemuat("pk", contoh.muat_contoh_pk)
        # Here the models are there; a module that needs them is not imported above.
        from pk.lampu import kolom_capaian, tandai_lampu
        from pohon.api import daftarkan_penanda

        daftarkan_penanda(tandai_lampu)
        daftarkan_kolom_dasbor("pk", KolomDasbor("Capaian", kolom_capaian))
