"""The audit trail of a tree in plain words, for "Aktivitas terakhir". Says what was done, never to which row's key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from instansi.api import CatatanAudit

_KALIMAT = {
    ("buat", "pohon"): "memulai pohon kinerja",
    ("klon", "pohon"): "membuat versi baru",
    ("ubah", "pohon"): "mengubah isian pohon (faktor, kesepakatan, atau judul kolom)",
    ("impor", "pohon"): "mengimpor dokumen cascading",
    ("impor_templat", "pohon"): "menyimpan perubahan dari templat",
    ("urungkan_impor", "pohon"): "mengurungkan impor dokumen",
    ("terima_usulan", "pohon"): "menerima usulan Tahap 5",
    ("ajukan", "pohon"): "mengajukan pohon kinerja",
    ("tarik", "pohon"): "menarik pengajuan",
    ("mulai_telaah", "pohon"): "memulai telaah",
    ("kembalikan", "pohon"): "mengembalikan pohon kinerja",
    ("setujui", "pohon"): "menyetujui pohon kinerja",
    ("gantikan", "pohon"): "menggantikan versi ini dengan yang lebih baru",
    ("izinkan", "izinpimpinan"): "mengizinkan pengajuan",
    ("abaikan", "pengabaian"): "mengabaikan temuan dengan alasan",
    ("batal_abaikan", "pengabaian"): "membuka lagi temuan",
    ("catat", "catatan"): "menulis catatan",
    ("jawab", "catatan"): "menjawab catatan",
    ("selesaikan", "catatan"): "menandai catatan selesai",
    ("buka_lagi", "catatan"): "membuka lagi catatan",
    ("tambah", "simpul"): "menambahkan kotak",
    ("ubah", "simpul"): "mengubah kotak",
    ("ubah_tingkat", "simpul"): "mengubah tingkat kinerja",
    ("ubah_penerjemahan", "simpul"): "mengubah komponen atau jabatan",
    ("pindah", "simpul"): "memindahkan kotak",
    ("tambah", "indikator"): "menambahkan indikator",
    ("ubah", "indikator"): "mengubah indikator",
    ("urutkan", "indikator"): "mengurutkan indikator",
}
_PENGHAPUSAN = {"hapus": "menghapus", "pulihkan": "memulihkan"}
# How services summarize a deletion: "3 kotak dihapus: …", "Indikator dihapus: …".
_RINGKAS_HAPUS = re.compile(r"(?P<apa>.+?) dihapus: (?P<kutipan>.*)", re.DOTALL)
_TANPA_KUTIPAN = {"pohon", "izinpimpinan", "pengabaian"}
_PANJANG_KUTIPAN = 90


@dataclass(frozen=True, slots=True)
class Aktivitas:
    """One thing somebody did: who, when, what, and the words it was done to (may be empty)."""

    siapa: str
    waktu: datetime
    kalimat: str
    kutipan: str


def aktivitas(catatan: Iterable[CatatanAudit]) -> list[Aktivitas]:
    """Return audit entries as sentences, in the order given."""
    return [Aktivitas(satu.aktor_nama, satu.waktu, *_kalimat(satu)) for satu in catatan]


def _kalimat(catatan: CatatanAudit) -> tuple[str, str]:
    """Return (what was done, to which words)."""
    hapus = _RINGKAS_HAPUS.fullmatch(catatan.ringkas)
    if catatan.jenis_objek == "penghapusan" and catatan.kata_kerja in _PENGHAPUSAN and hapus:
        return f"{_PENGHAPUSAN[catatan.kata_kerja]} {hapus['apa'].lower()}", _kutip(hapus["kutipan"])
    kalimat = _KALIMAT.get((catatan.kata_kerja, catatan.jenis_objek), catatan.kata_kerja.replace("_", " "))
    return kalimat, "" if catatan.jenis_objek in _TANPA_KUTIPAN else _kutip(catatan.ringkas)


def _kutip(teks: str) -> str:
    return teks if len(teks) <= _PANJANG_KUTIPAN else f"{teks[:_PANJANG_KUTIPAN].rstrip()}…"
