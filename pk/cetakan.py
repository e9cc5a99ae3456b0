"""Agreements for `manage.py cetak pk` and for downloads: one of them, or all of an agency; registered in apps.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from naskah.cetak import JenisCetakan, Pesanan

if TYPE_CHECKING:
    from instansi.api import Pengguna


_KOSONG = "Belum ada jabatan yang memegang kinerja pada pohon kinerja."


def _argumen(parser: CommandParser) -> None:
    parser.add_argument("--perangkat-daerah", required=True, metavar="SLUG", help="misalnya disdukcapil")
    parser.add_argument("--pemerintah-daerah", default="", metavar="SLUG", help="misalnya balangan")
    parser.add_argument("--tahun", type=int, metavar="TAHUN", help="tanpa ini tahun sekarang, dalam periodenya")


def _cetak(pilihan: Mapping[str, Any]) -> bytes:
    # Imported when printing starts: apps.py loads this module before the models are there.
    from instansi.api import TidakDitemukan
    from naskah.api import cari_perangkat
    from pk.documents import cetak_perjanjian
    from pk.selectors import perjanjian_untuk_dicetak

    perangkat = cari_perangkat(
        perangkat_daerah=pilihan["perangkat_daerah"], pemerintah_daerah=pilihan["pemerintah_daerah"]
    )
    baris, kertas = perjanjian_untuk_dicetak(perangkat, pilihan["tahun"])
    if not baris:
        raise TidakDitemukan(_KOSONG)
    return cetak_perjanjian(baris, kertas).pdf


def _siapkan(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    """Parameters: perjanjian; or perangkat and tahun for the book of all positions."""
    return _siapkan_satu(pengguna, parameter) if "perjanjian" in parameter else _siapkan_buku(pengguna, parameter)


def _siapkan_satu(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from django.urls import reverse

    from naskah.api import baca_berkas
    from pk.documents import bahan_perjanjian
    from pk.lingkup import baca_lingkup
    from pk.selectors import ambil_perjanjian, baca_perjanjian, kertas_perangkat
    from pk.services import nama_dasar

    perjanjian = ambil_perjanjian(pengguna, parameter["perjanjian"])
    baris = baca_perjanjian(perjanjian)
    nama, kembali = f"{nama_dasar(baris)}.pdf", reverse("perjanjian", args=[perjanjian.pk])
    if perjanjian.pdf:
        return Pesanan(baris.judul, nama, kembali, jadi=baca_berkas(perjanjian.pdf))
    lingkup = baca_lingkup(perjanjian.perangkat_daerah, perjanjian.tahun)
    bahan = bahan_perjanjian((baris,), kertas_perangkat(lingkup))
    return Pesanan(bahan.judul, nama, kembali, bahan)


def _siapkan_buku(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> Pesanan:
    from django.urls import reverse

    from instansi.api import TidakDitemukan
    from pk.documents import bahan_perjanjian
    from pk.selectors import ambil_perangkat, perjanjian_untuk_dicetak

    perangkat = ambil_perangkat(pengguna, parameter["perangkat"])
    baris, kertas = perjanjian_untuk_dicetak(perangkat, parameter["tahun"])
    if not baris:
        raise TidakDitemukan(_KOSONG)
    bahan = bahan_perjanjian(baris, kertas)
    tahun = baris[0].tahun
    kembali = reverse("pk_daftar", args=[perangkat.pk], query={"tahun": tahun})
    return Pesanan(bahan.judul, f"pk-{perangkat.slug}-{tahun}.pdf", kembali, bahan)


def _periksa(pengguna: "Pengguna", parameter: Mapping[str, Any]) -> object:
    from pk.selectors import ambil_perangkat, ambil_perjanjian

    if "perjanjian" in parameter:
        return ambil_perjanjian(pengguna, parameter["perjanjian"])
    return ambil_perangkat(pengguna, parameter["perangkat"])


CETAKAN_PK = JenisCetakan(
    nama="pk",
    keterangan="Perjanjian kinerja semua jabatan satu perangkat daerah untuk satu tahun.",
    argumen=_argumen,
    cetak=_cetak,
    siapkan=_siapkan,
    periksa=_periksa,
)
