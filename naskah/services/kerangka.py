"""The frame of every edit of a draft: transaction, lock, rights, state, version; and its audit entries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from instansi.api import Bentrok, CatatanAudit, GalatLayanan, Pengguna, TidakBerhak, TidakDitemukan, catat
from naskah.choices import StatusKeputusan
from naskah.models import Keputusan
from naskah.policies import boleh_lihat, boleh_rancang

PESAN_BENTROK = "Keputusan ini sudah diubah sejak halaman dibuka. Tulisan Anda belum disimpan."


VERSI = "versi"  # in an audit entry: the version that the decree has after the change


@contextmanager
def sunting_keputusan(aktor: Pengguna, keputusan_id: int, *, versi: int | None = None) -> Iterator[Keputusan]:
    """Open an edit of a draft or of its attachments; its `versi` moves at the end.

    Raises TidakDitemukan when the actor may not see it, TidakBerhak when not write it, GalatLayanan when it is issued,
    Bentrok when it has changed since `versi`.
    """
    with transaction.atomic():
        keputusan = kunci_keputusan(aktor, keputusan_id)
        if keputusan.status != StatusKeputusan.DRAF:
            raise GalatLayanan(
                f"Keputusan ini sudah {keputusan.get_status_display().lower()} dan tidak dapat diubah lagi."
            )
        if versi is not None and keputusan.versi != versi:
            raise Bentrok(PESAN_BENTROK, terkini={"versi": keputusan.versi}, oleh=pengubah_terakhir(keputusan))
        yield keputusan
        Keputusan.objects.filter(pk=keputusan.pk).update(versi=F("versi") + 1, diubah=timezone.now())


def kunci_keputusan(aktor: Pengguna, keputusan_id: int) -> Keputusan:
    """Lock a decree that the actor may write and return it as stored now. Raises TidakDitemukan, TidakBerhak."""
    keputusan = Keputusan.objects.select_for_update(no_key=True, of=("self",)).filter(pk=keputusan_id).first()
    if keputusan is None or not boleh_lihat(aktor, keputusan):
        raise TidakDitemukan("Keputusan tidak ditemukan.")
    pastikan_boleh_rancang(aktor, keputusan)
    return keputusan


def pastikan_boleh_rancang(aktor: Pengguna, keputusan: Keputusan) -> None:
    """Raise TidakBerhak unless the actor plans for the decree's agency."""
    if not boleh_rancang(aktor, keputusan.perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat menyusun keputusannya.")


def pastikan_belum_diubah(keputusan: Keputusan, versi: int, kata_kerja: str, **sesudah: object) -> None:
    """Raise Bentrok when changes of this kind were made since `versi`, with their values of before, by their columns.

    What else has changed meanwhile (a row of an attachment while the text is edited) is no conflict. `sesudah` narrows
    the entries by what they hold. Entries of earlier releases name no version: then any change counts as one.
    """
    if keputusan.versi == versi:
        return
    catatan = CatatanAudit.objects.filter(
        wadah=keputusan.wadah,
        kata_kerja=kata_kerja,
        **{f"sesudah__{nama}": nilai for nama, nilai in sesudah.items()},
    ).order_by("-pk")
    semula: dict[str, object] = {}
    oleh = ""
    for satu in catatan:
        pada = satu.sesudah.get(VERSI)
        if pada is not None and pada <= versi:
            break
        oleh = oleh or satu.aktor_nama
        if pada is None:
            semula = {}
            break
        semula |= satu.sebelum
    if oleh:
        raise Bentrok(PESAN_BENTROK, terkini={VERSI: keputusan.versi}, oleh=oleh, semula=semula)


def pengubah_terakhir(keputusan: Keputusan) -> str:
    """Return the name of whoever last changed the decree or its attachments, or empty."""
    return CatatanAudit.objects.filter(wadah=keputusan.wadah).values_list("aktor_nama", flat=True).first() or ""


def catat_keputusan(
    aktor: Pengguna | None,
    keputusan: Keputusan,
    kata_kerja: str,
    *,
    ringkas: str,
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    """Write an audit entry about a decree or something in it, inside its edit; values must be JSON-ready."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=keputusan.wadah,
        jenis_objek="keputusan",
        kunci=keputusan.pk,
        ringkas=ringkas,
        sebelum=sebelum,
        sesudah={**(sesudah or {}), VERSI: keputusan.versi + 1},
    )
