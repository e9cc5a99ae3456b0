"""The app `lintas`: what agencies ask of each other, the matrix of it, and all trees under the regional goals."""

from django.apps import AppConfig


class LintasConfig(AppConfig):
    """Registers the app and its demo data."""

    name = "lintas"
    verbose_name = "Crosscutting dan pohon pemerintah daerah"

    def ready(self) -> None:
        """Let `muat_contoh` load requests in every state."""
        from lintas.contoh import muat_contoh_lintas
        from pohon.pemuat import daftarkan_pemuat

        daftarkan_pemuat("lintas", muat_contoh_lintas)
