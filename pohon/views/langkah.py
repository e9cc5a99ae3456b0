"""Undoing and redoing the steps of today."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan
from pohon.halaman import alamat
from pohon.langkah import ULANGI
from pohon.selectors import ambil_pohon, tempat_simpul
from pohon.services.urungkan import ulangi, urungkan
from pohon.views import tahap_3


@require_POST
def langkah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Undo the last step, or with `arah=ulangi` redo what was undone; return to Tahap 3 at its box."""
    pohon = ambil_pohon(request.user, pohon_id)
    maju = request.POST.get("arah") == ULANGI
    fokus, status = "", 200
    try:
        hasil = (ulangi if maju else urungkan)(aktor=request.user, pohon_id=pohon.pk)
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        status = galat.status
    else:
        messages.success(request, f"{'Diulangi' if maju else 'Diurungkan'}: {hasil.sebutan}.")
        ada = hasil.simpul_id and tempat_simpul(pohon.pk, hasil.simpul_id)
        fokus = str(hasil.simpul_id) if ada else ""
    if request.htmx:
        return tahap_3.tampil(request, pohon, None, None, fokus=fokus, status=status)
    return redirect(alamat("tahap_3", pohon.pk, f"simpul-{fokus}" if fokus else ""))
