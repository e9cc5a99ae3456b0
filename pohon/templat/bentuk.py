"""The shape of the template: sheets, columns, versions. No cell is read or written here.

A column's `kunci` names what it holds in code, `judul` what stands above it; files are read by headings, so columns may
be reordered. `tetap` columns are for the reader only: they are locked and never read.
"""

from dataclasses import dataclass
from enum import StrEnum

from pohon.choices import (
    PANJANG_PENDEK,
    PANJANG_PERNYATAAN,
    PANJANG_URAIAN,
    Arah,
    JenisFormula,
    JenisSimpul,
    Komponen,
    Sifat,
    Tingkat,
)

VERSI = 1
SIFAT_VERSI = "templat-pohon-kinerja"  # the workbook property that holds it
LEMBAR_DAFTAR, LEMBAR_ASAL = "_daftar", "_asal"
INDUK_ASAL = "induk_id"  # on the sheet of origins: the identity of a node's parent, of an indicator's node
BARIS_JUDUL = 1


class Ragam(StrEnum):
    """What a column takes: one line, several lines, a list of one a line, one of fixed values, a code, a number."""

    TEKS = "teks"
    URAIAN = "uraian"
    DAFTAR = "daftar"
    PILIHAN = "pilihan"
    KODE = "kode"
    BILANGAN = "bilangan"


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `daftar` names its list on the hidden sheet, `pilihan` the fixed values as label → stored value."""

    kunci: str
    judul: str
    lebar: int
    ragam: Ragam = Ragam.TEKS
    panjang: int = PANJANG_PENDEK
    daftar: str = ""
    pilihan: tuple[tuple[str, str], ...] = ()
    wajib: bool = False
    tetap: bool = False

    def nilai_pilihan(self, teks: str) -> str | None:
        """Return the stored value of a label (or of the value itself), None when it is not in the list."""
        kunci = teks.casefold().rstrip(".")
        return next((nilai for label, nilai in self.pilihan if kunci in (label.casefold(), nilai)), None)

    def label_pilihan(self, nilai: str) -> str:
        """Return the label of a stored value, empty for none."""
        return next((label for label, simpan in self.pilihan if simpan == nilai), "")


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet whose rows are things; the first column holds their identity."""

    nama: str
    kolom: tuple[Kolom, ...]

    def menurut_judul(self, judul: str) -> Kolom | None:
        """Return the column with this heading, upper and lower case alike."""
        return next((satu for satu in self.kolom if satu.judul.casefold() == judul.casefold().strip(" *")), None)


def _pilihan(enum: type) -> tuple[tuple[str, str], ...]:
    return tuple((str(satu.label), str(satu.value)) for satu in enum)  # type: ignore[attr-defined]


_JENIS = tuple(satu for satu in _pilihan(JenisSimpul) if satu[1] != JenisSimpul.AKAR)
_ID = Kolom("id", "ID (jangan diubah)", 12, tetap=True)
_KOTAK = Kolom("kode", "Kotak (kode)", 10, Ragam.KODE, wajib=True)

TAHAP_1 = Lembar(
    "Tahap 1",
    (
        Kolom("mandat", "Mandat", 90, Ragam.URAIAN, PANJANG_URAIAN),
        Kolom("permasalahan", "Permasalahan", 90, Ragam.URAIAN, PANJANG_URAIAN),
        Kolom("ekspektasi", "Ekspektasi", 90, Ragam.URAIAN, PANJANG_URAIAN),
        Kolom("tanggal_kesepakatan", "Tanggal kesepakatan", 90),
        Kolom("peserta_kesepakatan", "Peserta kesepakatan", 90, Ragam.URAIAN, PANJANG_URAIAN),
        Kolom("judul_kolom_sumber", "Judul kolom sumber CSF", 90),
    ),
)
POHON = Lembar(
    "Pohon",
    (
        _ID,
        Kolom("kode", "Kode", 9, Ragam.KODE),
        Kolom("induk", "Induk (kode)", 9, Ragam.KODE),
        Kolom("jenis", "Jenis", 22, Ragam.PILIHAN, daftar="jenis", pilihan=_JENIS, wajib=True),
        Kolom("pernyataan", "Pernyataan", 70, panjang=PANJANG_PERNYATAAN, wajib=True),
        Kolom("crosscutting", "Crosscutting (satu pihak per baris)", 34, Ragam.DAFTAR, daftar="perangkat"),
        Kolom("sumber", "Sumber CSF", 30, panjang=PANJANG_PERNYATAAN),
        Kolom("judul_csf", "Judul tabel CSF (outcome)", 30, panjang=PANJANG_PERNYATAAN),
        Kolom("sifat", "Sifat outcome", 20, Ragam.PILIHAN, daftar="sifat", pilihan=_pilihan(Sifat)),
    ),
)
INDIKATOR = Lembar(
    "Indikator",
    (
        _ID,
        _KOTAK,
        Kolom("kinerja", "Kinerja (tidak dibaca)", 40, tetap=True),
        Kolom("nama", "Indikator", 50, panjang=PANJANG_PERNYATAAN, wajib=True),
        Kolom("satuan", "Satuan", 14),
        Kolom("jenis_formula", "Jenis formula", 14, Ragam.PILIHAN, daftar="formula", pilihan=_pilihan(JenisFormula)),
        Kolom("pembilang", "Pembilang", 36, panjang=PANJANG_URAIAN),
        Kolom("penyebut", "Penyebut", 36, panjang=PANJANG_URAIAN),
        Kolom("pengali", "Pengali", 10, Ragam.BILANGAN),
        Kolom("formula", "Uraian perhitungan", 36, panjang=PANJANG_URAIAN),
        Kolom("makna", "Makna", 36, panjang=PANJANG_URAIAN),
        Kolom("alasan", "Alasan pemilihan", 36, panjang=PANJANG_URAIAN),
        Kolom("sumber_data", "Sumber data (satu per baris)", 30, Ragam.URAIAN, PANJANG_URAIAN),
        Kolom("arah", "Arah", 22, Ragam.PILIHAN, daftar="arah", pilihan=_pilihan(Arah)),
        Kolom("penanggung_jawab_id", "Penanggung jawab", 34, daftar="jabatan"),
    ),
)
PENERJEMAHAN = Lembar(
    "Tahap 4-5",
    (
        _ID,
        _KOTAK,
        Kolom("kinerja", "Kinerja (tidak dibaca)", 60, tetap=True),
        Kolom(
            "tingkat",
            "Tingkat (kosong: menurut jenis)",
            28,
            Ragam.PILIHAN,
            daftar="tingkat",
            pilihan=_pilihan(Tingkat),
        ),
        Kolom("komponen", "Komponen", 24, Ragam.PILIHAN, daftar="komponen", pilihan=_pilihan(Komponen)),
        Kolom("kinerja_jabatan", "Kinerja jabatan", 28),
        Kolom("jabatan", "Jabatan (satu per baris)", 40, Ragam.DAFTAR, daftar="jabatan"),
        Kolom("nomenklatur", "Kode nomenklatur", 38),
    ),
)
LEMBAR = (POHON, INDIKATOR, PENERJEMAHAN)
