"""Changes of the sasaran of a position and of their indicators.

A text worded as in the tree goes on following it; any other wording is the position's own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from iki.choices import INDIKATOR_TERBANYAK, SASARAN_TERBANYAK
from iki.isian import IsiIndikator, bersih_sasaran
from iki.models import IndikatorSasaran, Sasaran
from iki.selectors import baca_pohon_iki
from iki.services.kerangka import catat_jabatan, sunting_jabatan
from instansi.api import GalatLayanan, Jabatan, Pengguna, TidakDitemukan, desimal
from pohon.api import BarisSimpul

PESAN_HILANG = "Baris ini sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir."


def tambah_sasaran(*, aktor: Pengguna, jabatan_id: int, teks: str, mendukung_id: int | None = None) -> Sasaran:
    """Add an own sasaran at the end. Raises GalatLayanan naming the field that cannot be."""
    with sunting_jabatan(aktor, jabatan_id) as jabatan:
        sasaran = Sasaran.objects.create(
            jabatan=jabatan,
            urutan=urutan_berikut(jabatan),
            teks=bersih_sasaran(teks),
            mendukung_id=pastikan_atasan(jabatan, mendukung_id),
        )
        catat_jabatan(aktor, jabatan, "tambah_sasaran", ringkas="sasaran ditambahkan", sesudah=_untuk_audit(sasaran))
        return sasaran


def ubah_sasaran(
    *, aktor: Pengguna, sasaran_id: int, versi: int, teks: str, mendukung_id: int | None = None
) -> Sasaran:
    """Set the text of a sasaran and what it supports. Raises Bentrok when the sheet has changed since `versi`."""
    with sunting_jabatan(aktor, _jabatan_sasaran(sasaran_id), versi=versi) as jabatan:
        sasaran = _ambil_sasaran(jabatan, sasaran_id)
        sebelum = _untuk_audit(sasaran)
        sasaran.teks = bersih_sasaran(teks)
        sasaran.mendukung_id = pastikan_atasan(jabatan, mendukung_id)
        dari = _simpul(jabatan, sasaran)
        sasaran.ikut_pohon = dari is not None and dari.pernyataan == sasaran.teks
        sasaran.save(update_fields=["teks", "mendukung", "ikut_pohon"])
        sesudah = _untuk_audit(sasaran)
        if sesudah != sebelum:
            catat_jabatan(aktor, jabatan, "ubah_sasaran", ringkas="sasaran diubah", sebelum=sebelum, sesudah=sesudah)
        return sasaran


def hapus_sasaran(*, aktor: Pengguna, sasaran_id: int) -> None:
    """Delete a sasaran with its indicators; the audit trail keeps them. What supported it then supports nothing."""
    with sunting_jabatan(aktor, _jabatan_sasaran(sasaran_id)) as jabatan:
        sasaran = _ambil_sasaran(jabatan, sasaran_id)
        sebelum = _untuk_audit(sasaran) | {
            "indikator": [_untuk_audit_indikator(satu) for satu in sasaran.indikator.all()]
        }
        sasaran.delete()
        catat_jabatan(aktor, jabatan, "hapus_sasaran", ringkas="sasaran dihapus", sebelum=sebelum)


def pindah_sasaran(*, aktor: Pengguna, sasaran_id: int, arah: int) -> None:
    """Move a sasaran one place up (-1) or down (+1) in its position; at the end of the list nothing happens."""
    with sunting_jabatan(aktor, _jabatan_sasaran(sasaran_id)) as jabatan:
        urut = list(Sasaran.objects.filter(jabatan=jabatan))
        if _tukar(urut, sasaran_id, arah):
            Sasaran.objects.bulk_update(urut, ["urutan"])
            catat_jabatan(
                aktor,
                jabatan,
                "pindah_sasaran",
                ringkas="urutan sasaran diubah",
                sesudah={"urutan": [satu.pk for satu in urut]},
            )


def tambah_indikator(*, aktor: Pengguna, sasaran_id: int, isi: IsiIndikator) -> IndikatorSasaran:
    """Add an indicator at the end of a sasaran. Raises GalatLayanan naming the field that cannot be."""
    with sunting_jabatan(aktor, _jabatan_sasaran(sasaran_id)) as jabatan:
        sasaran = _ambil_sasaran(jabatan, sasaran_id)
        if sasaran.indikator.count() >= INDIKATOR_TERBANYAK:
            raise GalatLayanan(f"Paling banyak {INDIKATOR_TERBANYAK} indikator dalam satu sasaran.")
        urutan = sasaran.indikator.aggregate(akhir=Max("urutan"))["akhir"] or 0
        indikator = IndikatorSasaran.objects.create(sasaran=sasaran, urutan=urutan + 1, **isi.kolom())
        catat_jabatan(
            aktor,
            jabatan,
            "tambah_indikator",
            ringkas="indikator ditambahkan",
            sesudah=_untuk_audit_indikator(indikator),
        )
        return indikator


def ubah_indikator(*, aktor: Pengguna, indikator_id: int, versi: int, isi: IsiIndikator) -> IndikatorSasaran:
    """Set an indicator. Raises Bentrok when the sheet has changed since `versi`, GalatLayanan naming the field."""
    with sunting_jabatan(aktor, _jabatan_indikator(indikator_id), versi=versi) as jabatan:
        indikator = _ambil_indikator(jabatan, indikator_id)
        sebelum = _untuk_audit_indikator(indikator)
        kolom = isi.kolom()
        for nama, nilai in kolom.items():
            setattr(indikator, nama, nilai)
        indikator.ikut_pohon = _sama_pohon(jabatan, indikator, kolom)
        indikator.save(update_fields=[*kolom, "ikut_pohon"])
        sesudah = _untuk_audit_indikator(indikator)
        if sesudah != sebelum:
            catat_jabatan(
                aktor, jabatan, "ubah_indikator", ringkas="indikator diubah", sebelum=sebelum, sesudah=sesudah
            )
        return indikator


def hapus_indikator(*, aktor: Pengguna, indikator_id: int) -> None:
    """Delete an indicator; the audit trail keeps it."""
    with sunting_jabatan(aktor, _jabatan_indikator(indikator_id)) as jabatan:
        indikator = _ambil_indikator(jabatan, indikator_id)
        sebelum = _untuk_audit_indikator(indikator)
        indikator.delete()
        catat_jabatan(aktor, jabatan, "hapus_indikator", ringkas="indikator dihapus", sebelum=sebelum)


def pindah_indikator(*, aktor: Pengguna, indikator_id: int, arah: int) -> None:
    """Move an indicator one place up (-1) or down (+1) in its sasaran; at the end of the list nothing happens."""
    with sunting_jabatan(aktor, _jabatan_indikator(indikator_id)) as jabatan:
        urut = list(IndikatorSasaran.objects.filter(sasaran=_ambil_indikator(jabatan, indikator_id).sasaran_id))
        if _tukar(urut, indikator_id, arah):
            IndikatorSasaran.objects.bulk_update(urut, ["urutan"])
            catat_jabatan(
                aktor,
                jabatan,
                "pindah_indikator",
                ringkas="urutan indikator diubah",
                sesudah={"urutan": [satu.pk for satu in urut]},
            )


def urutan_berikut(jabatan: Jabatan) -> int:
    """Return the place of a new sasaran. Raises GalatLayanan when the position has as many as there may be."""
    semua = Sasaran.objects.filter(jabatan=jabatan)
    if semua.count() >= SASARAN_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {SASARAN_TERBANYAK} sasaran dalam satu jabatan.")
    return (semua.aggregate(akhir=Max("urutan"))["akhir"] or 0) + 1


def pastikan_atasan(jabatan: Jabatan, mendukung_id: int | None) -> int | None:
    """Return the key if it is a sasaran of the superior, None for none. Raises GalatLayanan otherwise."""
    if mendukung_id is None:
        return None
    if jabatan.atasan_id is None or not Sasaran.objects.filter(pk=mendukung_id, jabatan_id=jabatan.atasan_id).exists():
        raise GalatLayanan("Pilih salah satu sasaran atasan langsung.", kolom="mendukung")
    return mendukung_id


def _jabatan_sasaran(sasaran_id: int) -> int:
    kunci = Sasaran.objects.filter(pk=sasaran_id).values_list("jabatan_id", flat=True).first()
    if kunci is None:
        raise TidakDitemukan(PESAN_HILANG)
    return kunci


def _jabatan_indikator(indikator_id: int) -> int:
    kunci = IndikatorSasaran.objects.filter(pk=indikator_id).values_list("sasaran__jabatan_id", flat=True).first()
    if kunci is None:
        raise TidakDitemukan(PESAN_HILANG)
    return kunci


def _ambil_sasaran(jabatan: Jabatan, sasaran_id: int) -> Sasaran:
    sasaran = Sasaran.objects.filter(pk=sasaran_id, jabatan=jabatan).first()
    if sasaran is None:
        raise TidakDitemukan(PESAN_HILANG)
    return sasaran


def _ambil_indikator(jabatan: Jabatan, indikator_id: int) -> IndikatorSasaran:
    indikator = (
        IndikatorSasaran.objects.select_related("sasaran").filter(pk=indikator_id, sasaran__jabatan=jabatan).first()
    )
    if indikator is None:
        raise TidakDitemukan(PESAN_HILANG)
    return indikator


def _simpul(jabatan: Jabatan, sasaran: Sasaran) -> BarisSimpul | None:
    if sasaran.simpul_identitas is None:
        return None
    semua = (simpul for rows in baca_pohon_iki(jabatan.perangkat_daerah) for simpul in rows.simpul)
    return next((simpul for simpul in semua if simpul.identitas == sasaran.simpul_identitas), None)


def _sama_pohon(jabatan: Jabatan, indikator: IndikatorSasaran, kolom: Mapping[str, Any]) -> bool:
    """Whether what was typed is what the tree says of the indicator."""
    dari = _simpul(jabatan, indikator.sasaran) if indikator.indikator_identitas else None
    asal = next((i for i in dari.indikator if i.identitas == indikator.indikator_identitas), None) if dari else None
    if asal is None:
        return False
    isi = {nama: getattr(asal, nama) for nama in kolom if nama not in ("sumber_data", "keterangan")}
    isi["sumber_data"] = "\n".join(asal.sumber_data)
    return all(kolom[nama] == nilai for nama, nilai in isi.items())


def _tukar(urut: Sequence[Any], kunci: int, arah: int) -> bool:
    """Swap the row with its neighbour by numbering all anew; return whether there was one."""
    dari = next((nomor for nomor, satu in enumerate(urut) if satu.pk == kunci), None)
    if dari is None or arah not in (-1, 1) or not 0 <= dari + arah < len(urut):
        return False
    susunan = list(range(len(urut)))
    susunan[dari], susunan[dari + arah] = susunan[dari + arah], susunan[dari]
    for tempat, nomor in enumerate(susunan, 1):
        urut[nomor].urutan = tempat
    return True


def _untuk_audit(sasaran: Sasaran) -> dict[str, object]:
    return {
        "sasaran": sasaran.pk,
        "teks": sasaran.teks,
        "mendukung": sasaran.mendukung_id,
        "ikut_pohon": sasaran.ikut_pohon,
    }


def _untuk_audit_indikator(satu: IndikatorSasaran) -> dict[str, object]:
    isi = {nama: getattr(satu, nama) for nama in IsiIndikator.__dataclass_fields__}
    return isi | {
        "indikator": satu.pk,
        "sasaran": satu.sasaran_id,
        "pengali": None if satu.pengali is None else desimal(satu.pengali),
    }
