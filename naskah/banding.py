"""How two decrees differ, or one before and after an edit: field by field and item by item. Pure.

Rows of attachments are compared by the app of the kind, which returns the same `BedaBaris`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from naskah.choices import BagianButir
from naskah.rows import IsiKeputusan

# What the fields of a decree are called wherever they stand without their form.
LABEL = {
    "nomor": "Nomor",
    "nomor_urut": "Nomor urut",
    "nomor_pola": "Pola nomor",
    "tanggal": "Tanggal",
    "hari": "Hari",
    "bulan": "Bulan",
    "tahun": "Tahun",
    "tempat": "Tempat",
    "tentang_lengkap": "Tentang",
    "tentang": "Tentang",
    "judul_lampiran": "Judul lampiran",
    "kop_pemerintah": "Kop: pemerintah daerah",
    "kop_nama": "Kop: perangkat daerah",
    "kop_alamat": "Kop: alamat",
    "pejabat_penetap": "Pejabat penetap",
    "kuasa": "Atas nama (a.n.) pejabat penetap",
    "ttd_status": "Status penanda tangan",
    "ttd_jabatan": "Jabatan penanda tangan",
    "ttd_nama": "Nama penanda tangan",
    "ttd_pangkat": "Pangkat penanda tangan",
    "ttd_nip": "NIP penanda tangan",
    "mengubah_id": "Keputusan yang diubah",
    "mengubah_sebutan": "Sebutan keputusan yang diubah",
    "mengubah_nomor": "Nomor keputusan yang diubah",
    "mengubah_tahun": "Tahun keputusan yang diubah",
    "mengubah_tentang": "Tentang keputusan yang diubah",
}
# What two decrees are compared by: number, date and title as printed, in the order of the paper.
_DIBANDINGKAN = (
    "nomor", "tanggal", "tempat", "tentang_lengkap", "judul_lampiran", "kop_pemerintah", "kop_nama", "kop_alamat",
    "pejabat_penetap", "kuasa", "ttd_status", "ttd_jabatan", "ttd_nama", "ttd_pangkat", "ttd_nip",
)  # fmt: skip


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
    for nama in _DIBANDINGKAN:
        sebelum, sesudah = getattr(lama, nama), getattr(baru, nama)
        if sebelum != sesudah:
            hasil.append(BedaBaris("Naskah", "diubah", LABEL[nama], (BedaSel("", _teks(sebelum), _teks(sesudah)),)))
    for bagian in BagianButir:
        teks = [[satu.teks for satu in isi.butir(bagian)] for isi in (lama, baru)]
        hasil.extend(_beda_daftar(bagian.label, *teks))
    return hasil


def beda_catatan(
    sebelum: Mapping[str, object], sesudah: Mapping[str, object], label: Mapping[str, str]
) -> list[BedaBaris]:
    """Return what an audit entry says was changed, of the columns and lists that `label` or a decree's own names.

    Values of keys are left out: their numbers say nothing to people.
    """
    nama_semua = {**LABEL, **{str(satu.value): str(satu.label) for satu in BagianButir}, **label}
    hasil: list[BedaBaris] = []
    for nama, judul in nama_semua.items():
        lama, baru = sebelum.get(nama, ""), sesudah.get(nama, "")
        if lama == baru:
            continue
        if isinstance(lama, list) or isinstance(baru, list):
            daftar = _beda_daftar(judul, _daftar(lama), _daftar(baru))
            hasil += [replace(satu, judul=f"{judul}, {satu.judul.lower()}") for satu in daftar]
        else:
            sel = () if nama.endswith("_id") else (BedaSel("", _teks(lama), _teks(baru)),)
            hasil.append(BedaBaris("", "diubah", judul, sel))
    return hasil


def _teks(nilai: object) -> str:
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    return "" if nilai is None else str(nilai)


def _daftar(nilai: object) -> list[str]:
    return [str(satu) for satu in nilai] if isinstance(nilai, list) else []


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
