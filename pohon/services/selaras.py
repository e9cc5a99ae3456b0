"""Keeping requests for crosscutting in step with the trees they are about. Called at the end of every edit of a tree.

Idempotent: it compares what the tree says now (which nodes name which agencies, where nodes stand) with what the
requests say, and writes only the difference. So typing, pasting, importing, undoing and restoring need nothing of
their own, and a new version changes nothing, for a clone keeps every identity.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from instansi.api import Pengguna, catat
from pohon.choices import JawabanPermintaan, StatusPermintaan
from pohon.letak import Letak, baca_letak
from pohon.models import Crosscutting, Permintaan, Pohon
from pohon.pengabar import JenisPeristiwa, Peristiwa, kabarkan
from pohon.transitions import Kata, Sisi, status_berikut
from pohon.tree import kunci_pohon

_KOLOM_LETAK = ("kode", "pernyataan", "letak", "jawab_ada", "kode_jawab", "pernyataan_jawab", "letak_jawab")
_KOLOM = (*_KOLOM_LETAK, "status", "sejak", "versi")
# What an edit of one tree is told to the other side as.
_PERISTIWA: Mapping[Kata, tuple[JenisPeristiwa, Sisi]] = {
    Kata.UBAH_MINTA: (JenisPeristiwa.BERUBAH, Sisi.PENJAWAB),
    Kata.UBAH_JAWAB: (JenisPeristiwa.BERUBAH, Sisi.PEMINTA),
    Kata.CABUT: (JenisPeristiwa.DICABUT, Sisi.PENJAWAB),
    Kata.MINTA_LAGI: (JenisPeristiwa.DIMINTA, Sisi.PENJAWAB),
}


@dataclass
class _Hasil:
    """What is to be written and told after the comparison."""

    berubah: list[Permintaan] = field(default_factory=list)
    kabar: dict[tuple[JenisPeristiwa, Sisi, int | None, int], list[Permintaan]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def kabari(self, jenis: JenisPeristiwa, kepada: Sisi, permintaan: Permintaan) -> None:
        """Remember to tell a side; one telling for all requests between the same two."""
        self.kabar[jenis, kepada, permintaan.peminta_id, permintaan.tujuan_id].append(permintaan)


def selaraskan(aktor: Pengguna | None, pohon: Pohon) -> None:
    """Bring the requests that this locked tree asks or answers in step with it.

    Without an actor (a command) nobody is told: the lists of requests show them.
    One query for a tree without any; four for the others, and one statement for all requests that change.
    """
    kaitan = Crosscutting.objects.filter(pohon=pohon, perangkat_daerah__isnull=False, simpul__penghapusan__isnull=True)
    milik = _permintaan_pohon(pohon)
    if not Pohon.objects.filter(Exists(kaitan) | Exists(milik), pk=pohon.pk).exists():
        return
    diminta = set(kaitan.values_list("simpul__identitas", "perangkat_daerah_id"))
    # Locked in the order of their keys: the other side's edit may be under way.
    ada = list(milik.select_for_update(of=("self",)).order_by("pk"))
    letak = baca_letak([pohon.pk])[pohon.pk]
    hasil = _Hasil()
    keluar = [satu for satu in ada if _meminta(pohon, satu)]
    for satu in ada:
        sebelum = {nama: getattr(satu, nama) for nama in _KOLOM}
        if _meminta(pohon, satu):
            _selaraskan_minta(aktor, satu, letak.get(satu.simpul), (satu.simpul, satu.tujuan_id) in diminta, hasil)
        if _menjawab(pohon, satu):
            _selaraskan_jawab(aktor, satu, letak.get(satu.simpul_jawab) if satu.simpul_jawab else None, hasil)
        if any(getattr(satu, nama) != nilai for nama, nilai in sebelum.items()):
            isi_berubah = any(sebelum[nama] != getattr(satu, nama) for nama in ("status", "pernyataan", "jawab_ada"))
            satu.versi += int(isi_berubah or sebelum["pernyataan_jawab"] != satu.pernyataan_jawab)
            hasil.berubah.append(satu)
    _buat_baru(aktor, pohon, diminta - {(satu.simpul, satu.tujuan_id) for satu in keluar}, letak, hasil)
    if hasil.berubah:
        Permintaan.objects.bulk_update(hasil.berubah, _KOLOM)
    if aktor is None:
        return
    for (jenis, kepada, _, _), permintaan in hasil.kabar.items():
        kabarkan(Peristiwa(jenis, aktor, permintaan, kepada))


def selaraskan_yang_lama() -> int:
    """Make the requests of trees that named agencies before there were requests; return how many trees were visited.

    Only the newest version of a tree asks. A second run finds nothing to do.
    """
    diminta = Permintaan.objects.filter(
        Q(peminta=OuterRef("pohon__perangkat_daerah"))
        | Q(peminta__isnull=True, pemerintah_daerah=OuterRef("pohon__pemerintah_daerah")),
        periode=OuterRef("pohon__periode"),
        urusan=OuterRef("pohon__urusan"),
        simpul=OuterRef("simpul__identitas"),
        tujuan=OuterRef("perangkat_daerah"),
    )
    kaitan = Crosscutting.objects.filter(~Exists(diminta), perangkat_daerah__isnull=False, simpul__penghapusan=None)
    lebih_baru = Pohon.objects.filter(
        Q(perangkat_daerah=OuterRef("perangkat_daerah")) | Q(pemerintah_daerah=OuterRef("pemerintah_daerah")),
        periode=OuterRef("periode"),
        urusan=OuterRef("urusan"),
        nomor_versi__gt=OuterRef("nomor_versi"),
    )
    sasaran = Pohon.objects.filter(~Exists(lebih_baru), pk__in=kaitan.values("pohon")).order_by("pk")
    kunci_semua = list(sasaran.values_list("pk", flat=True))
    for kunci in kunci_semua:
        with transaction.atomic():
            selaraskan(None, kunci_pohon(kunci))
    return len(kunci_semua)


def pindahkan_status(aktor: Pengguna | None, permintaan: Permintaan, kata: Kata) -> bool:
    """Take the step of a verb, not stored here yet, and write its audit entry; return whether the state has it."""
    lama = StatusPermintaan(permintaan.status)
    baru = status_berikut(lama, kata, permintaan.jawaban)
    if baru is None:
        return False
    if baru is not lama:
        permintaan.sejak = timezone.now()
    permintaan.status = baru
    catat_permintaan(aktor, permintaan, kata.value, lama)
    return True


def catat_permintaan(
    aktor: Pengguna | None, permintaan: Permintaan, kata_kerja: str, status_lama: str, **sesudah: object
) -> None:
    """Write an entry into the history of a request, which both sides and the planning board read."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=permintaan.wadah,
        jenis_objek="permintaan",
        kunci=permintaan.pk,
        identitas=permintaan.simpul,
        ringkas=str(permintaan),
        sebelum={"status": str(status_lama)},
        sesudah={"status": str(permintaan.status), "alasan": permintaan.alasan, **sesudah},
    )


