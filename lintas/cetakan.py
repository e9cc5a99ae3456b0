"""The papers of this app as downloads: the matrix, the local government's tree, its picture; registered in apps.py.

Parameters of each: pemerintah (slug) and periode (key), both may be empty; of the picture also pohon (key, or empty).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from naskah.cetak import JenisCetakan, Pesanan

if TYPE_CHECKING:
    from instansi.api import Pengguna
    from lintas.halaman import Daerah


# Imported when printing starts: apps.py loads this module before the models are there.
def _siapkan_matriks(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from lintas.documents import bahan_matriks
    from lintas.halaman import baca_matriks_milik

    tempat, isi = baca_matriks_milik(pengguna, **_tempat(parameter))
    bahan = bahan_matriks(isi, str(tempat.pemerintah), str(tempat.periode or ""))
    return Pesanan(bahan.judul, _nama(tempat, "matriks-crosscutting"), _halaman(tempat, "lintas_matriks"), bahan)


def _siapkan_daerah(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from lintas.daerah import semua_baris
    from lintas.documents import bahan_rumah
    from lintas.halaman import baca_rumah_milik, judul_daerah

    tempat, rumah = baca_rumah_milik(pengguna, **_tempat(parameter))
    bahan = bahan_rumah(rumah, semua_baris(rumah, sampai=1), judul_daerah(tempat), str(tempat.pemerintah))
    return Pesanan(bahan.judul, _nama(tempat, "pohon-pemerintah-daerah"), _halaman(tempat, "daerah"), bahan)


def _siapkan_gambar(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from cascading.api import bahan_gambar
    from instansi.api import TidakDitemukan
    from lintas.daerah import gabungkan
    from lintas.halaman import baca_rumah_milik

    tempat, rumah = baca_rumah_milik(pengguna, **_tempat(parameter))
    diminta = parameter["pohon"]
    pohon = next((satu for satu in rumah.pohon if not diminta or str(satu.id) == diminta), None)
    if pohon is None or not pohon.outcome:
        raise TidakDitemukan("Gambar belum ada: pohon pemerintah daerah belum berisi sasaran.")
    bahan = bahan_gambar(gabungkan(rumah, pohon), cascading=False)
    return Pesanan(bahan.judul, _nama(tempat, "gambar-pohon-pemerintah-daerah"), _halaman(tempat, "daerah"), bahan)


def _periksa_matriks(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from lintas.halaman import cari_daerah

    return cari_daerah(pengguna, pemerintah=parameter["pemerintah"], periode=parameter["periode"], papan=True)


def _periksa_daerah(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from lintas.halaman import cari_daerah

    return cari_daerah(pengguna, pemerintah=parameter["pemerintah"], periode=parameter["periode"])


def _tempat(parameter: Mapping[str, Any]) -> dict[str, str]:
    return {nama: parameter[nama] for nama in ("pemerintah", "periode")}


def _nama(tempat: "Daerah", awal: str) -> str:
    from django.utils import timezone

    return f"{awal}-{tempat.pemerintah.slug}-{timezone.localdate():%Y-%m-%d}.pdf"


def _halaman(tempat: "Daerah", nama: str) -> str:
    from django.urls import reverse

    periode = {"periode": tempat.periode.pk} if tempat.periode else {}
    return reverse(nama, query={"pemerintah": tempat.pemerintah.slug, **periode})


CETAKAN_LINTAS = (
    JenisCetakan(
        nama="lintas_matriks",
        keterangan="Matriks crosscutting satu pemerintah daerah.",
        siapkan=_siapkan_matriks,
        periksa=_periksa_matriks,
    ),
    JenisCetakan(
        nama="daerah",
        keterangan="Pohon pemerintah daerah dengan outcome perangkat daerah.",
        siapkan=_siapkan_daerah,
        periksa=_periksa_daerah,
    ),
    JenisCetakan(
        nama="daerah_gambar",
        keterangan="Gambar pohon pemerintah daerah dengan outcome perangkat daerah.",
        siapkan=_siapkan_gambar,
        periksa=_periksa_daerah,
    ),
)
