"""Storing an imported document as a tree, whole or not at all, and taking it back whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from instansi.api import GalatLayanan, Pengguna, angka, bekukan
from pohon.choices import PANJANG_URAIAN, JenisSimpul, StatusPohon
from pohon.models import Indikator, Penghapusan, Pohon, Simpul
from pohon.selectors import impor_terakhir
from pohon.services.isian import Rancangan, bersih
from pohon.services.sunting import catat_pohon, sunting
from pohon.services.tanam import tanam
from pohon.tree import muat_susunan

JENIS_LAPORAN = "laporan_impor"
_FAKTOR = ("mandat", "permasalahan", "ekspektasi")


@dataclass(frozen=True, slots=True)
class Impor:
    """What is to be stored: the outcomes, the factors of Tahap 1, the report kept beside them, the file's name."""

    outcome: Sequence[Rancangan]
    faktor: Mapping[str, str]
    laporan: Mapping[str, object]
    skema_laporan: int
    berkas: str


def impor_pohon(*, aktor: Pengguna, pohon_id: int, impor: Impor, ganti: bool = False) -> int:
    """Plant an imported tree into an empty draft, or instead of what a draft holds; return how many boxes it has.

    One transaction. What is replaced is deleted softly and comes back with `urungkan_impor`. Raises GalatLayanan when
    the tree is no draft, holds something and `ganti` is not set, or the plan cannot be stored.
    """
    with sunting(aktor, pohon_id) as pohon:
        if pohon.status != StatusPohon.DRAF:
            raise GalatLayanan("Dokumen hanya dapat diimpor ke pohon kinerja yang berstatus Draf.")
        lama = _gantikan(pohon, ganti)
        faktor = _isi_faktor(pohon, impor.faktor, ganti)
        susunan = muat_susunan(pohon)
        outcome = tanam(pohon, susunan, susunan.akar, impor.outcome)
        arsip = bekukan(jenis=JENIS_LAPORAN, skema=impor.skema_laporan, data=dict(impor.laporan), oleh=aktor)
        jumlah = _jumlah_kotak(pohon)
        catat_pohon(
            aktor,
            pohon,
            "impor",
            pohon,
            ringkas=f"{angka(jumlah)} kotak diimpor dari {impor.berkas}",
            sebelum={"penghapusan": str(lama.pk) if lama else "", **faktor},
            sesudah={"outcome": [satu.pk for satu in outcome], "arsip": arsip.pk, "berkas": impor.berkas},
        )
        return jumlah


def urungkan_impor(*, aktor: Pengguna, pohon_id: int) -> int:
    """Take the last import back: its boxes go, what it replaced returns. Return how many boxes stand then.

    Later additions to the imported boxes go with them; like every deletion they can be restored. Raises GalatLayanan
    when there is nothing to take back.
    """
    with sunting(aktor, pohon_id) as pohon:
        catatan = impor_terakhir(pohon.pk)
        if catatan is None:
            raise GalatLayanan("Tidak ada impor yang dapat diurungkan.")
        diganti = catatan.sebelum.get("penghapusan")
        # Offered in the status bar only where bringing it back would not double what stands there.
        _hapus(pohon, catatan.sesudah["outcome"], None if diganti else aktor, "Impor diurungkan")
        if diganti:
            _pulihkan(pohon, UUID(diganti))
        faktor = {nama: catatan.sebelum[nama] for nama in _FAKTOR if nama in catatan.sebelum}
        if faktor:
            Pohon.objects.filter(pk=pohon.pk).update(**faktor, versi=F("versi") + 1)
        catat_pohon(aktor, pohon, "urungkan_impor", pohon, sesudah={"impor": catatan.pk})
        return _jumlah_kotak(pohon)


def _jumlah_kotak(pohon: Pohon) -> int:
    jumlah: int = Simpul.objects.hidup().filter(pohon=pohon).exclude(jenis=JenisSimpul.AKAR).count()
    return jumlah


def _gantikan(pohon: Pohon, ganti: bool) -> Penghapusan | None:
    """Delete what the tree holds as one deletion; None when it is empty. Raises GalatLayanan without `ganti`."""
    outcome = list(Simpul.objects.hidup().filter(pohon=pohon, jenis=JenisSimpul.OUTCOME).values_list("pk", flat=True))
    if not outcome:
        return None
    if not ganti:
        raise GalatLayanan("Pohon kinerja ini sudah berisi. Pilih untuk mengganti isinya.", kolom="ganti")
    return _hapus(pohon, outcome, None, "Diganti dengan impor")


def _hapus(pohon: Pohon, outcome: Sequence[int], oleh: Pengguna | None, sebab: str) -> Penghapusan:
    """Delete branches softly. Without `oleh` no status bar offers to bring them back beside what replaced them."""
    susunan = muat_susunan(pohon)
    kena = {satu for akar in outcome if akar in susunan.induk for satu in (akar, *susunan.keturunan(akar))}
    sasaran = Simpul.objects.hidup().filter(pohon=pohon, pk__in=kena)
    penghapusan = Penghapusan.objects.create(
        pohon=pohon, oleh=oleh, rev=pohon.rev, ringkas=f"{angka(sasaran.count())} kotak dihapus: {sebab}"
    )
    sasaran.update(penghapusan=penghapusan, versi=F("versi") + 1)
    return penghapusan


def _pulihkan(pohon: Pohon, kunci: UUID) -> None:
    """Bring back what the import replaced, unless that was done by hand already."""
    penghapusan = Penghapusan.objects.filter(pohon=pohon, pk=kunci, dipulihkan__isnull=True).first()
    if penghapusan is None:
        return
    for model in (Simpul, Indikator):
        model.objects.filter(pohon=pohon, penghapusan=penghapusan).update(penghapusan=None, versi=F("versi") + 1)
    Penghapusan.objects.filter(pk=penghapusan.pk).update(dipulihkan=timezone.now())


def _isi_faktor(pohon: Pohon, faktor: Mapping[str, str], ganti: bool) -> dict[str, str]:
    """Write the factors that are read, never over what is typed unless everything is replaced; return the old ones."""
    baru = {
        nama: bersih(faktor[nama], nama, PANJANG_URAIAN, banyak=True)
        for nama in _FAKTOR
        if faktor.get(nama) and (ganti or not getattr(pohon, nama))
    }
    lama = {nama: getattr(pohon, nama) for nama in baru}
    if baru:
        Pohon.objects.filter(pk=pohon.pk).update(**baru, versi=F("versi") + 1)
    return lama
