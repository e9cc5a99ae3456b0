"""All agencies of a local government at a glance: stages, state, age and on whose desk, findings, notes.

A constant number of queries however many agencies. Stages and findings need the rules over every tree (about 10 ms a
tree), so they are kept in Django's cache under (tree, `rev`): an edit moves `rev` and so never shows an old count, a
page that finds everything in the cache reads no tree, and one that finds nothing reads them all in five queries.
A table of summaries was the other way; it would make every GET after an edit a write.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from instansi.api import PerangkatDaerah
from instansi.terbaca import Terbaca
from pohon.api import (
    STATUS_DAPAT_DIUBAH,
    Keadaan,
    Keparahan,
    Pohon,
    StatusPohon,
    baca_semua,
    kemajuan,
    periksa_pohon,
)
from pohon.dasbor import ButirDasbor, isi_kolom_dasbor
from telaah.models import Catatan, Pengabaian, Pengajuan
from telaah.selectors import kutipan_temuan

HARI_DIAM = 7  # so many days without anything happening are shown in red
BELUM_MULAI = "belum_mulai"
MENUNGGU = StatusPohon.DIAJUKAN.value
DIAM = "diam"
_KELAS_TAHAP = {
    Keadaan.BELUM: "belum",
    Keadaan.SEDANG: "sedang",
    Keadaan.SELESAI: "selesai",
    Keadaan.PERIKSA: "periksa",
}
_SIMPAN_DETIK = 7 * 24 * 3600


KunciTemuan = tuple[str, UUID | None, str]  # rule, identity, texts found: what a reason for setting it aside names


@dataclass(frozen=True, slots=True)
class RingkasTahap(Terbaca):
    """A stage of the strip: its number, how it looks, and its state in words."""

    nomor: str
    kelas: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class RingkasPohon(Terbaca):
    """What a tree's rows say: the five stages, boxes, blocking findings, and which others want a look."""

    tahap: tuple[RingkasTahap, ...]
    kotak: int
    galat: int
    peringatan: tuple[KunciTemuan, ...]

    @property
    def selesai(self) -> int:
        """How many stages are complete."""
        return sum(satu.kelas == "selesai" for satu in self.tahap)


@dataclass(frozen=True, slots=True)
class BarisDasbor(Terbaca):
    """An agency with one of its trees, or without any. `hari` is None where nothing is waiting.

    `tambahan` are the cells of the columns that other apps add (`pohon.dasbor`).
    """

    perangkat: PerangkatDaerah
    pohon: Pohon | None
    status: str
    label_status: str
    ringkas: RingkasPohon
    hari: int | None
    di: str
    perlu_dicek: int
    catatan: int
    tambahan: tuple[Sequence[ButirDasbor], ...] = ()

    @property
    def diam(self) -> bool:
        """Whether it has been waiting too long."""
        return self.hari is not None and self.hari > HARI_DIAM

    @property
    def umur(self) -> str:
        """How long on whose desk: "3 hari di Bappeda"."""
        if self.hari is None:
            return "–"
        return f"{self.hari} hari di {self.di}" if self.hari else f"hari ini di {self.di}"


_KOSONG = RingkasPohon(tuple(RingkasTahap(str(n), "belum", str(Keadaan.BELUM.label)) for n in range(1, 6)), 0, 0, ())


def pohon_terkini(perangkat: Iterable[PerangkatDaerah], periode_id: int | None) -> list[Pohon]:
    """Return the newest version of each tree of these agencies, of one period or of all; one query."""
    menurut = {satu.pk: satu for satu in perangkat}
    rows = Pohon.objects.filter(perangkat_daerah__in=list(menurut)).select_related("periode")
    if periode_id is not None:
        rows = rows.filter(periode=periode_id)
    terbaru: dict[tuple[int | None, int, str], Pohon] = {}
    for satu in rows.order_by("nomor_versi"):
        satu.perangkat_daerah = menurut[satu.perangkat_daerah_id or 0]
        terbaru[satu.perangkat_daerah_id, satu.periode_id, satu.urusan] = satu
    return sorted(terbaru.values(), key=lambda satu: (-satu.periode.mulai, satu.urusan))


def ringkas_semua(pohon: Sequence[Pohon]) -> dict[int, RingkasPohon]:
    """Return the summary of each tree; those not in the cache are read together and put there."""
    kunci = {satu.pk: f"telaah-ringkas:{satu.pk}:{satu.rev}:{satu.diubah.timestamp()}" for satu in pohon}
    ada = cache.get_many(kunci.values())
    hasil = {pk: ada[nama] for pk, nama in kunci.items() if nama in ada}
    baru = {}
    for pk, rows in baca_semua([pk for pk in kunci if pk not in hasil]).items():
        temuan = periksa_pohon(rows)
        kutipan = kutipan_temuan(temuan)
        hasil[pk] = baru[kunci[pk]] = RingkasPohon(
            tahap=tuple(
                RingkasTahap(satu.tahap.value, _KELAS_TAHAP[satu.keadaan], str(satu.keadaan.label))
                for satu in kemajuan(rows, temuan)
            ),
            kotak=len(rows.tanpa_csf),
            galat=sum(satu.keparahan == Keparahan.GALAT for satu in temuan),
            peringatan=tuple(
                (satu.kode, satu.identitas, kutipan[satu.kode, satu.identitas])
                for satu in temuan
                if satu.keparahan == Keparahan.PERINGATAN
            ),
        )
    cache.set_many(baru, _SIMPAN_DETIK)
    return hasil


