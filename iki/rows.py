"""The positions of an agency as pages, checks, workbook and book show them: frozen values, no database.

`selectors.baca_iki` makes them, with the texts that follow a tree already taken from it; everything prints the same
rows, so that screen, workbook and paper cannot disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from iki.choices import PEMISAH_SUMBER
from pohon.choices import JenisFormula


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """An indicator. `ikut_pohon`: its texts are the tree's."""

    id: int
    identitas: UUID
    nama: str
    jenis_formula: str
    pembilang: str
    penyebut: str
    pengali: Decimal | None
    formula: str
    sumber_data: tuple[str, ...]
    keterangan: str
    indikator_identitas: UUID | None = None
    ikut_pohon: bool = False

    @property
    def label_formula(self) -> str:
        """The kind of formula in words, or empty."""
        return JenisFormula(self.jenis_formula).label if self.jenis_formula else ""

    @property
    def sumber(self) -> str:
        """The sources joined for print."""
        return PEMISAH_SUMBER.join(self.sumber_data)

    @property
    def berpecahan(self) -> bool:
        """Whether the calculation is one number over another."""
        return self.jenis_formula in (JenisFormula.PERSENTASE, JenisFormula.RASIO, JenisFormula.RATA_RATA) and bool(
            self.pembilang or self.penyebut
        )

    @property
    def pengali_tampil(self) -> Decimal | None:
        """The multiplier printed after the fraction; None where it changes nothing. A percentage is always of 100."""
        if self.jenis_formula == JenisFormula.PERSENTASE:
            return self.pengali or Decimal(100)
        return self.pengali if self.pengali != 1 else None


@dataclass(frozen=True, slots=True)
class BarisSasaran:
    """A sasaran with its number in the position, the code of its node and the superior's sasaran it supports."""

    id: int
    identitas: UUID
    nomor: int
    teks: str
    mendukung_id: int | None
    mendukung_teks: str
    simpul_identitas: UUID | None
    kode_simpul: str
    ikut_pohon: bool
    indikator: tuple[BarisIndikator, ...]


@dataclass(frozen=True, slots=True)
class SimpulDipegang:
    """A node of a tree that a position carries (Tahap 5)."""

    identitas: UUID
    kode: str
    pernyataan: str


@dataclass(frozen=True, slots=True)
class BarisPosisi:
    """A position with everything it has in the book. `nomor` is its No in the workbook, `kedalaman` 0 for the top.

    `versi` is that of its sheet; 0 when nothing has been written yet.
    """

    id: int
    identitas: UUID
    nomor: int
    nama: str
    jenjang: str
    label_jenjang: str
    tugas: str
    atasan_id: int | None
    kedalaman: int
    versi: int
    fungsi: tuple[str, ...]
    sasaran: tuple[BarisSasaran, ...]
    simpul: tuple[SimpulDipegang, ...] = ()

    @property
    def indikator(self) -> tuple[BarisIndikator, ...]:
        """The indicators of all its sasaran, in order."""
        return tuple(indikator for sasaran in self.sasaran for indikator in sasaran.indikator)

    @property
    def belum_diambil(self) -> tuple[SimpulDipegang, ...]:
        """The nodes it carries that no sasaran of it stands for yet."""
        ada = {satu.simpul_identitas for satu in self.sasaran}
        return tuple(satu for satu in self.simpul if satu.identitas not in ada)

    @property
    def tertaut(self) -> bool:
        """Whether each sasaran supports one of the superior's; the head of the organisation has none to support."""
        return self.atasan_id is None or all(satu.mendukung_id for satu in self.sasaran)

    @property
    def lengkap(self) -> bool:
        """Whether task, functions, sasaran, indicators and links are there: what the progress counts."""
        return bool(
            self.tugas
            and self.fungsi
            and self.sasaran
            and all(satu.indikator for satu in self.sasaran)
            and self.tertaut
        )


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How far the book is: positions complete, without sasaran, not linked upward, of how many."""

    jumlah: int
    lengkap: int
    tanpa_sasaran: int
    tanpa_tautan: int


@dataclass(frozen=True)
class BarisIki:
    """All positions of an agency in the order of the organisation: each superior before its subordinates."""

    perangkat_daerah_id: int
    slug: str
    nama_perangkat: str
    nama_pemerintah: str
    posisi: tuple[BarisPosisi, ...]

    @cached_property
    def menurut_id(self) -> dict[int, BarisPosisi]:
        """The positions by key."""
        return {satu.id: satu for satu in self.posisi}

    def atasan(self, posisi: BarisPosisi) -> BarisPosisi | None:
        """Return the superior, if it is in the book."""
        return self.menurut_id.get(posisi.atasan_id) if posisi.atasan_id else None

    def bawahan(self, posisi: BarisPosisi) -> tuple[BarisPosisi, ...]:
        """Return those directly under the position, in order."""
        return tuple(satu for satu in self.posisi if satu.atasan_id == posisi.id)

    @property
    def kemajuan(self) -> Kemajuan:
        """Return how far the book is."""
        return Kemajuan(
            jumlah=len(self.posisi),
            lengkap=sum(satu.lengkap for satu in self.posisi),
            tanpa_sasaran=sum(not satu.sasaran for satu in self.posisi),
            tanpa_tautan=sum(bool(satu.sasaran) and not satu.tertaut for satu in self.posisi),
        )
