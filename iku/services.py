"""Every change of the attachments of an IKU decree, one function each, inside the frame of `naskah.sunting_keputusan`.

A cell equal to the tree's text is not kept: it goes on following the tree. Beginning a draft from a tree is here too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from iku.choices import KOLOM, PANJANG_SEL, TINGKAT_BAWAAN, NomorLampiran
from iku.models import BarisLampiran
from iku.rows import Baris, gabung, usulan
from iku.selectors import ambil_keputusan_iku, asal_keputusan, baca_baris, pohon_keputusan, tersimpan
from instansi.api import Bentrok, GalatLayanan, Pengguna, PerangkatDaerah, banyak_baris, pastikan_panjang
from naskah.api import (
    JenisKeputusan,
    Keputusan,
    StatusKeputusan,
    baca_keputusan,
    buat_keputusan,
    catat_keputusan,
    isi_awal,
    isi_untuk_perubahan,
    pastikan_belum_diubah,
    sunting_keputusan,
)
from pohon.api import BarisPohon, Pohon, baca_pohon

BARIS_TERBANYAK = 500


@transaction.atomic
def buat_dari_pohon(*, aktor: Pengguna, perangkat_daerah: PerangkatDaerah, pohon_id: int) -> Keputusan:
    """Store a draft from the standing texts, with the rows that the tree proposes in both attachments.

    Raises TidakDitemukan, TidakBerhak, or GalatLayanan when the tree is not one of this agency.
    """
    pohon = Pohon.objects.filter(pk=pohon_id, perangkat_daerah=perangkat_daerah).select_related("periode").first()
    if pohon is None:
        raise GalatLayanan("Pilih pohon kinerja perangkat daerah ini.", kolom="asal")
    rows = baca_pohon(pohon.pk)
    keputusan = buat_keputusan(
        aktor=aktor,
        perangkat_daerah=perangkat_daerah,
        jenis=JenisKeputusan.IKU,
        periode=pohon.periode,
        isi=isi_awal(perangkat_daerah, JenisKeputusan.IKU, pohon.periode),
        pohon_id=pohon.pk,
        pohon_rev=rows.rev,
    )
    for lampiran in NomorLampiran:
        _tambah_usulan(keputusan, rows, lampiran, TINGKAT_BAWAAN[lampiran])
    return keputusan


@transaction.atomic
def buat_perubahan(*, aktor: Pengguna, keputusan_id: int) -> Keputusan:
    """Store a draft that amends an issued decree: its text, its rows, tied to the agency's present tree of that period.

    A cell worded as in that tree follows it again. Raises TidakDitemukan, TidakBerhak, GalatLayanan for a decree that
    is not in force.
    """
    lama = ambil_keputusan_iku(aktor, keputusan_id)
    if lama.status not in (StatusKeputusan.DITETAPKAN, StatusKeputusan.DIUBAH):
        raise GalatLayanan("Hanya keputusan yang sudah ditetapkan dan masih berlaku yang dapat diubah.")
    isi_lama = baca_keputusan(lama.pk, lambang=False)
    asal = next((satu for satu in asal_keputusan(lama.perangkat_daerah) if satu.periode_id == lama.periode_id), None)
    pohon = baca_pohon(asal.pohon_id) if asal else None
    keputusan = buat_keputusan(
        aktor=aktor,
        perangkat_daerah=lama.perangkat_daerah,
        jenis=JenisKeputusan.IKU,
        periode=lama.periode,
        isi=isi_untuk_perubahan(isi_lama),
        pohon_id=pohon.id if pohon else None,
        pohon_rev=pohon.rev if pohon else None,
    )
    semua = BarisLampiran.objects.filter(keputusan=lama).order_by("lampiran", "urutan", "pk")
    tersimpan_lama = [tersimpan(satu) for satu in semua]
    for satu, kini in zip(tersimpan_lama, gabung(tersimpan_lama, pohon), strict=True):
        beda = {kolom: teks for kolom, teks in kini.isi.items() if kini.pohon is None or kini.pohon[kolom] != teks}
        tulis_baris(keputusan, satu.lampiran, [(beda, satu.simpul_identitas, satu.indikator_identitas)])
    return keputusan


def usulkan_baris(*, aktor: Pengguna, keputusan_id: int, lampiran: NomorLampiran, tingkat: Sequence[str]) -> int:
    """Add the rows that the tree proposes at these levels and the attachment lacks; return how many.

    Raises GalatLayanan when the decree is tied to no tree.
    """
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        if keputusan.pohon_id is None:
            raise GalatLayanan("Keputusan ini tidak terikat pada pohon kinerja.")
        rows = baca_pohon(keputusan.pohon_id)
        banyak = _tambah_usulan(keputusan, rows, lampiran, tingkat)
        Keputusan.objects.filter(pk=keputusan.pk).update(pohon_rev=rows.rev)
        if banyak:
            catat_keputusan(
                aktor,
                keputusan,
                "usulkan_baris",
                ringkas=f"{banyak} baris ditambahkan dari pohon pada {lampiran.label}",
            )
        return banyak


def tambah_baris(
    *, aktor: Pengguna, keputusan_id: int, lampiran: NomorLampiran, isi: Mapping[str, str]
) -> BarisLampiran:
    """Add a row that stands without a node, at the end. Raises GalatLayanan naming the cell that cannot be."""
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        baris = BarisLampiran.objects.create(
            keputusan=keputusan,
            lampiran=lampiran,
            urutan=_urutan_berikut(keputusan, lampiran),
            isian=bersihkan_sel(isi, semua=True),
        )
        _catat_baris(aktor, keputusan, "tambah_baris", baris, sesudah=baris.isian)
        return baris


def ubah_baris(*, aktor: Pengguna, keputusan_id: int, baris_id: int, versi: int, isi: Mapping[str, str]) -> None:
    """Set the cells of a row; those worded as in the tree go on following it.

    Raises Bentrok when the row has changed since `versi` of the decree, GalatLayanan naming the cell that cannot be.
    """
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        baris = _ambil(keputusan, baris_id)
        kini = _baca_satu(keputusan, baris)
        try:
            pastikan_belum_diubah(keputusan, versi, "ubah_baris", baris=baris_id)
        except Bentrok as galat:  # a cell that was not worded here followed the tree
            galat.semula = {**(kini.pohon or {}), **galat.semula}
            raise
        sel = bersihkan_sel(isi, semua=True)
        baru = {kolom: teks for kolom, teks in sel.items() if kini.pohon is None or kini.pohon[kolom] != teks}
        if baru != baris.isian:
            lama, baris.isian = baris.isian, baru
            baris.save(update_fields=["isian"])
            _catat_baris(aktor, keputusan, "ubah_baris", baris, sebelum=lama, sesudah=baru)


def gandakan_baris(*, aktor: Pengguna, keputusan_id: int, baris_id: int) -> BarisLampiran:
    """Put a copy of the row below it, for a node that becomes several rows (one for each unit)."""
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        asal = _ambil(keputusan, baris_id)
        BarisLampiran.objects.filter(keputusan=keputusan, lampiran=asal.lampiran, urutan__gt=asal.urutan).update(
            urutan=F("urutan") + 1
        )
        salinan = BarisLampiran.objects.create(
            keputusan=keputusan,
            lampiran=asal.lampiran,
            urutan=asal.urutan + 1,
            simpul_identitas=asal.simpul_identitas,
            indikator_identitas=asal.indikator_identitas,
            isian=asal.isian,
        )
        _catat_baris(aktor, keputusan, "gandakan_baris", salinan)
        return salinan


def pindah_baris(*, aktor: Pengguna, keputusan_id: int, baris_id: int, arah: int) -> None:
    """Move a row one place up (-1) or down (+1) in its attachment; at the end of it nothing happens."""
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        baris = _ambil(keputusan, baris_id)
        urut = list(BarisLampiran.objects.filter(keputusan=keputusan, lampiran=baris.lampiran).order_by("urutan", "pk"))
        dari = next(nomor for nomor, satu in enumerate(urut) if satu.pk == baris.pk)
        ke = dari + arah
        if arah not in (-1, 1) or not 0 <= ke < len(urut):
            return
        urut[dari], urut[ke] = urut[ke], urut[dari]
        _nomori(urut)
        _catat_baris(aktor, keputusan, "pindah_baris", baris, sesudah={"urutan": ke + 1})


def hapus_baris(*, aktor: Pengguna, keputusan_id: int, baris_id: int) -> None:
    """Delete a row; the audit trail keeps its cells."""
    with sunting_keputusan(aktor, keputusan_id) as keputusan:
        baris = _ambil(keputusan, baris_id)
        _catat_baris(aktor, keputusan, "hapus_baris", baris, sebelum=_baca_satu(keputusan, baris).isi)
        baris.delete()


def bekukan_baris(keputusan: Keputusan) -> None:
    """Write every cell into the rows: from now on they no longer follow the tree. Called while issuing."""
    kini = baca_baris(baca_keputusan(keputusan.pk))
    for baris in BarisLampiran.objects.filter(keputusan=keputusan):
        baris.isian = next(satu.isi for satu in kini if satu.id == baris.pk)
        baris.save(update_fields=["isian"])


def tulis_baris(
    keputusan: Keputusan, lampiran: NomorLampiran, isi: Iterable[tuple[Mapping[str, str], Any, Any]]
) -> int:
    """Append rows of an import: (cells, identity of the node or None, of the indicator or None); return how many."""
    awal = _urutan_berikut(keputusan, lampiran)
    return len(
        BarisLampiran.objects.bulk_create(
            BarisLampiran(
                keputusan=keputusan,
                lampiran=lampiran,
                urutan=urutan,
                simpul_identitas=simpul,
                indikator_identitas=indikator,
                isian=dict(sel),
            )
            for urutan, (sel, simpul, indikator) in enumerate(isi, awal)
        )
    )


def bersihkan_sel(isi: Mapping[str, str], *, semua: bool = False) -> dict[str, str]:
    """Return the cells cleaned; `semua` adds the missing ones as empty. Raises GalatLayanan naming the cell."""
    hasil = {}
    for kolom in KOLOM:
        if kolom not in isi and not semua:
            continue
        try:
            teks = banyak_baris(isi.get(kolom, ""))
            pastikan_panjang(teks, PANJANG_SEL)
        except ValidationError as galat:
            raise GalatLayanan(galat.messages[0], kolom=kolom) from galat
        hasil[kolom] = teks
    return hasil


def _tambah_usulan(keputusan: Keputusan, pohon: BarisPohon, lampiran: NomorLampiran, tingkat: Iterable[str]) -> int:
    ada = set(
        BarisLampiran.objects.filter(keputusan=keputusan, lampiran=lampiran).values_list(
            "simpul_identitas", "indikator_identitas"
        )
    )
    baru = [satu.kunci for satu in usulan(pohon, lampiran, tingkat) if satu.kunci not in ada]
    return tulis_baris(keputusan, lampiran, (({}, *kunci) for kunci in baru))


def _ambil(keputusan: Keputusan, baris_id: int) -> BarisLampiran:
    baris = BarisLampiran.objects.filter(keputusan=keputusan, pk=baris_id).first()
    if baris is None:
        raise GalatLayanan("Baris ini sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir.")
    return baris


def _baca_satu(keputusan: Keputusan, baris: BarisLampiran) -> Baris:
    pohon = pohon_keputusan(baca_keputusan(keputusan.pk, lambang=False))
    return gabung([tersimpan(baris)], pohon)[0]


def _urutan_berikut(keputusan: Keputusan, lampiran: NomorLampiran) -> int:
    urutan = BarisLampiran.objects.filter(keputusan=keputusan, lampiran=lampiran).aggregate(
        Max("urutan"),
    )
    akhir = urutan["urutan__max"] or 0
    if BarisLampiran.objects.filter(keputusan=keputusan).count() >= BARIS_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {BARIS_TERBANYAK} baris dalam satu keputusan.")
    return akhir + 1


def _nomori(urut: list[BarisLampiran]) -> None:
    for nomor, satu in enumerate(urut, 1):
        satu.urutan = nomor
    BarisLampiran.objects.bulk_update(urut, ["urutan"])


def _catat_baris(
    aktor: Pengguna,
    keputusan: Keputusan,
    kata_kerja: str,
    baris: BarisLampiran,
    *,
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    catat_keputusan(
        aktor,
        keputusan,
        kata_kerja,
        ringkas=f"{_RINGKAS[kata_kerja]} pada {NomorLampiran(baris.lampiran).label}",
        sebelum=sebelum,
        sesudah={"baris": baris.pk, **(sesudah or {})},
    )


_RINGKAS = {
    "tambah_baris": "Baris ditambahkan",
    "ubah_baris": "Baris diubah",
    "gandakan_baris": "Baris digandakan",
    "pindah_baris": "Baris dipindahkan",
    "hapus_baris": "Baris dihapus",
}
