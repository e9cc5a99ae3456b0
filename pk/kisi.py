"""The grids of an agency: which columns they have, what a row shows, and what comes back from a page.

Two grids print the same rows: targets (unit, direction, baseline, years), and quarters and realisation of a year.
Texts that cannot be read stay in their cells with a message; nothing typed is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.core.exceptions import ValidationError

from instansi.api import pastikan_panjang, satu_baris
from pk.choices import PANJANG_NILAI, TANPA_TAHUN, TRIWULAN, JenisNilai
from pk.isian import IsianTarget, sidik_sel
from pk.nilai import Nilai, baca_nilai
from pk.rows import BarisTarget, DaftarTarget, Kunci
from pk.rules import Temuan
from pohon.api import Arah

SATUAN, ARAH = "satuan", "arah"
# What people write for a direction, beside the labels of the list.
_ARAH_LAIN = {
    "naik": "naik", "maksimal": "naik", "turun": "turun", "minimal": "turun", "tetap": "tetap", "": "",
    **{satu.label.casefold(): satu.value for satu in Arah},
}  # fmt: skip
Isi = Nilai | str | None


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column that can be filled in: its name in forms, its heading, and which value of an indicator it is.

    `nilai` is None for unit and direction.
    """

    nama: str
    label: str
    nilai: Kunci | None = None

    def teks(self, baris: BarisTarget) -> str:
        """Return what the cell of a row shows."""
        if self.nilai is None:
            return baris.satuan if self.nama == SATUAN else baris.arah
        nilai = baris.nilai.get(self.nilai)
        return nilai.teks_tampil if nilai else ""

    def baca(self, teks: str) -> Isi:
        """Return what a typed cell means. Raises ValidationError with a sentence for the cell."""
        if self.nilai is not None:
            return baca_nilai(teks)
        teks = satu_baris(teks)
        pastikan_panjang(teks, PANJANG_NILAI)
        if self.nama == SATUAN:
            return teks
        if teks.casefold() not in _ARAH_LAIN:
            raise ValidationError("Tulis naik, turun, atau tetap.", code="arah")
        return _ARAH_LAIN[teks.casefold()]


def kolom_target(daftar: DaftarTarget) -> tuple[Kolom, ...]:
    """Return the columns of the targets: unit, direction, baseline and every year of the period."""
    return (
        Kolom(SATUAN, "Satuan"),
        Kolom(ARAH, "Arah"),
        Kolom("awal", "Kondisi awal", (JenisNilai.AWAL.value, TANPA_TAHUN)),
        *(Kolom(f"t{tahun}", str(tahun), (JenisNilai.TARGET.value, tahun)) for tahun in daftar.tahun),
    )


