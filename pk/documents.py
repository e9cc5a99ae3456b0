"""An agreement as a paper: statement with both parties, attachment with sasaran, indicators, targets and budget.

`susun` is pure: the same values, the same document. One position or the whole agency as one book: the same template.
Structure: PermenPANRB 53/2014, annex I (statement, attachment, both signatures); the words are in `teks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from naskah.api import (
    BULAN,
    BahanCetak,
    BarisKeputusan,
    HasilCetak,
    cetak,
    gaya_huruf,
    gaya_keputusan,
    halaman_keputusan,
    susun_bahan,
    susun_naskah,
)
from pk.rows import BarisPerjanjian, IndikatorPerjanjian, ProgramPerjanjian

LAMBANG = "lambang.png"
TITIK = "…" * 12  # a name that is written by hand
KOLOM = ("No", "Sasaran", "Indikator Kinerja", "Target")
KOLOM_PROGRAM = ("No", "Program/Kegiatan", "Anggaran", "Keterangan")


@dataclass(frozen=True, slots=True)
class PihakCetak:
    """A party as printed: "Pihak Pertama", name, position, and the lines below the signature."""

    sebutan: str
    nama: str
    jabatan: str
    kaki: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SasaranCetak:
    """A sasaran with its number and indicators; it spans their rows."""

    nomor: str
    teks: str
    indikator: tuple[IndikatorPerjanjian, ...]


@dataclass(frozen=True, slots=True)
class ProgramCetak:
    """A programme with its number."""

    nomor: str
    satu: ProgramPerjanjian


@dataclass(frozen=True, slots=True)
class PerjanjianCetak:
    """One agreement as printed. Capitals are real, so that every output has them."""

    judul: str
    judul_lampiran: str
    penanda: str
    pemilik: str
    pembuka: tuple[str, ...]
    pertama: PihakCetak
    kedua: PihakCetak
    pernyataan: tuple[str, ...]
    tempat_tanggal: str
    sasaran: tuple[SasaranCetak, ...]
    program: tuple[ProgramCetak, ...]
    total: str
    titik: str = TITIK

    @property
    def penanda_tangan(self) -> tuple[PihakCetak, PihakCetak]:
        """The parties in the order of the signatures: the superior stands at the left."""
        return (self.kedua, self.pertama)


def cetak_perjanjian(baris: Sequence[BarisPerjanjian], kertas: BarisKeputusan) -> HasilCetak:
    """Print agreements; see `bahan_perjanjian`."""
    return cetak(bahan_perjanjian(baris, kertas))


def bahan_perjanjian(baris: Sequence[BarisPerjanjian], kertas: BarisKeputusan) -> BahanCetak:
    """Return agreements as a paper, each from a new page; DRAF stands on every page as long as one of them is a draft.

    `kertas` gives letterhead, arms and page settings. The same values give the same paper.
    """
    naskah = susun_naskah(kertas)
    judul = judul_berkas(baris, kertas)
    return susun_bahan(
        render_to_string(
            "cetak/pk.html",
            {
                "judul": judul,
                "naskah": naskah,
                "perjanjian": [susun(satu) for satu in baris],
                "kolom": KOLOM,
                "kolom_program": KOLOM_PROGRAM,
                "kaki": "",
            },
        ),
        judul=judul,
        penulis=kertas.nama_perangkat,
        halaman=halaman_keputusan(kertas.tata_letak),
        gaya=(gaya_keputusan(), _gaya(), gaya_huruf(kertas.tata_letak)),
        draf=any(satu.draf for satu in baris),
        kiriman={LAMBANG: kertas.lambang} if kertas.lambang else {},
    )


def judul_berkas(baris: Sequence[BarisPerjanjian], kertas: BarisKeputusan) -> str:
    """Return the title in the file's properties: of the one agreement, or of the book."""
    if len(baris) == 1:
        return f"{baris[0].judul} {baris[0].nama_jabatan}, {kertas.nama_perangkat}"
    tahun = f" Tahun {baris[0].tahun}" if baris else ""
    return f"Perjanjian Kinerja{tahun} {kertas.nama_perangkat}"


def susun(baris: BarisPerjanjian) -> PerjanjianCetak:
    """Return the agreement as printed, whatever is still missing in it."""
    isi = baris.isi
    tanggal = f"{isi.tanggal.day} {BULAN[isi.tanggal.month - 1]} {isi.tanggal.year}" if isi.tanggal else TITIK
    pemilik = baris.nama_perangkat
    if not pemilik.endswith(baris.nama_pemerintah):
        pemilik = f"{pemilik} {baris.nama_pemerintah}"
    return PerjanjianCetak(
        judul=baris.judul.upper(),
        judul_lampiran=f"Lampiran {baris.judul}".upper(),
        penanda=baris.nama_jabatan,
        pemilik=pemilik.upper(),
        pembuka=tuple(isi.pembuka.split("\n")),
        pertama=_pihak(
            "Pihak Pertama", isi.pihak1_status, isi.pihak1_jabatan, isi.pihak1_nama, isi.pihak1_pangkat, isi.pihak1_nip
        ),
        kedua=_pihak(
            "Pihak Kedua", isi.pihak2_status, isi.pihak2_jabatan, isi.pihak2_nama, isi.pihak2_pangkat, isi.pihak2_nip
        ),
        pernyataan=tuple(isi.pernyataan.split("\n")),
        tempat_tanggal=f"{isi.tempat or TITIK}, {tanggal}",
        sasaran=tuple(
            SasaranCetak(f"{nomor}.", satu.teks, satu.indikator) for nomor, satu in enumerate(baris.sasaran, 1)
        ),
        program=tuple(ProgramCetak(f"{nomor}.", satu) for nomor, satu in enumerate(baris.program, 1)),
        total=baris.teks_total,
    )


def _pihak(sebutan: str, status: str, jabatan: str, nama: str, pangkat: str, nip: str) -> PihakCetak:
    kaki = tuple(filter(None, (pangkat, f"NIP. {nip}" if nip else "")))
    return PihakCetak(sebutan, nama, f"{status} {jabatan}".strip(), kaki)


@cache
def _gaya() -> str:
    return (Path(__file__).resolve().parent / "aset" / "pk.css").read_text("utf-8")
