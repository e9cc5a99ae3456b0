"""Saving fields of the tree itself (Tahap 1's factors and agreement, the heading of the source column)."""

from django import forms
from django.contrib import messages

from instansi.api import Bentrok, GalatLayanan, Permintaan, riwayat, tambah_galat
from pohon.models import Pohon
from pohon.selectors import ambil_pohon
from pohon.services import ubah_tahap_1
from pohon.views.penyuntingan import Konflik, konflik


def awal_kepala(pohon: Pohon, formulir: type[forms.Form]) -> dict[str, object]:
    """Return what is stored, as initial values of a form about the tree."""
    return {nama: getattr(pohon, nama) for nama in formulir.base_fields}


def simpan_kepala(request: Permintaan, pohon: Pohon, formulir: forms.Form, kabar: str) -> Konflik | None | bool:
    """Save a valid form; return True when saved, None when the form now holds an error, the conflict when there is one.

    After a conflict the form carries the stored `versi`: saving again is then a decision.
    """
    if not formulir.is_valid():
        return None
    isian = dict(formulir.cleaned_data)
    try:
        ubah_tahap_1(aktor=request.user, pohon_id=pohon.pk, versi=isian.pop("versi"), **isian)
    except Bentrok:
        terkini = ambil_pohon(request.user, pohon.pk)
        terakhir = riwayat(pohon.wadah).filter(jenis_objek="pohon").first()
        return konflik(
            formulir, awal_kepala(terkini, type(formulir)), terkini.versi, terakhir.aktor_nama if terakhir else ""
        )
    except GalatLayanan as galat:
        if galat.status != GalatLayanan.status:
            raise
        tambah_galat(formulir, galat)
        return None
    messages.success(request, kabar)
    return True
