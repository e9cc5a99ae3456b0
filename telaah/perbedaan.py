"""The difference between two versions of a tree, as rows that screen, XLSX and PDF print alike. Pure.

Takes two frozen trees as data (`pohon.snapshot`), so that an approved version is compared as it was approved. Nodes
are matched by identity: a node kept by a clone is "diubah" or "dipindah", never "dihapus + baru". A node counts as
moved when its parent is another one, or when it left its place among the siblings that stayed; a code that changed only
because a neighbour came or went is no move.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from typing import Any

from instansi.api import desimal
from instansi.terbaca import Terbaca
from pohon.api import Arah, JenisFormula, JenisSimpul, Komponen, Sifat, Tingkat

_KATA = re.compile(r"\s*\S+")
_LABEL: Mapping[str, Mapping[str, str]] = {
    "jenis": {str(satu.value): str(satu.label) for satu in JenisSimpul},
    "sifat": {str(satu.value): str(satu.label) for satu in Sifat},
    "tingkat": {str(satu.value): str(satu.label) for satu in Tingkat},
    "komponen": {str(satu.value): str(satu.label) for satu in Komponen},
    "jenis_formula": {str(satu.value): str(satu.label) for satu in JenisFormula},
    "arah": {str(satu.value): str(satu.label) for satu in Arah},
}
_KEPALA = {
    "nama_pemilik": "Perangkat daerah", "urusan": "Urusan", "periode": "Periode", "tahun": "Tahun pada sampul",
    "mandat": "Mandat", "permasalahan": "Permasalahan", "ekspektasi": "Ekspektasi",
    "tanggal_kesepakatan": "Tanggal kesepakatan", "peserta_kesepakatan": "Peserta kesepakatan",
    "berita_acara": "Berita acara", "judul_kolom_sumber": "Judul kolom sumber",
}  # fmt: skip
_SIMPUL = {
    "jenis": "Jenis", "sumber": "Sumber", "judul_csf": "Judul tabel CSF", "sifat": "Sifat outcome",
    "tingkat": "Tingkat kinerja", "komponen": "Komponen perencanaan", "kinerja_jabatan": "Kinerja jabatan",
    "nomenklatur_kode": "Kode nomenklatur", "nomenklatur_nama": "Nomenklatur",
    "nomenklatur_peraturan": "Peraturan nomenklatur",
}  # fmt: skip
_INDIKATOR = {
    "nama": "nama", "satuan": "satuan", "jenis_formula": "jenis formula", "pembilang": "pembilang",
    "penyebut": "penyebut", "pengali": "pengali", "formula": "formula", "makna": "makna", "alasan": "alasan pemilihan",
    "sumber_data": "sumber data", "arah": "arah", "penanggung_jawab": "penanggung jawab",
}  # fmt: skip


class Tanda(StrEnum):
    """What became of a node."""

    BARU = "baru"
    DIUBAH = "diubah"
    DIPINDAH = "dipindah"
    DIHAPUS = "dihapus"

    @property
    def label(self) -> str:
        """The mark as printed."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Potong(Terbaca):
    """A piece of text that is the same in both versions, or only in the one it stands in."""

    teks: str
    beda: bool = False


Tulisan = tuple[Potong, ...]


@dataclass(frozen=True, slots=True)
class BedaKolom(Terbaca):
    """A column whose value differs: its name and both values, with the differing words marked."""

    label: str
    lama: Tulisan
    baru: Tulisan


@dataclass(frozen=True, slots=True)
class BarisBanding(Terbaca):
    """A node in either version or both. `lama` is None in a new node, `baru` in a deleted one."""

    identitas: str
    induk: str
    jenis: JenisSimpul
    kedalaman: int
    kode_lama: str
    kode_baru: str
    lama: Tulisan | None
    baru: Tulisan | None
    tanda: tuple[Tanda, ...]
    kolom: tuple[BedaKolom, ...]
    dari: str

    @property
    def dipindah(self) -> bool:
        """Whether it stands elsewhere now."""
        return Tanda.DIPINDAH in self.tanda

    @property
    def kode(self) -> str:
        """The code in the newer version; of a deleted node the one it had."""
        return self.kode_baru or self.kode_lama


@dataclass(frozen=True)
class Perbandingan(Terbaca):
    """Two versions side by side, in the order of the newer one, deleted nodes where they were."""

    kepala: tuple[BedaKolom, ...]
    baris: tuple[BarisBanding, ...]

    @cached_property
    def jumlah(self) -> dict[Tanda, int]:
        """How many nodes bear each mark; a node that was moved and changed counts in both."""
        return {tanda: sum(tanda in satu.tanda for satu in self.baris) for tanda in Tanda}

    @cached_property
    def berubah(self) -> int:
        """How many nodes differ in any way."""
        return sum(bool(satu.tanda) for satu in self.baris)

    @property
    def sama(self) -> bool:
        """Whether nothing differs."""
        return not self.kepala and not self.berubah

    def hanya_berubah(self) -> tuple[BarisBanding, ...]:
        """Return the nodes that differ, with those above them, which say where they stand."""
        menurut = {satu.identitas: satu for satu in self.baris}
        perlu: set[str] = set()
        for satu in self.baris:
            kini: BarisBanding | None = satu if satu.tanda else None
            while kini is not None and kini.identitas not in perlu:
                perlu.add(kini.identitas)
                kini = menurut.get(kini.induk)
        return tuple(satu for satu in self.baris if satu.identitas in perlu)


