"""Targets and agreements as grids, checks, workbook and papers read them: frozen values, no database.

`selectors` makes them; screen, PDF, DOCX and XLSX print the same rows, so they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from pk.choices import TANPA_TAHUN, TRIWULAN, JenisNilai, Lampu, StatusPerjanjian
from pk.nilai import Nilai, capaian, lampu, persen, rupiah

Kunci = tuple[str, int]  # which value of an indicator: kind and year


@dataclass(frozen=True, slots=True)
class BarisTarget:
    """An indicator with all its values. `simpul_id` is None for an indicator of a position's own (IKI).

    `satuan` and `arah` are those in force; `satuan_sendiri` and `arah_sendiri` say whether the tree's were replaced.
    `versi` is 0 while nothing has been stored.
    """

    identitas: UUID
    urusan: str
    simpul_id: int | None
    simpul_identitas: UUID
    kode: str
    sasaran: str
    nama: str
    satuan: str
    arah: str
    persentase: bool
    versi: int = 0
    satuan_sendiri: bool = False
    arah_sendiri: bool = False
    nilai: Mapping[Kunci, Nilai] = field(default_factory=dict)

    def ambil(self, jenis: JenisNilai, tahun: int = TANPA_TAHUN) -> Nilai | None:
        """Return one value, or None."""
        return self.nilai.get((jenis.value, tahun))

    @property
    def awal(self) -> Nilai | None:
        """The baseline."""
        return self.ambil(JenisNilai.AWAL)

    def target(self, tahun: int) -> Nilai | None:
        """Return the target of a year."""
        return self.ambil(JenisNilai.TARGET, tahun)

    def realisasi(self, tahun: int) -> Nilai | None:
        """Return what was reached in a year."""
        return self.ambil(JenisNilai.REALISASI, tahun)

    def rencana_aksi(self, tahun: int) -> tuple[Nilai | None, ...]:
        """Return the four quarters of a year's target."""
        return tuple(self.ambil(satu, tahun) for satu in TRIWULAN)

    def capaian(self, tahun: int) -> Decimal | None:
        """Return the achievement of a year in percent, or None."""
        target, realisasi = self.target(tahun), self.realisasi(tahun)
        return capaian(target, realisasi, self.arah) if target and realisasi else None

    def teks_capaian(self, tahun: int) -> str:
        """Return the achievement of a year as printed."""
        return persen(self.capaian(tahun))

    def lampu(self, tahun: int) -> Lampu:
        """Return the light of a year."""
        return lampu(self.target(tahun), self.realisasi(tahun), self.arah)

    def teks_target(self, tahun: int) -> str:
        """Return the target of a year with its unit as printed in an agreement; empty when there is none."""
        target = self.target(tahun)
        if target is None:
            return ""
        return f"{target.teks_tampil} {self.satuan}".strip() if target.angka is not None else target.teks_tampil


@dataclass(frozen=True)
class DaftarTarget:
    """All indicators of an agency in one period, in the order of its trees."""

    perangkat_daerah_id: int
    slug: str
    nama_perangkat: str
    periode_id: int
    mulai: int
    selesai: int
    baris: tuple[BarisTarget, ...]

    @property
    def tahun(self) -> range:
        """The years of the period."""
        return range(self.mulai, self.selesai + 1)

    @property
    def periode(self) -> str:
        """The period as printed."""
        return f"{self.mulai}–{self.selesai}"

    @cached_property
    def menurut_identitas(self) -> dict[UUID, BarisTarget]:
        """The rows by the identity of their indicator."""
        return {satu.identitas: satu for satu in self.baris}

    @cached_property
    def lampu_simpul(self) -> dict[int, dict[UUID, list[BarisTarget]]]:
        """The rows of each node, by year, where the year has a target: what lights are made of."""
        hasil: dict[int, dict[UUID, list[BarisTarget]]] = {}
        for tahun in self.tahun:
            for satu in self.baris:
                if satu.target(tahun) is not None:
                    hasil.setdefault(tahun, {}).setdefault(satu.simpul_identitas, []).append(satu)
        return hasil


