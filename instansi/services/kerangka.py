"""The frame of every change of administration: transaction, lock, rights, cleaned values, audit entry.

The row of the local government is the lock: changes of one government wait for each other, so that a check such as
"the last administrator" or "not under itself" still holds when the change is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from instansi.audit import catat
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import Berversi, CatatanAudit, PemerintahDaerah, Pengguna
from instansi.policies import boleh_lihat_pemerintah, boleh_mengurus
from instansi.teks import banyak_baris, pastikan_panjang, satu_baris

PESAN_BUKAN_ADMIN = "Hanya administrator pemerintah daerah ini yang dapat melakukannya."
PESAN_HILANG = "Data ini tidak ada atau sudah dihapus. Muat ulang halaman untuk melihat keadaan terakhir."
PESAN_BENTROK = "Isinya berubah sejak halaman ini dibuka."
_SEMULA_TERBANYAK = 20


@contextmanager
def urus(aktor: Pengguna, pemerintah_daerah_id: int) -> Iterator[PemerintahDaerah]:
    """Open a change by the administrator: one transaction with the local government locked and the rights checked.

    Raises TidakDitemukan for someone of another local government, TidakBerhak for anyone else without the role.
    """
    with transaction.atomic():
        pemda = PemerintahDaerah.objects.select_for_update().filter(pk=pemerintah_daerah_id).first()
        if pemda is None or not boleh_lihat_pemerintah(aktor, pemda.pk):
            raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
        if not boleh_mengurus(aktor, pemda.pk):
            raise TidakBerhak(PESAN_BUKAN_ADMIN)
        yield pemda


def ambil(himpunan: models.QuerySet[Any], kunci: int) -> Any:
    """Return the row of this set with the key. Raises TidakDitemukan when it is elsewhere or gone."""
    objek = himpunan.filter(pk=kunci).first()
    if objek is None:
        raise TidakDitemukan(PESAN_HILANG)
    return objek


def bersih(teks: str, kolom: str, panjang: int, *, wajib: str = "", banyak: bool = False) -> str:
    """Return the cleaned text. Raises GalatLayanan for the field: too long, control characters, or empty."""
    try:
        hasil = banyak_baris(teks) if banyak else satu_baris(teks)
        pastikan_panjang(hasil, panjang)
    except ValidationError as galat:
        raise GalatLayanan(galat.messages[0], kolom=kolom) from galat
    if wajib and not hasil:
        raise GalatLayanan(wajib, kolom=kolom)
    return hasil


def pilihan(nilai: str, kolom: str, boleh: list[str]) -> str:
    """Return the value if it is one of the list. Raises GalatLayanan otherwise."""
    if nilai not in boleh:
        raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom=kolom)
    return nilai


def terapkan(
    objek: Berversi, kolom: Mapping[str, Any], versi: int | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the columns that differ and return their values before and after; nothing is written when none does.

    With the version that the page showed, raises Bentrok when someone has edited the object since. Imports and
    commands, which show no page, give none.
    """
    beda = {nama: nilai for nama, nilai in kolom.items() if getattr(objek, nama) != nilai}
    if beda and versi is not None and objek.versi != versi:
        raise _bentrok(objek, kolom, versi)
    sebelum = {nama: getattr(objek, nama) for nama in beda}
    for nama, nilai in beda.items():
        setattr(objek, nama, nilai)
    if beda:
        objek.versi += beda.keys() != {"urutan"}  # a neighbour that was moved is no edit of this one
        objek.save(update_fields=[*beda, "versi"])
    return sebelum, beda


def catat_urusan(
    aktor: Pengguna | None,
    wadah: PemerintahDaerah | Pengguna,
    kata_kerja: str,
    objek: models.Model,
    *,
    ringkas: str = "",
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
) -> None:
    """Write an audit entry in the history of a local government, or of an account for what its owner does to it."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=wadah_dari(wadah),
        jenis_objek=objek._meta.model_name or "",
        kunci=objek.pk,
        identitas=getattr(objek, "identitas", None),
        ringkas=ringkas or str(objek),
        sebelum={nama: _untuk_json(nilai) for nama, nilai in (sebelum or {}).items()},
        sesudah={nama: _untuk_json(nilai) for nama, nilai in (sesudah or {}).items()},
    )


def wadah_dari(pemilik: PemerintahDaerah | Pengguna) -> str:
    """Return the name under which the history of a local government or of an account is read."""
    jenis = "pemerintah_daerah" if isinstance(pemilik, PemerintahDaerah) else "pengguna"
    return f"{jenis}:{pemilik.pk}"


def _bentrok(objek: Berversi, kolom: Iterable[str], versi: int) -> Bentrok:
    """Return the conflict: what is stored, who wrote it, and the values of before that from the trail."""
    catatan = CatatanAudit.objects.filter(
        kata_kerja="ubah", jenis_objek=objek._meta.model_name, kunci=str(objek.pk)
    ).order_by("-pk")
    daftar = list(catatan[: min(max(1, objek.versi - versi), _SEMULA_TERBANYAK)])
    semula: dict[str, Any] = {}
    bidang = {satu.attname: satu for satu in objek._meta.concrete_fields}
    for satu in daftar:
        semula |= {nama: bidang[nama].to_python(nilai) for nama, nilai in satu.sebelum.items() if nama in bidang}
    return Bentrok(
        PESAN_BENTROK,
        terkini={nama: getattr(objek, nama) for nama in (*kolom, "versi")},
        oleh=daftar[0].aktor_nama if daftar else "",
        semula=semula,
    )


def _untuk_json(nilai: Any) -> Any:
    if isinstance(nilai, list | tuple):
        return [_untuk_json(satu) for satu in nilai]
    if isinstance(nilai, date):
        return nilai.isoformat()
    return nilai if nilai is None or isinstance(nilai, str | int | bool) else str(nilai)
