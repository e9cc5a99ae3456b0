"""Changes of the tree as a whole: begin one, Tahap 1, clone into a new version."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from instansi.api import (
    GalatLayanan,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_pemerintah,
    boleh_menyusun,
)
from pohon.choices import PANJANG_PENDEK, PANJANG_URAIAN, StatusPohon
from pohon.models import Crosscutting, Indikator, Pohon, Simpul, SimpulJabatan
from pohon.policies import boleh_lihat, boleh_susun, boleh_susun_daerah
from pohon.services.berita_acara import salin_berita_acara
from pohon.services.isian import Rancangan, bersih
from pohon.services.selaras import selaraskan
from pohon.services.sunting import catat_pohon, pastikan_versi, selisih, sunting
from pohon.services.tanam import tanam
from pohon.tree import buat_akar, kunci_pohon, muat_susunan

_TAHAP_1 = ("mandat", "permasalahan", "ekspektasi", "tanggal_kesepakatan", "peserta_kesepakatan", "judul_kolom_sumber")
_DISALIN = (*_TAHAP_1, "urusan", "tahun")


def buat_pohon(
    *,
    aktor: Pengguna,
    perangkat_daerah: PerangkatDaerah,
    periode: Periode,
    urusan: str,
    tahun: int,
    isi: Sequence[Rancangan] = (),
    **tahap_1: Any,
) -> Pohon:
    """Begin a tree: empty, or with whole outcomes already planned (import, demo data); return it.

    Raises TidakBerhak unless the actor plans for the agency; GalatLayanan when the agency already has a working tree
    for this urusan and period, is closed, or when period and year do not fit.
    """
    if not boleh_menyusun(aktor, perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat memulai pohon kinerja.")
    if perangkat_daerah.berlaku_sampai and perangkat_daerah.berlaku_sampai < timezone.localdate():
        pengganti = f" Penggantinya: {perangkat_daerah.pengganti}." if perangkat_daerah.pengganti else ""
        raise GalatLayanan(f"{perangkat_daerah.nama} sudah tidak berlaku.{pengganti}")
    if periode.pemerintah_daerah_id != perangkat_daerah.pemerintah_daerah_id:
        raise GalatLayanan("Pilih periode pemerintah daerah ini.", kolom="periode")
    return _mulai(aktor, {"perangkat_daerah": perangkat_daerah}, periode, urusan, tahun, isi, tahap_1)


def buat_pohon_daerah(
    *,
    aktor: Pengguna,
    periode: Periode,
    tahun: int,
    tema: str = "",
    isi: Sequence[Rancangan] = (),
    **tahap_1: Any,
) -> Pohon:
    """Begin the local government's own tree of a period; a theme (poverty, stunting …) makes a further one.

    The theme stands where an agency's tree names its urusan. Raises TidakDitemukan or TidakBerhak unless the actor
    belongs to the planning board of the period's local government; GalatLayanan as `buat_pohon`.
    """
    pemerintah = periode.pemerintah_daerah
    if not boleh_lihat_pemerintah(aktor, pemerintah.pk):
        raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
    if not boleh_susun_daerah(aktor, pemerintah.pk):
        raise TidakBerhak("Hanya penelaah dan administrator yang dapat memulai pohon pemerintah daerah.")
    return _mulai(aktor, {"pemerintah_daerah": pemerintah}, periode, tema, tahun, isi, tahap_1)


def _mulai(
    aktor: Pengguna,
    pemilik: Mapping[str, PerangkatDaerah | PemerintahDaerah],
    periode: Periode,
    urusan: str,
    tahun: int,
    isi: Sequence[Rancangan],
    tahap_1: dict[str, Any],
) -> Pohon:
    """Create the tree of an owner (by the name of its column), whose right has been checked."""
    if not periode.mulai <= tahun <= periode.selesai:
        raise GalatLayanan(f"Tahun harus di antara {periode.mulai} dan {periode.selesai}.", kolom="tahun")
    urusan = bersih(urusan, "urusan", PANJANG_PENDEK)
    kolom = kolom_tahap_1(tahap_1)
    nomor = Pohon.objects.filter(**pemilik, periode=periode, urusan=urusan).aggregate(Max("nomor_versi"))
    try:
        with transaction.atomic():
            pohon = Pohon.objects.create(
                **pemilik,
                periode=periode,
                urusan=urusan,
                tahun=tahun,
                nomor_versi=(nomor["nomor_versi__max"] or 0) + 1,
                **kolom,
            )
            buat_akar(pohon)
            if isi:
                susunan = muat_susunan(kunci_pohon(pohon.pk))
                tanam(pohon, susunan, susunan.akar, isi)
            catat_pohon(
                aktor, pohon, "buat", pohon, sesudah={"urusan": urusan, "tahun": tahun, "periode": str(periode)}
            )
            selaraskan(aktor, pohon)
    except IntegrityError:
        raise GalatLayanan(
            "Pohon kinerja untuk urusan dan periode ini sudah ada. Buka pohon itu dari beranda.", kolom="urusan"
        ) from None
    return pohon


def ubah_tahap_1(*, aktor: Pengguna, pohon_id: int, versi: int, **isian: Any) -> Pohon:
    """Change the factors, the agreement and the heading of the source column of a tree.

    Takes any of mandat, permasalahan, ekspektasi, tanggal_kesepakatan, peserta_kesepakatan, judul_kolom_sumber. Raises
    Bentrok when they have changed since `versi`.
    """
    with sunting(aktor, pohon_id) as pohon:
        kolom = kolom_tahap_1(isian)
        pastikan_versi(pohon, versi, _TAHAP_1)
        sebelum, sesudah = selisih(pohon, kolom)
        if sesudah:
            Pohon.objects.filter(pk=pohon.pk).update(**kolom, versi=F("versi") + 1)
            catat_pohon(aktor, pohon, "ubah", pohon, sebelum=sebelum, sesudah=sesudah)
        return pohon


@transaction.atomic
def klon_pohon(*, aktor: Pengguna, pohon_id: int, periode: Periode | None = None) -> Pohon:
    """Copy an approved tree into a new working version and return it; every `identitas` stays, so versions compare.

    For another period the printed year moves along with it and the agreement on the outcomes, which was about the old
    period, stays behind. Raises TidakDitemukan or TidakBerhak; GalatLayanan when the version is not approved, the
    period is another government's, or a working version for that period exists already.
    """
    asal = _asal_klon(aktor, pohon_id)
    periode = periode or asal.periode
    if periode.pemerintah_daerah_id != asal.periode.pemerintah_daerah_id:
        raise GalatLayanan("Pilih periode pemerintah daerah ini.", kolom="periode")
    pemilik = {"perangkat_daerah": asal.perangkat_daerah, "pemerintah_daerah": asal.pemerintah_daerah}
    nomor = Pohon.objects.filter(**pemilik, periode=periode, urusan=asal.urusan).aggregate(Max("nomor_versi"))
    baru = Pohon(
        **pemilik,
        periode=periode,
        nomor_versi=(nomor["nomor_versi__max"] or 0) + 1,
        asal=asal,
        **{nama: getattr(asal, nama) for nama in _DISALIN},
    )
    if periode != asal.periode:
        baru.tahun = min(asal.tahun - asal.periode.mulai + periode.mulai, periode.selesai)
        baru.tanggal_kesepakatan, baru.peserta_kesepakatan = None, ""
    try:
        with transaction.atomic():
            baru.save()
    except IntegrityError:
        raise GalatLayanan("Versi kerja untuk urusan dan periode ini sudah ada.", kolom="periode") from None
    buat_akar(baru)
    peta = _salin_simpul(asal, baru)
    for model in (Indikator, SimpulJabatan, Crosscutting):
        _salin_isi(model, baru, peta)
    if periode == asal.periode:
        salin_berita_acara(asal, baru)
    catat_pohon(aktor, baru, "klon", baru, sesudah={"asal": asal.pk, "periode": str(periode), "tahun": baru.tahun})
    selaraskan(aktor, baru)
    return baru


def _asal_klon(aktor: Pengguna, pohon_id: int) -> Pohon:
    """Return the locked origin of a clone, once the actor may copy it and it is approved."""
    try:
        asal = kunci_pohon(pohon_id)
    except Pohon.DoesNotExist:
        raise TidakDitemukan("Pohon kinerja tidak ditemukan.") from None
    if not boleh_lihat(aktor, asal):
        raise TidakDitemukan("Pohon kinerja tidak ditemukan.")
    if not boleh_susun(aktor, asal):
        raise TidakBerhak("Hanya penyusun pohon kinerja ini yang dapat membuat versi baru.")
    if asal.status != StatusPohon.DISETUJUI:
        raise GalatLayanan("Versi baru dibuat dari versi yang disetujui.")
    return asal


def _salin_simpul(asal: Pohon, baru: Pohon) -> dict[int, int]:
    """Copy the live nodes under the new root; return old key → new key."""
    susunan = muat_susunan(kunci_pohon(baru.pk))
    sementara: dict[int, int] = {Simpul.objects.get(pohon=asal, parent__isnull=True).pk: susunan.akar}
    lama = list(Simpul.objects.hidup().filter(pohon=asal).order_by("lft"))
    for simpul in lama:
        salinan = _salinan(simpul)
        sementara[simpul.pk] = susunan.tambah(salinan, sementara[simpul.parent_id])
    return {simpul.pk: salinan.pk for simpul, salinan in zip(lama, susunan.simpan(), strict=True)}


def _salin_isi(model: Any, baru: Pohon, peta: dict[int, int]) -> None:
    """Copy what hangs on the copied nodes: deleted indicators stay behind."""
    rows = model.objects.filter(simpul__in=peta)
    if model is Indikator:
        rows = rows.filter(penghapusan__isnull=True)
    salinan = []
    for baris in rows.order_by("pk"):
        kembar = _salinan(baris)
        kembar.pohon, kembar.simpul_id = baru, peta[baris.simpul_id]
        salinan.append(kembar)
    model.objects.bulk_create(salinan)


def _salinan(objek: Any) -> Any:
    """Return an unsaved object with the same columns but for the key; versions begin anew."""
    kolom = {
        kolom.attname: getattr(objek, kolom.attname) for kolom in objek._meta.concrete_fields if not kolom.primary_key
    }
    if "versi" in kolom:
        kolom["versi"] = 1
    return type(objek)(**kolom)


def kolom_tahap_1(isian: dict[str, Any]) -> dict[str, str | date | None]:
    """Return columns of Tahap 1, cleaned. Raises GalatLayanan naming the field, TypeError for an unknown column."""
    asing = set(isian) - set(_TAHAP_1)
    if asing:
        raise TypeError(f"Kolom Tahap 1 tidak dikenal: {sorted(asing)}")
    kolom: dict[str, str | date | None] = {}
    for nama, nilai in isian.items():
        if nama == "tanggal_kesepakatan":
            kolom[nama] = nilai
        elif nama == "judul_kolom_sumber":
            kolom[nama] = bersih(nilai or "", nama, PANJANG_PENDEK)
        else:
            kolom[nama] = bersih(nilai or "", nama, PANJANG_URAIAN, banyak=True)
    return kolom