@dataclass(frozen=True, slots=True)
class IsiPerjanjian:
    """Everything typed into an agreement. Names are optional texts; an empty one leaves room to be written by hand."""

    pembuka: str = ""
    pernyataan: str = ""
    pihak1_status: str = ""
    pihak1_jabatan: str = ""
    pihak1_nama: str = ""
    pihak1_pangkat: str = ""
    pihak1_nip: str = ""
    pihak2_status: str = ""
    pihak2_jabatan: str = ""
    pihak2_nama: str = ""
    pihak2_pangkat: str = ""
    pihak2_nip: str = ""
    tempat: str = ""
    tanggal: date | None = None

    def dengan(self, **nilai: Any) -> "IsiPerjanjian":
        """Return a copy with these fields replaced, by name."""
        return replace(self, **nilai)


@dataclass(frozen=True, slots=True)
class IndikatorPerjanjian:
    """An indicator of an agreement with its target as printed (with unit; empty while there is none)."""

    identitas: UUID
    nama: str
    target: str


@dataclass(frozen=True, slots=True)
class SasaranPerjanjian:
    """A sasaran of an agreement. `kode` is that of its node, empty for one of the position's own."""

    identitas: UUID
    kode: str
    teks: str
    indikator: tuple[IndikatorPerjanjian, ...]


@dataclass(frozen=True, slots=True)
class ProgramPerjanjian:
    """A programme (or kegiatan, sub kegiatan) of an agreement with its budget; None while it has none."""

    kode: str
    nama: str
    rupiah: Decimal | None
    keterangan: str = ""

    @property
    def teks_anggaran(self) -> str:
        """The budget as printed, or empty."""
        return rupiah(self.rupiah) if self.rupiah is not None else ""


@dataclass(frozen=True, slots=True)
class BarisPerjanjian:
    """A whole agreement. `sasaran` and `program` are what is printed; `semua_*` also hold what the planner left out.

    `id` 0: nothing is stored yet, this is what the tree proposes.
    """

    id: int
    jabatan_id: int
    nama_jabatan: str
    jenjang: str
    kedalaman: int
    tahun: int
    perubahan_ke: int
    status: StatusPerjanjian
    versi: int
    perangkat_daerah_id: int
    slug: str
    nama_perangkat: str
    nama_pemerintah: str
    isi: IsiPerjanjian
    semua_sasaran: tuple[SasaranPerjanjian, ...]
    semua_program: tuple[ProgramPerjanjian, ...]
    tanpa: frozenset[str] = field(default_factory=frozenset)
    berpindaian: bool = False

    @property
    def draf(self) -> bool:
        """Whether it bears DRAF."""
        return self.status == StatusPerjanjian.DRAF

    @property
    def sasaran(self) -> tuple[SasaranPerjanjian, ...]:
        """The sasaran that are printed."""
        return tuple(satu for satu in self.semua_sasaran if str(satu.identitas) not in self.tanpa)

    @property
    def program(self) -> tuple[ProgramPerjanjian, ...]:
        """The programmes that are printed."""
        return tuple(satu for satu in self.semua_program if satu.kode not in self.tanpa)

    @property
    def total(self) -> Decimal:
        """The sum of the printed budgets."""
        return sum((satu.rupiah for satu in self.program if satu.rupiah is not None), Decimal(0))

    @property
    def teks_total(self) -> str:
        """The sum as printed; empty while no budget is known."""
        return rupiah(self.total) if any(satu.rupiah is not None for satu in self.program) else ""

    @property
    def tanpa_target(self) -> int:
        """How many printed indicators lack a target."""
        return sum(not indikator.target for satu in self.sasaran for indikator in satu.indikator)

    @property
    def tanpa_anggaran(self) -> int:
        """How many printed programmes lack a budget."""
        return sum(satu.rupiah is None for satu in self.program)

    @property
    def judul(self) -> str:
        """What stands above it: PERJANJIAN KINERJA TAHUN 2025, or PERUBAHAN (KEDUA …) PERJANJIAN KINERJA …"""
        return f"{self.sebutan} Tahun {self.tahun}"

    @property
    def sebutan(self) -> str:
        """The kind of paper in words, with the number of the amendment from the second on."""
        if not self.perubahan_ke:
            return "Perjanjian Kinerja"
        return (
            "Perubahan Perjanjian Kinerja"
            if self.perubahan_ke == 1
            else f"Perubahan Ke-{self.perubahan_ke} Perjanjian Kinerja"
        )

    @property
    def keadaan(self) -> str:
        """How far it is, in a word, for lists."""
        if self.status != StatusPerjanjian.DRAF:
            return self.status.label
        if not self.id:
            return "Belum dibuat"
        return "Draf"

    @property
    def kode_keadaan(self) -> str:
        """The state as a code, for the colour of its label."""
        return self.status.value if self.id else "belum_mulai"
