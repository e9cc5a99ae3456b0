"""The frame of every edit: transaction, lock, rights, state, revision; and the checks that several edits share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from instansi.api import Bentrok, GalatLayanan, Pengguna, TidakBerhak, TidakDitemukan, catat, pengubah_terakhir, riwayat
from pohon.models import Indikator, Pohon, Simpul
from pohon.policies import boleh_lihat, boleh_susun, dapat_diubah
from pohon.services.selaras import selaraskan
from pohon.tree import kunci_pohon

PESAN_HILANG = (
    "Kotak ini sudah dihapus atau dipindahkan ke pohon lain. Muat ulang halaman untuk melihat keadaan terakhir."
)
PESAN_LEWAT = "Langkah ini tidak dapat diurungkan lagi, karena kotaknya sudah diubah sesudahnya."
# The step that the entries written now belong to; see `satu_langkah`.
LANGKAH = "langkah"
_langkah: ContextVar[dict[str, str] | None] = ContextVar("langkah", default=None)
PESAN_BENTROK = "Isi ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan."


@contextmanager
def sunting(aktor: Pengguna, pohon_id: int, *, lintas: bool = True) -> Iterator[Pohon]:
    """Open an edit: one transaction with the tree locked and its rights and state checked; `rev` moves at the end.

    Requests for crosscutting that the tree asks or answers follow what was edited, unless the edit says that it touches
    neither nodes nor whom they name (`lintas=False`).

    Raises TidakDitemukan when the actor may not see the tree, TidakBerhak when not write it, GalatLayanan when its
    state forbids changes.
    """
    with transaction.atomic():
        try:
            pohon = kunci_pohon(pohon_id)
        except Pohon.DoesNotExist:
            raise TidakDitemukan("Pohon kinerja tidak ditemukan.") from None
        if not boleh_lihat(aktor, pohon):
            raise TidakDitemukan("Pohon kinerja tidak ditemukan.")
        if not boleh_susun(aktor, pohon):
            raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengubah pohon kinerja.")
        if not dapat_diubah(pohon):
            raise GalatLayanan(f"Pohon kinerja berstatus {pohon.get_status_display()} dan tidak dapat diubah.")
        yield pohon
        if lintas:
            selaraskan(aktor, pohon)
        Pohon.objects.filter(pk=pohon.pk).update(rev=F("rev") + 1, diubah=timezone.now())


@contextmanager
def satu_langkah(arah: str = "") -> Iterator[None]:
    """Let all entries written inside count as one step, undone together; `arah` says that it undoes or redoes another.

    Inside another step nothing begins: the outer one holds them all.
    """
    if _langkah.get() is not None:
        yield
        return
    tanda = _langkah.set({"kunci": str(uuid4()), "arah": arah})
    try:
        yield
    finally:
        _langkah.reset(tanda)


def ambil_simpul(pohon: Pohon, simpul_id: int, *, kolom: str | None = None) -> Simpul:
    """Return a live node of this very tree, read under the lock. Raises GalatLayanan when deleted or elsewhere."""
    simpul: Simpul | None = Simpul.objects.hidup().filter(pohon=pohon, pk=simpul_id).first()
    if simpul is None:
        raise GalatLayanan(PESAN_HILANG, kolom=kolom)
    return simpul


def ambil_indikator(pohon: Pohon, indikator_id: int) -> Indikator:
    """Return a live indicator of a live node of this very tree. Raises GalatLayanan otherwise."""
    indikator = (
        Indikator.objects.filter(
            pohon=pohon, pk=indikator_id, penghapusan__isnull=True, simpul__penghapusan__isnull=True
        )
        .select_related("simpul")
        .first()
    )
    if indikator is None:
        raise GalatLayanan("Indikator ini sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir.")
    return indikator


def pastikan_versi(objek: Any, versi: int, kolom: tuple[str, ...]) -> None:
    """Raise Bentrok with the stored values when the object has changed since the version the page showed."""
    if objek.versi != versi:
        raise Bentrok(
            PESAN_BENTROK,
            terkini={nama: getattr(objek, nama) for nama in (*kolom, "versi")},
            oleh=pengubah_terakhir(objek.identitas) if hasattr(objek, "identitas") else "",
            semula=_semula(objek, versi),
        )


def _semula(objek: Any, versi: int) -> dict[str, Any]:
    """Return the columns that were changed since a version, as they were then: from the trail, one entry a version."""
    pohon_id = objek.pk if isinstance(objek, Pohon) else objek.pohon_id
    catatan = riwayat(f"pohon:{pohon_id}").filter(
        kata_kerja="ubah", jenis_objek=objek._meta.model_name, kunci=str(objek.pk)
    )
    hasil: dict[str, Any] = {}
    for satu in catatan.order_by("-pk")[: max(0, objek.versi - versi)]:
        hasil |= satu.sebelum
    kolom = {satu.attname: satu for satu in objek._meta.concrete_fields}
    return {nama: kolom[nama].to_python(nilai) if nama in kolom else nilai for nama, nilai in hasil.items()}


def selisih(objek: Any, kolom: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return (before, after) of the columns that differ from what the object holds."""
    beda = {nama: nilai for nama, nilai in kolom.items() if getattr(objek, nama) != nilai}
    return {nama: getattr(objek, nama) for nama in beda}, beda


def catat_pohon(
    aktor: Pengguna,
    pohon: Pohon,
    kata_kerja: str,
    objek: Any,
    *,
    ringkas: str = "",
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
) -> None:
    """Write an audit entry about the tree itself or something in it; values are made JSON-ready."""
    langkah = _langkah.get()
    if langkah:
        sesudah = {**(sesudah or {}), LANGKAH: langkah}
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=pohon.wadah,
        jenis_objek=objek._meta.model_name,
        kunci=objek.pk,
        identitas=getattr(objek, "identitas", None),
        ringkas=ringkas or str(objek),
        sebelum=_untuk_json(sebelum or {}),
        sesudah=_untuk_json(sesudah or {}),
    )


def _untuk_json(nilai: Any) -> Any:
    if isinstance(nilai, Mapping):
        return {str(kunci): _untuk_json(isi) for kunci, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_untuk_json(isi) for isi in nilai]
    return nilai if nilai is None or isinstance(nilai, str | int | bool) else str(nilai)
