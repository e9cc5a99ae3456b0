"""Booklet and picture, for `manage.py cetak cascading` and for downloads; registered with `naskah` in apps.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan, Pesanan

if TYPE_CHECKING:
    from instansi.api import Pengguna


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--urusan", help="hanya bila perangkat daerah memegang beberapa urusan")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument("--periode", default="", metavar="MULAI-SELESAI", help="misalnya 2021-2026")


# Imported when printing starts: apps.py loads this module before the models are there.
def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    from cascading.documents import cetak_buku
    from pohon.api import baca_pohon, cari_pohon

    pohon = cari_pohon(
        perangkat_daerah=pilihan["perangkat_daerah"],
        pemerintah_daerah=pilihan["pemerintah_daerah"],
        urusan=pilihan["urusan"],
        periode=pilihan["periode"],
    )
    return cetak_buku(baca_pohon(pohon.pk)).pdf


def _siapkan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from django.urls import reverse

    from cascading.documents import bahan_buku, nama_berkas
    from pohon.api import ambil_pohon, baca_pohon

    pohon = ambil_pohon(pengguna, parameter["pohon"])
    baris = baca_pohon(pohon.pk)
    bahan = bahan_buku(baris)
    nama = nama_berkas(baris, pohon.pemilik.slug, ".pdf")
    return Pesanan(bahan.judul, nama, reverse("dokumen", args=[pohon.pk]), bahan)


def _siapkan_bagan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    """Parameters: pohon, bentuk (pdf or png), cascading, cabang (0, or the key of the node the picture begins at)."""
    from django.urls import reverse

    from cascading.rendering import BELUM_ADA_GAMBAR, bahan_gambar, bahan_png, nama_gambar
    from instansi.api import TidakDitemukan
    from pohon.api import ambil_pohon, baca_pohon

    pohon = ambil_pohon(pengguna, parameter["pohon"])
    baris = baca_pohon(pohon.pk)
    if not baris.outcome:
        raise TidakDitemukan(BELUM_ADA_GAMBAR)
    cabang = parameter["cabang"] if parameter["cabang"] in {satu.id for satu in baris.tanpa_csf} else 0
    susun = bahan_png if parameter["bentuk"] == "png" else bahan_gambar
    bahan = susun(baris, cascading=parameter["cascading"], cabang=cabang or None)
    nama = nama_gambar(baris, pohon.pemilik.slug, parameter["bentuk"], cascading=parameter["cascading"], cabang=cabang)
    return Pesanan(bahan.judul, nama, reverse("bagan", args=[pohon.pk]), bahan)


def _periksa(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from pohon.api import ambil_pohon

    return ambil_pohon(pengguna, parameter["pohon"])


CETAKAN_CASCADING = JenisCetakan(
    nama="cascading",
    keterangan="Buku cascading kinerja satu perangkat daerah: Tahap 1–5, pohon kinerja, dan crosscutting.",
    argumen=_argumen,
    cetak=_cetak,
    siapkan=_siapkan,
    periksa=_periksa,
)
CETAKAN_BAGAN = JenisCetakan(
    nama="bagan",
    keterangan="Gambar pohon kinerja atau cascading, seluruhnya atau satu cabang.",
    siapkan=_siapkan_bagan,
    periksa=_periksa,
)
