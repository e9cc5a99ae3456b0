"""The app `iku`: the decree on key performance indicators, drafted from a tree: rows, attachments, import, checks."""

from django.apps import AppConfig


class IkuConfig(AppConfig):
    """Registers the app, the paper it prints and its kind of decree."""

    name = "iku"
    verbose_name = "Keputusan IKU"

    def ready(self) -> None:
        """Tell the command `cetak` which paper this app prints, and `naskah` which kind of decree it has."""
        from iku import cetakan, jenis
        from naskah.cetak import daftarkan
        from naskah.jenis import daftarkan_jenis

        daftarkan(cetakan.CETAKAN_IKU)
        daftarkan_jenis(jenis.JENIS_IKU)
