"""What every change of a review shares: the locked tree that the actor may see, cleaned text, the audit entry."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from instansi.api import GalatLayanan, Pengguna, TidakDitemukan, banyak_baris, catat, pastikan_panjang
from pohon.api import STATUS_KERJA, Pohon, boleh_lihat, kunci_pohon
from telaah.choices import PANJANG_CATATAN


@contextmanager
def pohon_terkunci(aktor: Pengguna, pohon_id: int) -> Iterator[Pohon]:
    """Open a transaction with the tree locked and freshly read. Raises TidakDitemukan when the actor may not see it."""
    with transaction.atomic():
        try:
            pohon = kunci_pohon(pohon_id)
        except Pohon.DoesNotExist:
            raise TidakDitemukan("Pohon kinerja tidak ditemukan.") from None
        if not boleh_lihat(aktor, pohon):
            raise TidakDitemukan("Pohon kinerja tidak ditemukan.")
        yield pohon


def pastikan_kerja(pohon: Pohon) -> None:
    """Raise GalatLayanan when the version is approved or replaced: nothing about it changes any more."""
    if pohon.status not in STATUS_KERJA:
        raise GalatLayanan(f"Versi ini berstatus {pohon.get_status_display()} dan tidak dapat diubah lagi.")


def bersih(teks: str, kolom: str, wajib: str) -> str:
    """Return the cleaned text. Raises GalatLayanan for the field when it is empty, too long or not storable."""
    try:
        hasil = banyak_baris(teks)
        pastikan_panjang(hasil, PANJANG_CATATAN)
    except ValidationError as galat:
        raise GalatLayanan(galat.messages[0], kolom=kolom) from galat
    if not hasil:
        raise GalatLayanan(wajib, kolom=kolom)
    return hasil


def catat_telaah(
    aktor: Pengguna,
    pohon: Pohon,
    kata_kerja: str,
    objek: Any,
    *,
    ringkas: str = "",
    sebelum: Mapping[str, object] | None = None,
    sesudah: Mapping[str, object] | None = None,
) -> None:
    """Write an audit entry into the tree's history."""
    catat(
        aktor=aktor,
        kata_kerja=kata_kerja,
        wadah=pohon.wadah,
        jenis_objek=objek._meta.model_name,
        kunci=objek.pk,
        identitas=getattr(objek, "identitas", None),
        ringkas=ringkas or str(objek),
        sebelum=sebelum,
        sesudah=sesudah,
    )
