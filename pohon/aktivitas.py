"""The audit trail of a tree in plain words, for "Aktivitas terakhir". Says what was done, never to which row's key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from instansi.api import CatatanAudit

_KALIMAT = {
    ("buat", "pohon"): "memulai pohon kinerja",
    ("klon", "pohon"): "membuat versi baru",
    ("ubah", "pohon"): "mengubah isian pohon (faktor, kesepakatan, atau judul kolom)",
    ("terima_usulan", "pohon"): "menerima usulan Tahap 5",
    ("tambah", "simpul"): "menambahkan kotak",
    ("ubah", "simpul"): "mengubah kotak",
    ("ubah_tingkat", "simpul"): "mengubah tingkat kinerja",
    ("ubah_penerjemahan", "simpul"): "mengubah komponen atau jabatan",
    ("pindah", "simpul"): "memindahkan kotak",
    ("tambah", "indikator"): "menambahkan indikator",
    ("ubah", "indikator"): "mengubah indikator",
    ("urutkan", "indikator"): "mengurutkan indikator",
    ("hapus", "penghapusan"): "menghapus",
    ("pulihkan", "penghapusan"): "memulihkan yang terhapus",
}
_TANPA_KUTIPAN = {"pohon"}
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
    return [
        Aktivitas(
            siapa=satu.aktor_nama,
            waktu=satu.waktu,
            kalimat=_KALIMAT.get((satu.kata_kerja, satu.jenis_objek), satu.kata_kerja.replace("_", " ")),
            kutipan="" if satu.jenis_objek in _TANPA_KUTIPAN else _kutip(satu.ringkas),
        )
        for satu in catatan
    ]


def _kutip(teks: str) -> str:
    return teks if len(teks) <= _PANJANG_KUTIPAN else f"{teks[:_PANJANG_KUTIPAN].rstrip()}…"