def _permintaan_pohon(pohon: Pohon) -> QuerySet[Permintaan]:
    """Return the requests this tree's lineage asks or answers."""
    if pohon.perangkat_daerah_id is None:
        milik = Q(pemerintah_daerah=pohon.pemerintah_daerah_id, peminta__isnull=True, urusan=pohon.urusan)
    else:
        milik = Q(peminta=pohon.perangkat_daerah_id, urusan=pohon.urusan) | Q(
            tujuan=pohon.perangkat_daerah_id, simpul_jawab__isnull=False, urusan_jawab=pohon.urusan
        )
    return Permintaan.objects.filter(milik, periode=pohon.periode_id)


def _meminta(pohon: Pohon, permintaan: Permintaan) -> bool:
    return permintaan.peminta_id == pohon.perangkat_daerah_id and permintaan.urusan == pohon.urusan


def _menjawab(pohon: Pohon, permintaan: Permintaan) -> bool:
    return (
        permintaan.tujuan_id == pohon.perangkat_daerah_id
        and permintaan.simpul_jawab is not None
        and permintaan.urusan_jawab == pohon.urusan
    )


def _selaraskan_minta(
    aktor: Pengguna | None, permintaan: Permintaan, letak: Letak | None, diminta: bool, hasil: _Hasil
) -> None:
    """The asking side: withdrawn, asked again, moved, or said in other words."""
    if not diminta or letak is None:
        _lakukan(aktor, permintaan, Kata.CABUT, hasil)
        return
    kembali = _lakukan(aktor, permintaan, Kata.MINTA_LAGI, hasil)
    ditulis_lain = permintaan.pernyataan != letak.pernyataan
    permintaan.kode, permintaan.pernyataan, permintaan.letak = letak.kode, letak.pernyataan, letak.jejak_teks
    if (ditulis_lain or kembali) and permintaan.jawaban and letak.pernyataan != permintaan.pernyataan_disepakati:
        _lakukan(aktor, permintaan, Kata.UBAH_MINTA, hasil)
    if kembali and permintaan.jawaban == JawabanPermintaan.DITERIMA and not _jawaban_tetap(permintaan):
        _lakukan(aktor, permintaan, Kata.UBAH_JAWAB, hasil)
    _pulihkan(aktor, permintaan, hasil)


