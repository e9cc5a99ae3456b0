"""The whole house: the local government's own trees with the outcomes of agencies under them, down to operations.

A page shows the upper floors (the regional trees whole, of agencies only the outcomes) and opens one outcome's branch
at a time; search, workbook and papers read everything. Constant numbers of queries, however many agencies.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from instansi.api import PemerintahDaerah, Pengguna, PerangkatDaerah, Periode, perangkat_terlihat
from pohon.api import (
    BarisPohon,
    BarisSimpul,
    Dukungan,
    JenisSimpul,
    Pohon,
    Simpul,
    StatusPohon,
    baca_semua,
    versi_terbaru,
)

HASIL_CARI = 100


@dataclass(frozen=True, slots=True)
class OutcomePd:
    """An agency's outcome as the house shows it. `simpul` is what it supports, or None."""

    identitas: UUID
    pohon_id: int
    perangkat: PerangkatDaerah
    kode: str
    pernyataan: str
    simpul: UUID | None

    @property
    def kunci(self) -> str:
        """What an address opens it by."""
        return str(self.identitas)


@dataclass(frozen=True)
class Rumah:
    """The upper floors of one local government and period."""

    pohon: tuple[BarisPohon, ...]
    outcome: tuple[OutcomePd, ...]
    tanpa_outcome: tuple[PerangkatDaerah, ...]

    def menurut_simpul(self) -> Mapping[UUID, list[OutcomePd]]:
        """Return the outcomes by the regional node they support."""
        hasil: dict[UUID, list[OutcomePd]] = defaultdict(list)
        ada = {simpul.identitas for pohon in self.pohon for simpul in pohon.tanpa_csf}
        for satu in self.outcome:
            if satu.simpul in ada:
                hasil[satu.simpul].append(satu)
        return hasil

    @property
    def lepas(self) -> list[OutcomePd]:
        """The outcomes that support nothing (any more): also those whose regional node was deleted."""
        terpasang = {satu.identitas for daftar in self.menurut_simpul().values() for satu in daftar}
        return [satu for satu in self.outcome if satu.identitas not in terpasang]

    @property
    def pilihan(self) -> list[tuple[str, str]]:
        """The regional nodes an outcome may support, as (identity, text)."""
        return [
            (str(simpul.identitas), f"{'– ' * simpul.kedalaman}{simpul.kode} {simpul.pernyataan}")
            for pohon in self.pohon
            for simpul in pohon.tanpa_csf
        ]


@dataclass(frozen=True, slots=True)
class BarisRumah:
    """A node of the whole house in its order, for workbook and paper: depth, owner, code, texts."""

    kedalaman: int
    pemilik: str
    simpul: BarisSimpul
    milik_daerah: bool


@dataclass(frozen=True, slots=True)
class Temuan:
    """A statement that holds the words searched for, and where it is."""

    pohon: Pohon
    simpul_id: int
    jenis: str
    pernyataan: str


def baca_rumah(pengguna: Pengguna, pemerintah: PemerintahDaerah, periode: Periode) -> Rumah:
    """Return the upper floors with the agencies the account may see; eleven queries at most, however many agencies.

    The planning board sees all agencies, a planner the own one: another's tree stays the other's.
    """
    perangkat = list(perangkat_terlihat(pengguna).filter(pemerintah_daerah=pemerintah).order_by("nama"))
    daerah, milik = pohon_rumah(pemerintah, periode, perangkat)
    dukungan = dict(
        Dukungan.objects.filter(pemerintah_daerah=pemerintah, periode=periode).values_list("outcome", "simpul")
    )
    menurut = {satu.pk: satu for satu in perangkat}
    outcome = tuple(_outcome(milik, menurut, dukungan))
    ada = {satu.perangkat.pk for satu in outcome}
    rows = baca_semua([satu.pk for satu in daerah])
    return Rumah(
        pohon=tuple(rows[satu.pk] for satu in daerah),
        outcome=outcome,
        tanpa_outcome=tuple(satu for satu in perangkat if satu.pk not in ada and satu.berlaku_sampai is None),
    )


def pohon_rumah(
    pemerintah: PemerintahDaerah, periode: Periode, perangkat: Sequence[PerangkatDaerah]
) -> tuple[list[Pohon], list[Pohon]]:
    """Return the newest trees of a period: those of the local government itself, and those of these agencies."""
    semua = versi_terbaru(
        list(
            Pohon.objects.filter(Q(pemerintah_daerah=pemerintah) | Q(perangkat_daerah__in=perangkat), periode=periode)
            .exclude(status=StatusPohon.DIGANTIKAN)
            .select_related("perangkat_daerah", "pemerintah_daerah", "periode")
            .order_by("perangkat_daerah__nama", "urusan", "nomor_versi")
        )
    )
    return (
        [satu for satu in semua if satu.perangkat_daerah_id is None],
        [satu for satu in semua if satu.perangkat_daerah_id is not None],
    )


