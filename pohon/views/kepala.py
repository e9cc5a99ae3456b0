"""Saving fields of the tree itself (Tahap 1's factors and agreement, the heading of the source column)."""

from datetime import date

from django import forms
from django.contrib import messages

from instansi.api import Bentrok, GalatLayanan, KeteranganBentrok, Permintaan, jelaskan_bentrok, riwayat, tambah_galat
from pohon.models import Pohon
from pohon.selectors import ambil_pohon
from pohon.services import ubah_tahap_1


def awal_kepala(pohon: Pohon, formulir: type[forms.Form]) -> dict[str, object]:
    """Return what is stored, as initial values of a form about the tree."""
    return {nama: getattr(pohon, nama) for nama in formulir.base_fields}


def simpan_kepala(
    request: Permintaan, pohon: Pohon, formulir: forms.Form, kabar: str
) -> tuple[bool, KeteranganBentrok | None]:
    """Save a form about the tree; return whether it was saved, and the conflict if that is what kept it from being.

    Otherwise the form holds its errors. After a conflict it carries the stored `versi`: saving again is a decision.
    """
    if not formulir.is_valid():
        return False, None
    isian = dict(formulir.cleaned_data)
    try:
        ubah_tahap_1(aktor=request.user, pohon_id=pohon.pk, versi=isian.pop("versi"), **isian)
    except Bentrok as galat:
        return False, _bentrok(request, pohon, formulir, galat)
    except GalatLayanan as galat:
        tambah_galat(formulir, galat)
        return False, None
    messages.success(request, kabar)
    return True, None


def _bentrok(request: Permintaan, pohon: Pohon, formulir: forms.Form, galat: Bentrok) -> KeteranganBentrok:
    """A tree has no `identitas`, so who wrote it is read from its own trail; dates are shown as they are typed."""
    terkini = ambil_pohon(request.user, pohon.pk)
    terakhir = riwayat(pohon.wadah).filter(jenis_objek="pohon").first()
    galat.oleh = terakhir.aktor_nama if terakhir else ""
    tersimpan = {
        nama: nilai.strftime("%d/%m/%Y") if isinstance(nilai, date) else nilai
        for nama, nilai in awal_kepala(terkini, type(formulir)).items()
    }
    return jelaskan_bentrok(formulir, galat, tersimpan, terkini.versi)
