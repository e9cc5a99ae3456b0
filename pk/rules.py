"""The checks of targets, K-01 to K-05: each a class with a stable code, a severity and a message that says what to do.

Pure: rows in, findings out. None keeps a target from being stored or an agreement from being printed; the grid shows
them beside the row, the agreement lists those of its own indicators.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from pk.choices import Keparahan
from pk.nilai import melawan_arah
from pk.rows import BarisTarget, DaftarTarget

_SERATUS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding about an indicator."""

    kode: str
    keparahan: str
    identitas: UUID
    pesan: str


class Aturan(ABC):
    """A rule about one row; subclasses give the class values and `periksa`."""

    kode: ClassVar[str]
    keparahan: ClassVar[Keparahan]
    judul: ClassVar[str]
    sumber: ClassVar[str]

    @abstractmethod
    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        """Yield the findings about this row in a period of these years."""

    def temuan(self, baris: BarisTarget, pesan: str) -> Temuan:
        """Return a finding of this rule."""
        return Temuan(self.kode, self.keparahan.value, baris.identitas, pesan)


class TargetMelawanArah(Aturan):
    """A target that lies on the wrong side of the baseline for the indicator's direction (none given: upwards)."""

    kode = "K-01"
    keparahan = Keparahan.PERINGATAN
    judul = "Target bertentangan dengan arah indikator"
    sumber = "PermenPANRB 53/2014: target menunjukkan perbaikan dari kondisi awal"

    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        awal = baris.awal
        salah = [
            satu
            for satu in tahun
            if awal is not None and (t := baris.target(satu)) is not None and melawan_arah(awal, t, baris.arah)
        ]
        if awal is not None and salah:
            daftar = ", ".join(map(str, salah))
            arah = {"turun": "makin rendah makin baik", "tetap": "dipertahankan"}.get(
                baris.arah, "makin tinggi makin baik"
            )
            yield self.temuan(
                baris,
                f"Target {daftar} bertentangan dengan arah indikator ({arah}); kondisi awalnya {awal.teks_tampil}.",
            )


class PersentaseLebih(Aturan):
    """A percentage whose baseline or target is above 100."""

    kode = "K-02"
    keparahan = Keparahan.PERINGATAN
    judul = "Persentase lebih dari 100"
    sumber = "Cacat dokumen nyata: persentase yang dapat melebihi 100 %"

    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        if not baris.persentase:
            return
        calon = [("Kondisi awal", baris.awal), *((f"Target {satu}", baris.target(satu)) for satu in tahun)]
        for sebutan, nilai in calon:
            if nilai is not None and nilai.angka is not None and nilai.angka > _SERATUS:
                yield self.temuan(baris, f"{sebutan} {nilai.teks_tampil} lebih dari 100, padahal satuannya persen.")


class TargetBolong(Aturan):
    """A year without a target although another one has, or targets without a baseline."""

    kode = "K-03"
    keparahan = Keparahan.PERINGATAN
    judul = "Target belum lengkap"
    sumber = "PermenPANRB 53/2014: target setiap tahun selama periode"

    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        ada = [satu for satu in tahun if baris.target(satu) is not None]
        if not ada:
            return
        kosong = [str(satu) for satu in tahun if satu not in ada]
        if kosong:
            yield self.temuan(baris, f"Target {', '.join(kosong)} belum diisi, sedangkan tahun lain sudah.")
        if baris.awal is None:
            yield self.temuan(baris, "Kondisi awal belum diisi.")


class NilaiCampur(Aturan):
    """Some values of a row are numbers and others texts, so that they cannot be compared."""

    kode = "K-04"
    keparahan = Keparahan.PERINGATAN
    judul = "Angka dan teks bercampur"
    sumber = "Cacat dokumen nyata: sel bergeser"

    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        nilai = [satu for satu in (baris.awal, *(baris.target(t) for t in tahun)) if satu is not None]
        teks = [satu.teks for satu in nilai if satu.angka is None]
        if teks and len(teks) < len(nilai):
            yield self.temuan(baris, f"Sebagian isian berupa angka dan sebagian teks (“{teks[0]}”); samakan bentuknya.")


class TanpaSatuan(Aturan):
    """A number whose indicator has no unit."""

    kode = "K-05"
    keparahan = Keparahan.SARAN
    judul = "Satuan belum diisi"
    sumber = "Perjanjian kinerja mencetak target dengan satuannya"

    def periksa(self, baris: BarisTarget, tahun: Sequence[int]) -> Iterator[Temuan]:
        angka = any((t := baris.target(satu)) is not None and t.angka is not None for satu in tahun)
        if angka and not baris.satuan:
            yield self.temuan(baris, "Satuan indikator ini belum diisi.")


ATURAN: tuple[Aturan, ...] = (TargetMelawanArah(), PersentaseLebih(), TargetBolong(), NilaiCampur(), TanpaSatuan())


def periksa_baris(baris: BarisTarget, tahun: Sequence[int]) -> tuple[Temuan, ...]:
    """Return the findings about one row."""
    return tuple(temuan for satu in ATURAN for temuan in satu.periksa(baris, tahun))


def periksa_target(daftar: DaftarTarget) -> tuple[Temuan, ...]:
    """Return the findings about all rows, row by row."""
    return tuple(temuan for satu in daftar.baris for temuan in periksa_baris(satu, daftar.tahun))