def cabang(rumah: Rumah, kunci: str) -> tuple[OutcomePd, list[BarisSimpul]] | None:
    """Return an outcome by its key with everything below it, or None when there is none; six queries."""
    outcome = next((satu for satu in rumah.outcome if satu.kunci == kunci), None)
    if outcome is None:
        return None
    rows = baca_semua([outcome.pohon_id])[outcome.pohon_id]
    pokok = next((satu for satu in rows.outcome if satu.identitas == outcome.identitas), None)
    bawah = rows.keturunan(pokok) if pokok else ()
    return outcome, [satu for satu in bawah if satu.jenis != JenisSimpul.CSF]


def semua_baris(rumah: Rumah, *, sampai: int | None = None) -> list[BarisRumah]:
    """Return the whole house in its order: each regional node, under it the agencies, last what hangs nowhere.

    `sampai` cuts agencies' branches at a depth (0: outcomes only). Six queries, however many trees.
    """
    rows = baca_semua([satu.pohon_id for satu in rumah.outcome])
    menurut = rumah.menurut_simpul()
    hasil: list[BarisRumah] = []
    for pohon in rumah.pohon:
        for simpul in pohon.tanpa_csf:
            hasil.append(BarisRumah(simpul.kedalaman, pohon.nama_pemilik, simpul, milik_daerah=True))
            for outcome in menurut.get(simpul.identitas, ()):
                hasil += _cabang_baris(rows[outcome.pohon_id], outcome, simpul.kedalaman + 1, sampai)
    for outcome in rumah.lepas:
        hasil += _cabang_baris(rows[outcome.pohon_id], outcome, 0, sampai)
    return hasil


def gabungkan(rumah: Rumah, pohon: BarisPohon) -> BarisPohon:
    """Return a regional tree with the agencies' outcomes as boxes under its nodes, for the picture.

    An outcome takes the colour of a condition and begins with the name of its agency.
    """
    rows = baca_semua([satu.pohon_id for satu in rumah.outcome])
    simpul: list[BarisSimpul] = []
    menurut = rumah.menurut_simpul()
    for satu in pohon.simpul:
        simpul.append(satu)
        if satu.jenis == JenisSimpul.CSF:
            continue
        for outcome in menurut.get(satu.identitas, ()):
            asal = next(o for o in rows[outcome.pohon_id].outcome if o.identitas == outcome.identitas)
            simpul.append(
                replace(
                    asal,
                    jenis=JenisSimpul.KONDISI,
                    induk_id=satu.id,
                    induk_tampil_id=satu.id,
                    kedalaman=satu.kedalaman + 1,
                    pernyataan=f"{outcome.perangkat.nama}: {asal.pernyataan}",
                )
            )
    return replace(pohon, simpul=tuple(simpul))


def cari(rumah: Rumah, kata: str) -> list[Temuan]:
    """Return statements of all trees of the house that hold every word, in the order of the trees; two queries."""
    kunci = [*(satu.id for satu in rumah.pohon), *(satu.pohon_id for satu in rumah.outcome)]
    menurut = Pohon.objects.select_related("perangkat_daerah", "pemerintah_daerah").in_bulk(kunci)
    simpul = Simpul.objects.hidup().filter(tree_id__in=menurut).exclude(jenis=JenisSimpul.CSF)
    for satu in kata.split():
        simpul = simpul.filter(pernyataan__icontains=satu)
    return [
        Temuan(menurut[tree], pk, str(JenisSimpul(jenis).label), pernyataan)
        for pk, tree, jenis, pernyataan in simpul.order_by("tree_id", "lft").values_list(
            "pk", "tree_id", "jenis", "pernyataan"
        )[:HASIL_CARI]
    ]


def _outcome(
    pohon: Sequence[Pohon], perangkat: Mapping[int, PerangkatDaerah], dukungan: Mapping[UUID, UUID]
) -> Iterator[OutcomePd]:
    """Yield the outcomes of agencies' trees, by agency, with their codes; one query."""
    milik: dict[int, list[tuple[UUID, str]]] = defaultdict(list)
    rows = Simpul.objects.hidup().filter(tree_id__in=[satu.pk for satu in pohon], jenis=JenisSimpul.OUTCOME)
    for tree, identitas, pernyataan in rows.order_by("tree_id", "lft").values_list(
        "tree_id", "identitas", "pernyataan"
    ):
        milik[tree].append((identitas, pernyataan))
    for satu in pohon:
        milik_siapa = perangkat.get(satu.perangkat_daerah_id or 0)
        if milik_siapa is None:
            continue
        for nomor, (identitas, pernyataan) in enumerate(milik[satu.pk], 1):
            yield OutcomePd(
                identitas=identitas,
                pohon_id=satu.pk,
                perangkat=milik_siapa,
                kode=f"O{nomor}" if len(milik[satu.pk]) > 1 else "O",
                pernyataan=pernyataan,
                simpul=dukungan.get(identitas),
            )


def _cabang_baris(rows: BarisPohon, outcome: OutcomePd, kedalaman: int, sampai: int | None) -> Iterator[BarisRumah]:
    pokok = next((satu for satu in rows.outcome if satu.identitas == outcome.identitas), None)
    if pokok is None:
        return
    for satu in (pokok, *rows.keturunan(pokok)):
        if satu.jenis != JenisSimpul.CSF and (sampai is None or satu.kedalaman <= sampai):
            yield BarisRumah(kedalaman + satu.kedalaman, outcome.perangkat.nama, satu, milik_daerah=False)
