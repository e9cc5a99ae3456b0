"""The rows of the attachments as every page, check and paper reads them: frozen values, no database.

`gabung` lays what the decree words itself over what the tree says; `usulan` says which rows a tree proposes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from iku.choices import KOLOM, TINGKAT_LAMPIRAN, NomorLampiran
from instansi.teks import desimal
from pohon.choices import JenisFormula
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul


@dataclass(frozen=True, slots=True)
class BarisTersimpan:
    """A row as stored: what it names in the tree, and the cells it words itself."""

    id: int
    lampiran: NomorLampiran
    simpul_identitas: UUID | None
    indikator_identitas: UUID | None
    isian: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Baris:
    """A row as printed. `indikator` and the other cells may hold several lines.

    `kode` is the node's code or empty; `diganti` names the cells that differ from the tree, whose own texts are in
    `pohon`; `hilang` says that the tree no longer has the node or indicator that the row names.
    """

    id: int
    lampiran: NomorLampiran
    nomor: int
    kinerja: str
    indikator: str
    makna: str
    alasan: str
    perhitungan: str
    penanggung_jawab: str
    sumber_data: str
    kode: str = ""
    diganti: frozenset[str] = frozenset()
    pohon: Mapping[str, str] | None = None
    hilang: bool = False

    @property
    def tanpa_simpul(self) -> bool:
        """Whether the row stands without a node of the tree."""
        return self.pohon is None and not self.hilang

    def sel(self, kolom: str) -> str:
        """Return a cell by its column."""
        return getattr(self, kolom)  # type: ignore[no-any-return]

    @property
    def isi(self) -> dict[str, str]:
        """Every cell by its column."""
        return {kolom: self.sel(kolom) for kolom in KOLOM}


@dataclass(frozen=True, slots=True)
class Usulan:
    """A row that the tree proposes: a node, and one of its indicators (None when it has none yet)."""

    simpul: BarisSimpul
    indikator: BarisIndikator | None

    @property
    def kunci(self) -> tuple[UUID, UUID | None]:
        """By what it is recognised among the rows there are."""
        return (self.simpul.identitas, self.indikator.identitas if self.indikator else None)


def usulan(pohon: BarisPohon, lampiran: NomorLampiran, tingkat: Iterable[str]) -> list[Usulan]:
    """Return the rows the tree proposes for an attachment: level by level, each in tree order; a row an indicator.

    Nodes that are another agency's work have no indicator and are left out.
    """
    dipilih = set(tingkat)
    return [
        Usulan(simpul, indikator)
        for satu in TINGKAT_LAMPIRAN[lampiran]
        if satu in dipilih
        for simpul in pohon.simpul
        if simpul.tingkat == satu and simpul.perlu_indikator
        for indikator in simpul.indikator or (None,)
    ]


def gabung(tersimpan: Iterable[BarisTersimpan], pohon: BarisPohon | None) -> tuple[Baris, ...]:
    """Return stored rows as printed, numbered in each attachment. Without a tree only their own cells are known."""
    menurut_identitas = {simpul.identitas: simpul for simpul in pohon.simpul} if pohon else {}
    nomor: dict[NomorLampiran, int] = {}
    hasil = []
    for satu in tersimpan:
        nomor[satu.lampiran] = nomor.get(satu.lampiran, 0) + 1
        simpul = menurut_identitas.get(satu.simpul_identitas) if satu.simpul_identitas else None
        indikator = _indikator(simpul, satu.indikator_identitas)
        hilang = satu.simpul_identitas is not None and (
            simpul is None or (satu.indikator_identitas is not None and indikator is None)
        )
        dari_pohon = teks_pohon(simpul, indikator) if simpul and not hilang else None
        sel = {**(dari_pohon or {}), **satu.isian}
        hasil.append(
            Baris(
                id=satu.id,
                lampiran=satu.lampiran,
                nomor=nomor[satu.lampiran],
                **{kolom: sel.get(kolom, "") for kolom in KOLOM},
                kode=simpul.kode if simpul else "",
                diganti=frozenset(k for k, teks in satu.isian.items() if dari_pohon and teks != dari_pohon[k]),
                pohon=dari_pohon,
                hilang=hilang,
            )
        )
    return tuple(hasil)


def teks_pohon(simpul: BarisSimpul, indikator: BarisIndikator | None) -> dict[str, str]:
    """Return the cells of a row as the tree words them."""
    if indikator is None:
        return dict.fromkeys(KOLOM, "") | {"kinerja": simpul.pernyataan, "penanggung_jawab": simpul.nama_jabatan}
    return {
        "kinerja": simpul.pernyataan,
        "indikator": indikator.nama,
        "makna": indikator.makna,
        "alasan": indikator.alasan,
        "perhitungan": perhitungan(indikator),
        "penanggung_jawab": indikator.penanggung_jawab or simpul.nama_jabatan,
        "sumber_data": "; ".join(indikator.sumber_data),
    }


def perhitungan(indikator: BarisIndikator) -> str:
    """Return the calculation in words: as typed, else made of numerator, denominator and multiplier."""
    if indikator.formula:
        return indikator.formula
    if not indikator.penyebut:
        return indikator.pembilang
    pengali = indikator.pengali_tampil
    tanda = "%" if indikator.jenis_formula == JenisFormula.PERSENTASE else ""
    kali = f" dikali (x) {desimal(pengali)}{tanda}" if pengali is not None else ""
    return f"{indikator.pembilang} dibagi (:) {indikator.penyebut}{kali}"


def _indikator(simpul: BarisSimpul | None, identitas: UUID | None) -> BarisIndikator | None:
    if simpul is None or identitas is None:
        return None
    return next((satu for satu in simpul.indikator if satu.identitas == identitas), None)
