"""Turning a step of Tahap 4 or 5 round: indicators, levels, components and positions. `services.urungkan` calls it.

As there: what others have built upon is refused, never overwritten.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import F

from instansi.api import CatatanAudit, GalatLayanan, Pengguna
from pohon.models import Indikator, Pohon, Simpul
from pohon.services.indikator import hapus_indikator, ubah_indikator, urutkan_indikator
from pohon.services.isian import IsiIndikator
from pohon.services.penerjemahan import catat_usulan, tulis_penerjemahan
from pohon.services.simpul import ubah_tingkat
from pohon.services.sunting import LANGKAH, PESAN_LEWAT, ambil_indikator, ambil_simpul

_JABATAN = ("jabatan", "jabatan_ids")


def hapus_indikator_lagi(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    """Delete the indicators that a step added or brought back. Raises GalatLayanan when one is gone."""
    kunci = [int(catatan.kunci)] if catatan.kata_kerja == "tambah" else catatan.sesudah["indikator"]
    hidup = Indikator.objects.filter(pohon=pohon, pk__in=kunci, penghapusan__isnull=True).count()
    if hidup != len(kunci):
        raise GalatLayanan(PESAN_LEWAT)
    for satu in kunci:
        hapus_indikator(aktor=aktor, pohon_id=pohon.pk, indikator_id=satu)


def _ubah_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    indikator = ambil_indikator(pohon, int(catatan.kunci))
    sebelum, sesudah = (_berjenis(isi) for isi in (catatan.sebelum, catatan.sesudah))
    if any(getattr(indikator, nama) != nilai for nama, nilai in sesudah.items()):
        raise GalatLayanan(PESAN_LEWAT)
    isi = {nama: sebelum.get(nama, getattr(indikator, nama)) for nama in IsiIndikator.__dataclass_fields__}
    ubah_indikator(
        aktor=aktor,
        pohon_id=pohon.pk,
        indikator_id=indikator.pk,
        versi=indikator.versi,
        isi=IsiIndikator(**isi),
    )


def _berjenis(isi: dict[str, Any]) -> dict[str, Any]:
    """Return the columns as the model holds them: the trail keeps numbers with decimals as text."""
    hasil = {nama: nilai for nama, nilai in isi.items() if nama != LANGKAH}
    if hasil.get("pengali") is not None:
        hasil["pengali"] = Decimal(hasil["pengali"])
    return hasil


def _urutkan_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    indikator = ambil_indikator(pohon, int(catatan.kunci))
    urutan_kini = list(
        Indikator.objects.filter(simpul=indikator.simpul_id, penghapusan__isnull=True)
        .order_by("urutan", "pk")
        .values_list("pk", flat=True)
    )
    if urutan_kini != catatan.sesudah["urutan"]:
        raise GalatLayanan(PESAN_LEWAT)
    urutkan_indikator(aktor, pohon, indikator, urutan_kini, catatan.sebelum["urutan"])


def _tingkat_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    simpul = ambil_simpul(pohon, int(catatan.kunci))
    if simpul.tingkat != catatan.sesudah["tingkat"]:
        raise GalatLayanan(PESAN_LEWAT)
    tingkat = catatan.sebelum["tingkat"]
    ubah_tingkat(aktor=aktor, pohon_id=pohon.pk, simpul_id=simpul.pk, versi=simpul.versi, tingkat=tingkat)


def _terjemahkan_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    simpul = ambil_simpul(pohon, int(catatan.kunci))
    kolom = {nama: nilai for nama, nilai in catatan.sebelum.items() if nama not in _JABATAN}
    pemegang = list(simpul.pemegang.order_by("urutan", "pk").values_list("jabatan_id", flat=True))
    if any(getattr(simpul, nama) != catatan.sesudah[nama] for nama in kolom):
        raise GalatLayanan(PESAN_LEWAT)
    if catatan.sesudah.get("jabatan_ids", pemegang) != pemegang:
        raise GalatLayanan(PESAN_LEWAT)
    if "jabatan" in catatan.sebelum and "jabatan_ids" not in catatan.sebelum:  # written before keys were kept
        raise GalatLayanan(PESAN_LEWAT)
    tulis_penerjemahan(aktor, pohon, simpul, kolom, catatan.sebelum.get("jabatan_ids", pemegang))


def _usulan_kembali(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit) -> None:
    """Take accepted proposals back, or accept them again: one entry holds both values of each node."""
    lama = catatan.sebelum
    baru = {kunci: nilai for kunci, nilai in catatan.sesudah.items() if kunci != LANGKAH}
    kini = Simpul.objects.hidup().filter(pohon=pohon, pk__in=map(int, baru))
    nilai = {
        str(pk): [komponen, kinerja] for pk, komponen, kinerja in kini.values_list("pk", "komponen", "kinerja_jabatan")
    }
    if nilai != baru:
        raise GalatLayanan(PESAN_LEWAT)
    for kunci, (komponen, kinerja) in lama.items():
        Simpul.objects.filter(pk=int(kunci)).update(komponen=komponen, kinerja_jabatan=kinerja, versi=F("versi") + 1)
    catat_usulan(aktor, pohon, sebelum=baru, sesudah=lama)


BALIK_ISI: dict[tuple[str, str], Callable[[Pengguna, Pohon, CatatanAudit], None]] = {
    ("tambah", "indikator"): hapus_indikator_lagi,
    ("ubah", "indikator"): _ubah_kembali,
    ("urutkan", "indikator"): _urutkan_kembali,
    ("ubah_tingkat", "simpul"): _tingkat_kembali,
    ("ubah_penerjemahan", "simpul"): _terjemahkan_kembali,
    ("terima_usulan", "pohon"): _usulan_kembali,
}
