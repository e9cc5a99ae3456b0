"""Changes of indicators (Tahap 4)."""

from collections.abc import Sequence

from django.db.models import F, Max

from instansi.api import GalatLayanan, Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Indikator, Penghapusan, Pohon
from pohon.services.isian import IsiIndikator
from pohon.services.kaitan import pastikan_jabatan
from pohon.services.sunting import ambil_indikator, ambil_simpul, catat_pohon, pastikan_versi, selisih, sunting


def tambah_indikator(*, aktor: Pengguna, pohon_id: int, simpul_id: int, isi: IsiIndikator) -> Indikator:
    """Add an indicator as the last of a node. Raises GalatLayanan for a CSF or a crosscutting node, which have none."""
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        if simpul.jenis in (JenisSimpul.CSF, JenisSimpul.CROSSCUTTING):
            raise GalatLayanan(f"{simpul.get_jenis_display()} tidak mempunyai indikator.", kolom="nama")
        kolom = _kolom(pohon, isi)
        terakhir = Indikator.objects.filter(simpul=simpul).aggregate(Max("urutan"))["urutan__max"] or 0
        indikator = Indikator.objects.create(pohon=pohon, simpul=simpul, urutan=terakhir + 1, **kolom)
        catat_pohon(aktor, pohon, "tambah", indikator, sesudah={"simpul": simpul.pk, **_berisi(kolom)})
        return indikator


def ubah_indikator(*, aktor: Pengguna, pohon_id: int, indikator_id: int, versi: int, isi: IsiIndikator) -> Indikator:
    """Change an indicator. Raises Bentrok when it has changed since `versi`."""
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        indikator = ambil_indikator(pohon, indikator_id)
        kolom = _kolom(pohon, isi)
        pastikan_versi(indikator, versi, tuple(kolom))
        sebelum, sesudah = selisih(indikator, kolom)
        if sesudah:
            Indikator.objects.filter(pk=indikator.pk).update(**kolom, versi=F("versi") + 1)
            catat_pohon(aktor, pohon, "ubah", indikator, sebelum=sebelum, sesudah=sesudah)
        return indikator


def pindah_indikator(*, aktor: Pengguna, pohon_id: int, indikator_id: int, arah: str) -> None:
    """Move an indicator one place "naik" or "turun" among those of its node."""
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        indikator = ambil_indikator(pohon, indikator_id)
        saudara = list(
            Indikator.objects.filter(simpul=indikator.simpul_id, penghapusan__isnull=True)
            .order_by("urutan", "pk")
            .values_list("pk", flat=True)
        )
        tempat = saudara.index(indikator.pk)
        tujuan = tempat + {"naik": -1, "turun": 1}.get(arah, 0)
        if tujuan == tempat or not 0 <= tujuan < len(saudara):
            raise GalatLayanan("Indikator ini tidak dapat digeser lebih jauh.")
        lama = list(saudara)
        saudara[tempat], saudara[tujuan] = saudara[tujuan], saudara[tempat]
        urutkan_indikator(aktor, pohon, indikator, lama, saudara)


def urutkan_indikator(
    aktor: Pengguna, pohon: Pohon, indikator: Indikator, lama: Sequence[int], baru: Sequence[int]
) -> None:
    """Write the order of a node's indicators inside an edit, with its entry in the trail."""
    for urutan, kunci in enumerate(baru, start=1):
        Indikator.objects.filter(pk=kunci).update(urutan=urutan)
    catat_pohon(aktor, pohon, "urutkan", indikator, sebelum={"urutan": lama}, sesudah={"urutan": baru})


def hapus_indikator(*, aktor: Pengguna, pohon_id: int, indikator_id: int) -> Penghapusan:
    """Delete an indicator softly; `pulihkan` brings it back."""
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        indikator = ambil_indikator(pohon, indikator_id)
        penghapusan = Penghapusan.objects.create(
            pohon=pohon, oleh=aktor, rev=pohon.rev, ringkas=f"Indikator dihapus: {indikator.nama[:80]}"
        )
        Indikator.objects.filter(pk=indikator.pk).update(penghapusan=penghapusan, versi=F("versi") + 1)
        catat_pohon(aktor, pohon, "hapus", penghapusan, sebelum={"indikator": [indikator.pk]})
        return penghapusan


def _kolom(pohon: Pohon, isi: IsiIndikator) -> dict[str, object]:
    if isi.penanggung_jawab_id is not None:
        pastikan_jabatan(pohon, [isi.penanggung_jawab_id], kolom="penanggung_jawab")
    return isi.kolom()


def _berisi(kolom: dict[str, object]) -> dict[str, object]:
    return {nama: nilai for nama, nilai in kolom.items() if nilai not in ("", None)}