def susun_dasbor(perangkat: Sequence[PerangkatDaerah], pohon: Sequence[Pohon]) -> list[BarisDasbor]:
    """Return a row for each tree, and one for each agency without any, in the order of the agencies."""
    ringkas = ringkas_semua(pohon)
    kunci = [satu.pk for satu in pohon]
    terakhir = {satu.pohon_id: satu for satu in Pengajuan.objects.filter(pohon__in=kunci).order_by("nomor")}
    catatan = dict(
        Catatan.objects.filter(pohon__in=kunci, induk__isnull=True, selesai__isnull=True)
        .values_list("pohon")
        .annotate(jumlah=Count("pk"))
        .order_by()
    )
    abaian: dict[int, set[KunciTemuan]] = defaultdict(set)
    baris_abaian = Pengabaian.objects.filter(pohon__in=kunci).values_list("pohon", "kode", "identitas", "kutipan")
    for pk, kode, identitas, kutipan in baris_abaian:
        abaian[pk].add((kode, identitas, kutipan))
    perlu = {
        pk: satu.galat + len(satu.peringatan) - sum(temuan in abaian[pk] for temuan in satu.peringatan if pk in abaian)
        if satu.kotak
        else 0
        for pk, satu in ringkas.items()
    }
    kini = timezone.now()
    tambahan = [isi for _, isi in isi_kolom_dasbor(pohon)]
    per_perangkat: dict[int | None, list[Pohon]] = defaultdict(list)
    for p in pohon:
        per_perangkat[p.perangkat_daerah_id].append(p)
    baris = []
    for satu in perangkat:
        milik = per_perangkat[satu.pk]
        for p in milik:
            status, label = _status(p, ringkas[p.pk])
            hari, di = _umur(p, terakhir.get(p.pk), kini)
            baris.append(
                BarisDasbor(
                    satu,
                    p,
                    status,
                    label,
                    ringkas[p.pk],
                    hari,
                    di,
                    perlu[p.pk],
                    catatan.get(p.pk, 0),
                    tuple(isi.get(p.pk, ()) for isi in tambahan),
                )  # fmt: skip
            )
        if not milik:
            kosong: tuple[Sequence[ButirDasbor], ...] = ((),) * len(tambahan)
            baris.append(BarisDasbor(satu, None, BELUM_MULAI, "Belum mulai", _KOSONG, None, "OPD", 0, 0, kosong))
    return baris


def saring(baris: Iterable[BarisDasbor], status: str) -> list[BarisDasbor]:
    """Return the rows in a state, or those that wait too long ("diam"); all when it is empty."""
    if status == DIAM:
        return [satu for satu in baris if satu.diam]
    return [satu for satu in baris if not status or satu.status == status]


def saring_kata(baris: Iterable[BarisDasbor], kata: str, pohon_ditemukan: Collection[int]) -> list[BarisDasbor]:
    """Return the rows whose agency's name holds every word, or whose tree holds them."""
    daftar = kata.casefold().split()

    def cocok(satu: BarisDasbor) -> bool:
        nama = f"{satu.perangkat.nama} {satu.perangkat.singkatan}".casefold()
        return all(k in nama for k in daftar) or (satu.pohon is not None and satu.pohon.pk in pohon_ditemukan)

    return [satu for satu in baris if cocok(satu)]


_URUTAN = {
    "nama": lambda satu: satu.perangkat.nama.casefold(),
    "tahap": lambda satu: satu.ringkas.selesai,
    "status": lambda satu: satu.label_status,
    "umur": lambda satu: -1 if satu.hari is None else satu.hari,
    "kotak": lambda satu: satu.ringkas.kotak,
    "temuan": lambda satu: satu.perlu_dicek,
    "catatan": lambda satu: satu.catatan,
}


def urutkan(baris: list[BarisDasbor], urut: str) -> list[BarisDasbor]:
    """Return the rows in the order of a column, "-" before its name for descending; unknown: as they are."""
    kunci = _URUTAN.get(urut.removeprefix("-"))
    return sorted(baris, key=kunci, reverse=urut.startswith("-")) if kunci else baris


def _status(pohon: Pohon, ringkas: RingkasPohon) -> tuple[str, str]:
    """Return the state and its words; a draft without boxes has not begun."""
    if pohon.status == StatusPohon.DRAF and not ringkas.kotak:
        return BELUM_MULAI, "Belum mulai"
    return pohon.status, str(pohon.get_status_display())


def _umur(pohon: Pohon, pengajuan: Pengajuan | None, kini: datetime) -> tuple[int | None, str]:
    """Return for how many days nothing has happened, and on whose desk; None when nobody is to act."""
    if pohon.status in STATUS_DAPAT_DIUBAH:
        sejak = max(pohon.diubah, pengajuan.selesai) if pengajuan and pengajuan.selesai else pohon.diubah
        return (kini - sejak).days, "OPD"
    if pohon.status == StatusPohon.DIAJUKAN and pengajuan is not None:
        return (kini - pengajuan.diajukan).days, "Bappeda"
    return None, ""
