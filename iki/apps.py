"""The app `iki`: the book of individual performance indicators: positions, their sasaran and indicators, the paper."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from instansi.api import PerangkatDaerah
    from pohon.sasaran_jabatan import SasaranJabatan


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
        from pohon.sasaran_jabatan import daftarkan_sasaran

        daftarkan(cetakan.CETAKAN_IKI)
        daftarkan_jenis(jenis.JENIS_IKI)
        # After the library of legal bases, which `iku` loads.
        daftarkan_pemuat("iki", contoh.muat_contoh_iki, urutan=2)
        daftarkan_sasaran("iki", _sasaran_sendiri)


def _sasaran_sendiri(perangkat_daerah: "PerangkatDaerah") -> "dict[int, tuple[SasaranJabatan, ...]]":
    # Imported when asked: Django reads this module before the models are there.
    from iki.sasaran_sendiri import sasaran_sendiri

    return sasaran_sendiri(perangkat_daerah)
