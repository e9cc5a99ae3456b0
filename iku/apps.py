"""The app `iku`: the decree on key performance indicators, drafted from a tree: rows, attachments, import, checks."""

from django.apps import AppConfig


class IkuConfig(AppConfig):
    """Registers the app, the paper it prints and its kind of decree."""

    name = "iku"
    verbose_name = "Keputusan IKU"

    def ready(self) -> None:
        """Register the paper for `cetak`, the kind of decree for `naskah`, the demo data for `muat_contoh`."""
        from iku import cetakan, contoh, jenis
        from naskah.cetak import daftarkan
        from naskah.jenis import daftarkan_jenis
        from pohon.pemuat import daftarkan_pemuat

        daftarkan(cetakan.CETAKAN_IKU)
        daftarkan_jenis(jenis.JENIS_IKU)
        daftarkan_pemuat("iku", contoh.muat_contoh_iku)