def bandingkan(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> Perbandingan:
    """Return the difference between two frozen trees; the order is that of `baru`."""
    kepala = tuple(_beda(lama["kepala"], baru["kepala"], _KEPALA))
    return Perbandingan(kepala, tuple(_Penyanding(lama["simpul"], baru["simpul"]).baris()))


def sanding_kata(lama: str, baru: str) -> tuple[Tulisan, Tulisan]:
    """Return both texts cut into pieces, the words that differ marked."""
    if lama == baru:
        sama = (Potong(lama),) if lama else ()
        return sama, sama
    kata_lama, kata_baru = _KATA.findall(lama), _KATA.findall(baru)
    pasangan = SequenceMatcher(
        None, [satu.strip() for satu in kata_lama], [satu.strip() for satu in kata_baru], autojunk=False
    )
    kiri: list[Potong] = []
    kanan: list[Potong] = []
    for jenis, a, b, c, d in pasangan.get_opcodes():
        for hasil, kata in ((kiri, kata_lama[a:b]), (kanan, kata_baru[c:d])):
            hasil.extend(_potong("".join(kata), beda=jenis != "equal"))
    return tuple(kiri), tuple(kanan)


def _potong(teks: str, *, beda: bool) -> Iterator[Potong]:
    """Yield the text as a piece, the space before differing words apart, so that no mark begins with a space."""
    isi = teks.lstrip() if beda else teks
    if len(isi) < len(teks):
        yield Potong(teks[: len(teks) - len(isi)])
    if isi:
        yield Potong(isi, beda)


def polos(tulisan: Tulisan | None) -> str:
    """Return the pieces as one text again."""
    return "".join(satu.teks for satu in tulisan or ())


@dataclass(frozen=True, slots=True)
class _Letak:
    """A node of one version with where it stands."""

    isi: Mapping[str, Any]
    induk: str
    kedalaman: int


class _Penyanding:
    """Matches the nodes of two versions by identity and yields them in one preorder."""

    def __init__(self, lama: Sequence[Mapping[str, Any]], baru: Sequence[Mapping[str, Any]]) -> None:
        self.lama = dict(_letak(lama))
        self.baru = dict(_letak(baru))
        self.anak_lama = _menurut_induk(self.lama)
        self.anak_baru = _menurut_induk(self.baru)
        self.bergeser = set(self._bergeser())

    def baris(self, induk: str = "") -> Iterator[BarisBanding]:
        for kunci in self._urutan(induk):
            yield self._satu(kunci)
            yield from self.baris(kunci)

    def _urutan(self, induk: str) -> list[str]:
        """Return the children in the newer order, each deleted one after the sibling it stood behind."""
        urutan = list(self.anak_baru.get(induk, ()))
        sebelum: str | None = None
        for kunci in self.anak_lama.get(induk, ()):
            if kunci not in self.baru:
                urutan.insert(urutan.index(sebelum) + 1 if sebelum in urutan else 0, kunci)
            sebelum = kunci if kunci in urutan else sebelum
        return urutan

    def _bergeser(self) -> Iterator[str]:
        """Yield the fewest siblings whose leaving explains a new order among those that stayed."""
        for induk, kini in self.anak_baru.items():
            dulu = {kunci: nomor for nomor, kunci in enumerate(self.anak_lama.get(induk, ()))}
            tinggal = [kunci for kunci in kini if kunci in dulu]
            tetap = _terpanjang_naik([dulu[kunci] for kunci in tinggal])
            yield from (kunci for nomor, kunci in enumerate(tinggal) if nomor not in tetap)

    def _satu(self, kunci: str) -> BarisBanding:
        lama, baru = self.lama.get(kunci), self.baru.get(kunci)
        ada = baru or lama
        assert ada is not None  # noqa: S101 - every key comes from one of the two
        kiri: Tulisan | None = None
        kanan: Tulisan | None = None
        kolom: tuple[BedaKolom, ...] = ()
        dari = ""
        if lama and baru:
            kiri, kanan = sanding_kata(lama.isi["pernyataan"], baru.isi["pernyataan"])
            kolom = tuple(_beda_simpul(lama.isi, baru.isi))
            if lama.induk != baru.induk:
                dari = self._sebut_lama(lama.induk)
        elif lama:
            kiri = (Potong(lama.isi["pernyataan"], beda=True),)
        elif baru:
            kanan = (Potong(baru.isi["pernyataan"], beda=True),)
        return BarisBanding(
            identitas=kunci,
            induk=ada.induk,
            jenis=JenisSimpul(ada.isi["jenis"]),
            kedalaman=ada.kedalaman,
            kode_lama=lama.isi["kode"] if lama else "",
            kode_baru=baru.isi["kode"] if baru else "",
            lama=kiri,
            baru=kanan,
            tanda=self._tanda(kunci, lama, baru, berubah=bool(kolom) or polos(kiri) != polos(kanan)),
            kolom=kolom,
            dari=dari,
        )

    def _tanda(self, kunci: str, lama: _Letak | None, baru: _Letak | None, *, berubah: bool) -> tuple[Tanda, ...]:
        if lama is None:
            return (Tanda.BARU,)
        if baru is None:
            return (Tanda.DIHAPUS,)
        pindah = lama.induk != baru.induk or kunci in self.bergeser
        return (*((Tanda.DIPINDAH,) if pindah else ()), *((Tanda.DIUBAH,) if berubah else ()))

    def _sebut_lama(self, induk: str) -> str:
        letak = self.lama.get(induk)
        return f"{letak.isi['kode']} {letak.isi['pernyataan']}" if letak else ""


def _letak(simpul: Sequence[Mapping[str, Any]], induk: str = "", kedalaman: int = 0) -> Iterator[tuple[str, _Letak]]:
    """Yield identity → place of every node, depth as printed: a condition stands as deep as its CSF."""
    for satu in simpul:
        yield satu["identitas"], _Letak(satu, induk, kedalaman)
        dalam = kedalaman if satu["jenis"] == JenisSimpul.CSF else kedalaman + 1
        yield from _letak(satu["anak"], satu["identitas"], dalam)


def _menurut_induk(letak: Mapping[str, _Letak]) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = {}
    for kunci, satu in letak.items():
        hasil.setdefault(satu.induk, []).append(kunci)
    return hasil


def _terpanjang_naik(nilai: Sequence[int]) -> set[int]:
    """Return the positions of a longest increasing subsequence."""
    ekor: list[int] = []
    tempat: list[int] = []
    sebelum: list[int | None] = []
    for nomor, satu in enumerate(nilai):
        letak = bisect_left(ekor, satu)
        sebelum.append(tempat[letak - 1] if letak else None)
        ekor[letak : letak + 1] = [satu]
        tempat[letak : letak + 1] = [nomor]
    hasil: set[int] = set()
    kini = tempat[-1] if tempat else None
    while kini is not None:
        hasil.add(kini)
        kini = sebelum[kini]
    return hasil


def _beda_simpul(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> Iterator[BedaKolom]:
    yield from _beda(lama, baru, _SIMPUL)
    yield from _beda_indikator(lama["indikator"], baru["indikator"])
    for kunci, label in (("jabatan", "Jabatan"), ("crosscutting", "Crosscutting")):
        kiri, kanan = (_gabung(satu["nama"] for satu in isi[kunci]) for isi in (lama, baru))
        if kiri != kanan:
            yield BedaKolom(label, *sanding_kata(kiri, kanan))


def _beda_indikator(lama: Sequence[Mapping[str, Any]], baru: Sequence[Mapping[str, Any]]) -> Iterator[BedaKolom]:
    dulu = {satu["identitas"]: satu for satu in lama}
    kini = {satu["identitas"]: satu for satu in baru}
    for nomor, (kunci, satu) in enumerate(kini.items(), 1):
        if kunci not in dulu:
            yield BedaKolom("Indikator baru", (), (Potong(satu["nama"], beda=True),))
        else:
            sebutan = f"Indikator {nomor}" if len(kini) > 1 else "Indikator"
            for beda in _beda(dulu[kunci], satu, _INDIKATOR):
                label = sebutan if beda.label == "nama" else f"{sebutan}, {beda.label}"
                yield BedaKolom(label, beda.lama, beda.baru)
    for kunci, satu in dulu.items():
        if kunci not in kini:
            yield BedaKolom("Indikator dihapus", (Potong(satu["nama"], beda=True),), ())
    tetap_lama, tetap_baru = [k for k in dulu if k in kini], [k for k in kini if k in dulu]
    if tetap_lama != tetap_baru:
        urutan = (_gabung(isi[k]["nama"] for k in satu) for isi, satu in ((dulu, tetap_lama), (kini, tetap_baru)))
        yield BedaKolom("Urutan indikator", *((Potong(satu, beda=True),) for satu in urutan))


def _beda(lama: Mapping[str, Any], baru: Mapping[str, Any], kolom: Mapping[str, str]) -> Iterator[BedaKolom]:
    for nama, label in kolom.items():
        kiri, kanan = _teks(nama, lama.get(nama)), _teks(nama, baru.get(nama))
        if kiri != kanan:
            yield BedaKolom(label, *sanding_kata(kiri, kanan))


def _teks(nama: str, nilai: Any) -> str:
    """Return a frozen value as people read it."""
    if isinstance(nilai, list):
        return _gabung(nilai)
    teks = "" if nilai is None else str(nilai)
    if nama == "pengali" and teks:
        return desimal(Decimal(teks))
    return _LABEL.get(nama, {}).get(teks, teks)


def _gabung(nilai: Iterable[str]) -> str:
    return "; ".join(nilai)
