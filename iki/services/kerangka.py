"""The frame of every edit of a position's sheet: transaction, lock, rights, version; and its audit entries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from iki.models import LembarJabatan
from instansi.api import (
    Bentrok,
    Jabatan,
    Pengguna,
    PerangkatDaerah,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_perangkat,
    boleh_menyusun,
    catat,
    pengubah_terakhir,
)

PESAN_BENTROK = "Lembar jabatan ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan."


@contextmanager
def sunting_jabatan(aktor: Pengguna, jabatan_id: int, *, versi: int | None = None) -> Iterator[Jabatan]:
    """Open an edit of what a position has in the book; the version of its sheet moves at the end.

    Raises TidakDitemukan when the actor may not see the agency or the position is closed, TidakBerhak when not plan
    for it, Bentrok when the sheet has changed since `versi`.
    """
    with transaction.atomic():
        jabatan = (
            Jabatan.objects.select_related("perangkat_daerah")
            .filter(pk=jabatan_id, berlaku_sampai__isnull=True)
            .first()
        )
        if jabatan is None or not boleh_lihat_perangkat(aktor, jabatan.perangkat_daerah):
            raise TidakDitemukan("Jabatan tidak ditemukan.")
        pastikan_boleh(aktor, jabatan.perangkat_daerah)
        lembar = kunci_lembar(jabatan)
        if versi is not None and lembar.versi != max(versi, 1):
            raise Bentrok(PESAN_BENTROK, terkini={"versi": lembar.versi}, oleh=pengubah_terakhir(jabatan.identitas))
        yield Jabatan.objects.select_related("perangkat_daerah").get(pk=jabatan.pk)
        naikkan(lembar)


def pastikan_boleh(aktor: Pengguna, perangkat_daerah: PerangkatDaerah) -> None:
    """Raise TidakBerhak unless the actor plans for the agency."""
    if not boleh_menyusun(aktor, perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengubah indikator kinerja individunya.")


def kunci_lembar(jabatan: Jabatan) -> LembarJabatan:
    """Lock the sheet of a position, made when it is first written to. Needs an open transaction."""
    LembarJabatan.objects.get_or_create(jabatan=jabatan)
    return LembarJabatan.objects.select_for_update(no_key=True, of=("self",)).get(jabatan=jabatan)


def naikkan(lembar: LembarJabatan) -> None:
    """Move the version of a locked sheet."""
    LembarJabatan.objects.filter(pk=lembar.pk).update(versi=F("versi") + 1)


def catat_jabatan(
    aktor: Pengguna | None,
    jabatan: Jabatan,
    kata_kerja: str,
    *,
    ringkas: str,
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    """Write an audit entry about a position's sheet; values must be JSON-ready."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=f"jabatan:{jabatan.pk}",
        jenis_objek="jabatan",
        kunci=jabatan.pk,
        identitas=jabatan.identitas,
        ringkas=f"{jabatan.nama}: {ringkas}",
        sebelum=sebelum,
        sesudah=sesudah,
    )
