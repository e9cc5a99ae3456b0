"""The audit trail: one function writes it, inside the transaction of the change it records."""

import uuid
from collections.abc import Mapping

from django.db.models import QuerySet

from instansi.models import CatatanAudit, Pengguna


def catat(
    *,
    aktor: Pengguna | None,
    kata_kerja: str,
    wadah: str,
    jenis_objek: str,
    kunci: object,
    identitas: uuid.UUID | None = None,
    ringkas: str = "",
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> CatatanAudit:
    """Write one entry. `sebelum` and `sesudah` hold JSON values of the changed fields, enough to invert the change.

    Without an actor (a command, an import at set-up) the entry says "sistem".
    """
    return CatatanAudit.objects.create(
        aktor=aktor,
        aktor_nama=aktor.nama_tampil if aktor else "sistem",
        kata_kerja=kata_kerja,
        wadah=wadah,
        jenis_objek=jenis_objek,
        kunci=str(kunci),
        identitas=identitas,
        ringkas=ringkas[:300],
        sebelum=dict(sebelum or {}),
        sesudah=dict(sesudah or {}),
    )


def pengubah_terakhir(identitas: uuid.UUID) -> str:
    """Return the name of whoever last changed the thing, or empty when no entry speaks of it."""
    return CatatanAudit.objects.filter(identitas=identitas).values_list("aktor_nama", flat=True).first() or ""


def riwayat(wadah: str) -> QuerySet[CatatanAudit]:
    """Return the entries of one container ("pohon:12"), newest first."""
    return CatatanAudit.objects.filter(wadah=wadah)
