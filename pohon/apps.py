"""The app `pohon`: what. The performance tree with all its data, stages 1-4, checks, snapshot, clone, layout."""

from django.apps import AppConfig


class PohonConfig(AppConfig):
    """Offers nomenclature to the administration's import when Django has started."""

    name = "pohon"
    verbose_name = "Pohon kinerja"

    def ready(self) -> None:
        """Register the list; its module needs the models, so it is imported here."""
        from pohon.sumber_daya import daftarkan_nomenklatur

        daftarkan_nomenklatur()
