"""A whole tree as plain data, by `identitas` and without database keys: what approval freezes and versions compare.

Schema 1. Top level: `skema`, `kepala` (owner, urusan, period, year, version, Tahap 1), `simpul` (nested, live only).
A node: identitas, jenis, kode and the columns of its kind, `indikator`, `jabatan`, `crosscutting` (with `jawaban`
since other agencies answer), `anak`. Positions
and agencies are named by what they were called, with their own identity where they have one; decimals are strings
(instansi.arsip). Parts that differ between a clone and its origin only by key are not in it.
"""

from typing import Any

from instansi.api import Jabatan
from pohon.rows import BarisCrosscutting, BarisIndikator, BarisPohon, BarisSimpul

SKEMA = 1
JENIS_ARSIP = "pohon"

_KEPALA = (
    "nama_pemilik", "nama_pemerintah", "urusan", "periode", "tahun", "nomor_versi", "mandat", "permasalahan",
    "ekspektasi", "tanggal_kesepakatan", "peserta_kesepakatan", "judul_kolom_sumber",
)  # fmt: skip
_SIMPUL = (
    "identitas", "jenis", "kode", "pernyataan", "sumber", "judul_csf", "sifat", "tingkat", "komponen",
    "kinerja_jabatan", "nomenklatur_kode", "nomenklatur_nama", "nomenklatur_peraturan",
)  # fmt: skip
_INDIKATOR = (
    "identitas", "nama", "satuan", "jenis_formula", "pembilang", "penyebut", "pengali", "formula", "makna", "alasan",
    "sumber_data", "arah", "penanggung_jawab",
)  # fmt: skip
_JAWABAN = ("status", "kode", "pernyataan", "alasan", "oleh", "waktu")


def potret(pohon: BarisPohon) -> dict[str, Any]:
    """Return the tree as data for `instansi.api.bekukan` (kind `JENIS_ARSIP`, schema `SKEMA`)."""
    kunci_jabatan = {baris.jabatan_id for simpul in pohon.simpul for baris in simpul.jabatan}
    identitas = dict(Jabatan.objects.filter(pk__in=kunci_jabatan).values_list("pk", "identitas"))
    return {
        "skema": SKEMA,
        "kepala": _kepala(pohon),
        "simpul": [_simpul(pohon, outcome, identitas) for outcome in pohon.outcome],
    }


def _kepala(pohon: BarisPohon) -> dict[str, Any]:
    """Return the header; of the minutes only a reference, and nothing where there are none, as before they could be."""
    kepala = {nama: getattr(pohon, nama) for nama in _KEPALA}
    return kepala | ({"berita_acara": pohon.berita_acara.rujukan} if pohon.berita_acara else {})


def _simpul(pohon: BarisPohon, simpul: BarisSimpul, jabatan: dict[int, Any]) -> dict[str, Any]:
    return {
        **{nama: getattr(simpul, nama) for nama in _SIMPUL},
        "indikator": [_indikator(satu) for satu in simpul.indikator],
        "jabatan": [
            {
                "identitas": baris.identitas,
                "jabatan": jabatan[baris.jabatan_id],
                "nama": baris.nama,
                "jenjang": baris.jenjang,
            }
            for baris in simpul.jabatan
        ],
        "crosscutting": [_crosscutting(satu) for satu in simpul.crosscutting],
        "anak": [_simpul(pohon, anak, jabatan) for anak in pohon.anak(simpul)],
    }


def _crosscutting(crosscutting: BarisCrosscutting) -> dict[str, Any]:
    """The party, and its answer as it was when the tree was frozen; later answers do not reach it."""
    data: dict[str, Any] = {"identitas": crosscutting.identitas, "nama": crosscutting.nama}
    if crosscutting.jawaban is not None:
        data["jawaban"] = {nama: getattr(crosscutting.jawaban, nama) for nama in _JAWABAN}
    return data


def _indikator(indikator: BarisIndikator) -> dict[str, Any]:
    return {nama: getattr(indikator, nama) for nama in _INDIKATOR}
