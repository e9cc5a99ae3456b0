"""The app `lintas`: what agencies ask of each other, the matrix of it, and all trees under the regional goals."""

from django.apps import AppConfig


class LintasConfig(AppConfig):
    """Registers the app, its papers and its demo data."""

    name = "lintas"
    verbose_name = "Crosscutting dan pohon pemerintah daerah"

    def ready(self) -> None:
        """Let the papers be downloaded and `muat_contoh` load requests in every state."""
        from lintas.cetakan import CETAKAN_LINTAS
        from lintas.contoh import muat_contoh_lintas
        from naskah.cetak import daftarkan
        from pohon.pemuat import daftarkan_pemuat

        for cetakan in CETAKAN_LINTAS:
            daftarkan(cetakan)

        daftarkan_pemuat("lintas", muat_contoh_lintas)
