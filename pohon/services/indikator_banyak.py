"""Many indicators in one step: the rows of the grid of Tahap 4 that a pasted block fills in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from instansi.api import GalatLayanan, Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Indikator, Pohon, Simpul
from pohon.services.isian import IsiIndikator
from pohon.services.kaitan import pastikan_jabatan
from pohon.services.sunting import PESAN_HILANG, catat_pohon, pastikan_versi, satu_langkah, selisih, sunting


@dataclass(frozen=True, slots=True)
class IsianIndikator:
    """What one row is to hold: of the indicator with this key and version, or (without a key) of a new one."""

    simpul_id: int
    isi: IsiIndikator
    indikator_id: int | None = None
    versi: int = 0


def isi_indikator(*, aktor: Pengguna, pohon_id: int, isian: Sequence[IsianIndikator]) -> int:
    """Change and add indicators, all or none, as one step to undo; return how many changed.

    New ones become the last of their node, in the order given. Raises Bentrok when one has changed since its version,
    GalatLayanan when node or indicator is gone, has no indicators, or a value cannot be stored. Queries grow with the
    rows only by their entries in the audit trail.
    """
    with satu_langkah(), sunting(aktor, pohon_id) as pohon:
        jabatan = {satu.isi.penanggung_jawab_id for satu in isian if satu.isi.penanggung_jawab_id is not None}
        pastikan_jabatan(pohon, jabatan, kolom="penanggung_jawab")
        diubah = _ubah(aktor, pohon, [satu for satu in isian if satu.indikator_id is not None])
        return diubah + _tambah(aktor, pohon, [satu for satu in isian if satu.indikator_id is None])


def _ubah(aktor: Pengguna, pohon: Pohon, isian: Sequence[IsianIndikator]) -> int:
    ada = Indikator.objects.filter(pohon=pohon, penghapusan__isnull=True, simpul__penghapusan__isnull=True).in_bulk(
        [satu.indikator_id for satu in isian]
    )
    berubah = []
    nama_kolom: set[str] = set()
    for satu in isian:
        indikator = ada.get(satu.indikator_id)
        if indikator is None:
            raise GalatLayanan("Satu indikator sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir.")
        kolom = satu.isi.kolom()
        pastikan_versi(indikator, satu.versi, tuple(kolom))
        sebelum, sesudah = selisih(indikator, kolom)
        if not sesudah:
            continue
        for nama, nilai in sesudah.items():
            setattr(indikator, nama, nilai)
        indikator.versi += 1
        berubah.append(indikator)
        nama_kolom |= sesudah.keys()
        catat_pohon(aktor, pohon, "ubah", indikator, sebelum=sebelum, sesudah=sesudah)
    if berubah:
        Indikator.objects.bulk_update(berubah, [*sorted(nama_kolom), "versi"])
    return len(berubah)


def _tambah(aktor: Pengguna, pohon: Pohon, isian: Sequence[IsianIndikator]) -> int:
    if not isian:
        return 0
    tanpa = (JenisSimpul.AKAR, JenisSimpul.CSF, JenisSimpul.CROSSCUTTING)
    simpul = Simpul.objects.hidup().filter(pohon=pohon).exclude(jenis__in=tanpa).in_bulk({s.simpul_id for s in isian})
    if any(satu.simpul_id not in simpul for satu in isian):
        raise GalatLayanan(PESAN_HILANG)
    terakhir = dict(
        Indikator.objects.filter(simpul__in=simpul).order_by().values_list("simpul").annotate(Max("urutan"))
    )
    baru = []
    for satu in isian:
        terakhir[satu.simpul_id] = terakhir.get(satu.simpul_id, 0) + 1
        urutan = terakhir[satu.simpul_id]
        baru.append(Indikator(pohon=pohon, simpul=simpul[satu.simpul_id], urutan=urutan, **satu.isi.kolom()))
    for indikator, satu in zip(Indikator.objects.bulk_create(baru), isian, strict=True):
        berisi = {nama: nilai for nama, nilai in satu.isi.kolom().items() if nilai not in ("", None)}
        catat_pohon(aktor, pohon, "tambah", indikator, sesudah={"simpul": satu.simpul_id, **berisi})
    return len(baru)