def _selaraskan_jawab(aktor: Pengguna | None, permintaan: Permintaan, letak: Letak | None, hasil: _Hasil) -> None:
    """The answering side: its node gone, back again, moved, or said in other words."""
    berubah = permintaan.jawab_ada if letak is None else letak.pernyataan != permintaan.pernyataan_jawab
    permintaan.jawab_ada = letak is not None
    if letak is not None:
        permintaan.kode_jawab, permintaan.pernyataan_jawab = letak.kode, letak.pernyataan
        permintaan.letak_jawab = letak.jejak_teks
    if berubah and not _jawaban_tetap(permintaan):
        _lakukan(aktor, permintaan, Kata.UBAH_JAWAB, hasil)
    _pulihkan(aktor, permintaan, hasil)


def _jawaban_tetap(permintaan: Permintaan) -> bool:
    return permintaan.jawab_ada and permintaan.pernyataan_jawab == permintaan.pernyataan_jawab_disepakati


def _pulihkan(aktor: Pengguna | None, permintaan: Permintaan, hasil: _Hasil) -> None:
    """Let the answer stand again where both nodes say what they said when it was given (an edit undone)."""
    tetap = permintaan.jawaban != JawabanPermintaan.DITERIMA or _jawaban_tetap(permintaan)
    if tetap and permintaan.pernyataan == permintaan.pernyataan_disepakati:
        _lakukan(aktor, permintaan, Kata.PULIH, hasil)


def _lakukan(aktor: Pengguna | None, permintaan: Permintaan, kata: Kata, hasil: _Hasil) -> bool:
    """Take the step if the state has it, and remember to tell the other side."""
    if not pindahkan_status(aktor, permintaan, kata):
        return False
    if kata in _PERISTIWA:
        hasil.kabari(*_PERISTIWA[kata], permintaan)
    return True


def _buat_baru(
    aktor: Pengguna | None,
    pohon: Pohon,
    diminta: Iterable[tuple[UUID, int]],
    letak: Mapping[UUID, Letak],
    hasil: _Hasil,
) -> None:
    """Create the requests that the tree makes for the first time, in its order."""
    urut = {identitas: nomor for nomor, identitas in enumerate(letak)}
    kini = timezone.now()
    calon: Sequence[tuple[UUID, int]] = sorted(diminta, key=lambda satu: (urut[satu[0]], satu[1]))
    for identitas, tujuan_id in calon:
        satu = Permintaan.objects.create(
            pemerintah_daerah_id=pohon.periode.pemerintah_daerah_id,
            periode_id=pohon.periode_id,
            peminta_id=pohon.perangkat_daerah_id,
            urusan=pohon.urusan,
            simpul=identitas,
            kode=letak[identitas].kode,
            pernyataan=letak[identitas].pernyataan,
            letak=letak[identitas].jejak_teks,
            tujuan_id=tujuan_id,
            sejak=kini,
        )
        catat_permintaan(aktor, satu, "minta", "")
        hasil.kabari(JenisPeristiwa.DIMINTA, Sisi.PENJAWAB, satu)
