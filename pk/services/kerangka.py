"""The frame of every change: rights, locks, audit entries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from instansi.api import (
    Bentrok,
    CatatanAudit,
    GalatLayanan,
    Pengguna,
    PerangkatDaerah,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_perangkat,
    catat,
)
from pk.choices import StatusPerjanjian
from pk.models import Perjanjian
from pk.policies import boleh_isi

PESAN_BENTROK = "Perjanjian ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan."


def pastikan_boleh(aktor: Pengguna, perangkat: PerangkatDaerah) -> None:
    """Raise TidakDitemukan unless the actor may see the agency, TidakBerhak unless he plans for it."""
    if not boleh_lihat_perangkat(aktor, perangkat):
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    if not boleh_isi(aktor, perangkat):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengisi target dan perjanjian kinerjanya.")


def kunci_perjanjian(aktor: Pengguna, perjanjian_id: int) -> Perjanjian:
    """Lock an agreement that the actor may write and return it as stored now. Raises TidakDitemukan, TidakBerhak."""
    perjanjian = Perjanjian.objects.select_for_update(no_key=True, of=("self",)).filter(pk=perjanjian_id).first()
    if perjanjian is None:
        raise TidakDitemukan("Perjanjian kinerja tidak ditemukan.")
    pastikan_boleh(aktor, perjanjian.perangkat_daerah)
    return perjanjian


@contextmanager
def sunting_perjanjian(aktor: Pengguna, perjanjian_id: int, *, versi: int | None = None) -> Iterator[Perjanjian]:
    """Open an edit of a draft; its `versi` moves at the end.

    Raises TidakDitemukan, TidakBerhak, GalatLayanan when it is signed, Bentrok when it has changed since `versi`.
    """
    with transaction.atomic():
        perjanjian = kunci_perjanjian(aktor, perjanjian_id)
        if perjanjian.status != StatusPerjanjian.DRAF:
            raise GalatLayanan("Perjanjian yang sudah ditandatangani tidak dapat diubah lagi; buatlah perubahannya.")
        if versi is not None and perjanjian.versi != versi:
            raise bentrok(perjanjian)
        yield perjanjian
        Perjanjian.objects.filter(pk=perjanjian.pk).update(versi=F("versi") + 1, diubah=timezone.now())


def bentrok(perjanjian: Perjanjian) -> Bentrok:
    """Return the error that says who has changed an agreement meanwhile."""
    oleh = CatatanAudit.objects.filter(wadah=perjanjian.wadah).values_list("aktor_nama", flat=True).first() or ""
    return Bentrok(PESAN_BENTROK, terkini={"versi": perjanjian.versi}, oleh=oleh)


def catat_perjanjian(
    aktor: Pengguna | None,
    perjanjian: Perjanjian,
    kata_kerja: str,
    *,
    ringkas: str,
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    """Write an audit entry about an agreement; values must be JSON-ready."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=perjanjian.wadah,
        jenis_objek="perjanjian",
        kunci=perjanjian.pk,
        ringkas=ringkas,
        sebelum=sebelum,
        sesudah=sesudah,
    )


def catat_isian(
    aktor: Pengguna,
    perangkat: PerangkatDaerah,
    kata_kerja: str,
    kunci: object,
    *,
    ringkas: str,
    identitas: UUID | None = None,
    sebelum: Mapping[str, object],
    sesudah: Mapping[str, object],
) -> None:
    """Write an audit entry about a row of targets or budgets."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=f"pk:{perangkat.pk}",
        jenis_objek="target" if identitas else "anggaran",
        kunci=kunci,
        identitas=identitas,
        ringkas=ringkas,
        sebelum=sebelum,
        sesudah=sesudah,
    )
