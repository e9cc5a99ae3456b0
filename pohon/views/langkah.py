"""Undoing and redoing the steps of today."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, alamat_kembali
from pohon.halaman import alamat
from pohon.langkah import ULANGI, simpul_langkah
from pohon.selectors import ambil_pohon
from pohon.services.urungkan import ulangi, urungkan
from pohon.views import tahap_1, tahap_2, tahap_3


@require_POST
def langkah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Undo the last step, or with `arah=ulangi` redo what was undone; return to the page it was asked from.

    The quick editors of Tahap 1 to 3 are answered at once; other pages are sent on to (`kembali`, else Tahap 3).
    """
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
        fokus = str(simpul_langkah(hasil) or "")
    kembali = alamat_kembali(request, alamat("tahap_3", pohon.pk))
    if request.htmx:
        for nama, tampil in (("tahap_1", tahap_1.tampil), ("tahap_2", tahap_2.tampil), ("tahap_3", tahap_3.tampil)):
            if kembali == alamat(nama, pohon.pk):
                return tampil(request, pohon, None, None, fokus=fokus, status=status)
    return redirect(f"{kembali}#simpul-{fokus}" if fokus else kembali)