def kolom_realisasi(tahun: int) -> tuple[Kolom, ...]:
    """Return the columns of a year: the plan of action by quarter, and what was reached."""
    return tuple(Kolom(satu.value, satu.label, (satu.value, tahun)) for satu in (*TRIWULAN, JenisNilai.REALISASI))


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell as shown: the column, the name of its field, its text, what is wrong with it."""

    kolom: Kolom
    bidang: str
    teks: str
    galat: str = ""


@dataclass(frozen=True, slots=True)
class BarisKisi:
    """A row of a grid: the indicator, its cells, findings; `bentrok` names who has changed it meanwhile."""

    target: BarisTarget
    tanda: str
    sel: tuple[Sel, ...]
    temuan: tuple[Temuan, ...] = ()
    bentrok: str | None = None
    tersimpan: tuple[tuple[str, str], ...] = ()

    @property
    def kunci(self) -> str:
        """The identity of the indicator as text, for names of fields and anchors."""
        return str(self.target.identitas)

    @property
    def salah(self) -> bool:
        """Whether a cell could not be read."""
        return any(satu.galat for satu in self.sel)


@dataclass
class Kiriman:
    """What came back from a page: rows that were touched and can be stored, and every row as it was typed."""

    isian: list[IsianTarget] = field(default_factory=list)
    baris: list[BarisKisi] = field(default_factory=list)

    @property
    def salah(self) -> list[BarisKisi]:
        """The rows with a cell that could not be read."""
        return [satu for satu in self.baris if satu.salah]


def susun_kisi(
    baris: Iterable[BarisTarget], kolom: Sequence[Kolom], temuan: Mapping[UUID, tuple[Temuan, ...]]
) -> list[BarisKisi]:
    """Return the rows as stored."""
    return [_baris(satu, kolom, {k.nama: k.teks(satu) for k in kolom}, temuan) for satu in baris]


def baca_kiriman(
    data: Mapping[str, str],
    baris: Iterable[BarisTarget],
    kolom: Sequence[Kolom],
    temuan: Mapping[UUID, tuple[Temuan, ...]],
) -> Kiriman:
    """Return what a page sent for these rows; a row that was not on the page, or not touched, is left as it is."""
    hasil = Kiriman()
    for satu in baris:
        tanda = data.get(f"tanda-{satu.identitas}", "")
        versi, _, sidik = tanda.partition(".")
        if not (versi.isdecimal() and len(versi) < 10):
            hasil.baris += susun_kisi([satu], kolom, temuan)
            continue
        teks = {k.nama: data.get(f"{k.nama}-{satu.identitas}", "") for k in kolom}
        if sidik_sel(teks) == sidik:
            hasil.baris += susun_kisi([satu], kolom, temuan)
            continue
        isi, galat = baca_sel(teks, kolom)
        hasil.baris.append(replace(_baris(satu, kolom, teks, temuan, galat), tanda=tanda))
        if not galat:
            hasil.isian.append(susun_isian(satu.identitas, int(versi), isi, kolom))
    return hasil


def baca_sel(teks: Mapping[str, str], kolom: Sequence[Kolom]) -> tuple[dict[str, Isi], dict[str, str]]:
    """Return what cells mean, by name of the column, and the messages of those that cannot be read."""
    isi: dict[str, Isi] = {}
    galat: dict[str, str] = {}
    for satu in kolom:
        if satu.nama not in teks:
            continue
        try:
            isi[satu.nama] = satu.baca(teks[satu.nama])
        except ValidationError as salah:
            galat[satu.nama] = " ".join(salah.messages)
    return isi, galat


def susun_isian(identitas: UUID, versi: int, isi: Mapping[str, Isi], kolom: Sequence[Kolom]) -> IsianTarget:
    """Return the values of a row for the service."""
    satuan, arah = isi.get(SATUAN), isi.get(ARAH)
    return IsianTarget(
        identitas=identitas,
        versi=versi,
        satuan=satuan if isinstance(satuan, str) else None,
        arah=arah if isinstance(arah, str) else None,
        nilai={
            k.nilai: nilai
            for k in kolom
            if k.nilai is not None and k.nama in isi and not isinstance(nilai := isi[k.nama], str)
        },
    )


def tandai_bentrok(baris: BarisKisi, kini: BarisTarget, oleh: str) -> BarisKisi:
    """Return a row that someone else has changed: with what is stored beside what was typed, ready to be sent again."""
    tersimpan = tuple(
        (satu.kolom.label, satu.kolom.teks(kini)) for satu in baris.sel if satu.kolom.teks(kini) != satu.teks
    )
    return replace(baris, tanda=f"{kini.versi}.", bentrok=oleh or "Orang lain", tersimpan=tersimpan)


def _baris(
    satu: BarisTarget,
    kolom: Sequence[Kolom],
    teks: Mapping[str, str],
    temuan: Mapping[UUID, tuple[Temuan, ...]],
    galat: Mapping[str, str] | None = None,
) -> BarisKisi:
    return BarisKisi(
        target=satu,
        tanda=f"{satu.versi}.{sidik_sel(teks)}",
        sel=tuple(Sel(k, f"{k.nama}-{satu.identitas}", teks[k.nama], (galat or {}).get(k.nama, "")) for k in kolom),
        temuan=temuan.get(satu.identitas, ()),
    )
