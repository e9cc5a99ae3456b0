"""How two decrees differ: their own text field by field and item by item. Pure.

Rows of attachments are compared by the app of the kind, which returns the same `BedaBaris`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from naskah.choices import BagianButir
from naskah.rows import IsiKeputusan

_LABEL = {
    "nomor": "Nomor",
    "tanggal": "Tanggal",
    "tempat": "Tempat",
    "tentang_lengkap": "Tentang",
    "judul_lampiran": "Judul lampiran",
    "kop_pemerintah": "Kop: pemerintah daerah",
    "kop_nama": "Kop: perangkat daerah",
    "kop_alamat": "Kop: alamat",
    "pejabat_penetap": "Pejabat penetap",
    "ttd_status": "Status penanda tangan",
    "ttd_jabatan": "Jabatan penanda tangan",
    "ttd_nama": "Nama penanda tangan",
    "ttd_pangkat": "Pangkat penanda tangan",
}


@dataclass(frozen=True, slots=True)
class BedaSel:
    """One text that differs; empty on the side that has none."""

    label: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BedaBaris:
    """A row or item that was added, changed or dropped (`jenis`: "ditambah", "diubah", "dihapus")."""

    bagian: str
    jenis: str
    judul: str
    sel: tuple[BedaSel, ...] = ()


def beda_naskah(lama: IsiKeputusan, baru: IsiKeputusan) -> list[BedaBaris]:
    """Return how the text of two decrees differs: fields first, then the lists in the order of the paper."""
    hasil = []
    for nama, label in _LABEL.items():
        sebelum, sesudah = getattr(lama, nama), getattr(baru, nama)
        if sebelum != sesudah:
            hasil.append(BedaBaris("Naskah", "diubah", label, (BedaSel("", sebelum, sesudah),)))
    for bagian in BagianButir:
        teks = [[satu.teks for satu in isi.butir(bagian)] for isi in (lama, baru)]
        hasil.extend(_beda_daftar(bagian.label, *teks))
    return hasil


def _beda_daftar(label: str, lama: Sequence[str], baru: Sequence[str]) -> list[BedaBaris]:
    hasil: list[BedaBaris] = []
    for kode, dari, sampai, dari_baru, sampai_baru in SequenceMatcher(None, lama, baru, autojunk=False).get_opcodes():
        if kode == "equal":
            continue
        pasang = min(sampai - dari, sampai_baru - dari_baru)
        for satu in range(pasang):
            sel = BedaSel("", lama[dari + satu], baru[dari_baru + satu])
            hasil.append(BedaBaris(label, "diubah", f"Butir {dari_baru + satu + 1}", (sel,)))
        for nomor in range(dari + pasang, sampai):
            hasil.append(BedaBaris(label, "dihapus", f"Butir {nomor + 1}", (BedaSel("", lama[nomor], ""),)))
        for nomor in range(dari_baru + pasang, sampai_baru):
            hasil.append(BedaBaris(label, "ditambah", f"Butir {nomor + 1}", (BedaSel("", "", baru[nomor]),)))
    return hasil
