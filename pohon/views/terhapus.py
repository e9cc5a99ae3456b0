"""Deleted boxes: the list, and bringing one deletion back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from instansi.api import GalatLayanan, Permintaan, alamat_kembali
from pohon.forms import FormulirPulihkan
from pohon.halaman import konteks_pohon
from pohon.langkah import simpul_penghapusan
from pohon.selectors import ambil_pohon, daftar_penghapusan
from pohon.services import pulihkan as pulihkan_penghapusan
from pohon.views import tahap_1, tahap_2, tahap_3


@require_safe
def terhapus(request: Permintaan, pohon_id: int) -> HttpResponse:
    """List the deletions that can be undone, newest first."""
    pohon = ambil_pohon(request.user, pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="terhapus")
    konteks |= {"daftar": daftar_penghapusan(pohon.pk), "urungkan": None}
    return render(request, "pohon/terhapus.html", konteks)


@require_POST
def pulihkan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Bring one deletion back and return to the page it was asked from."""
    pohon = ambil_pohon(request.user, pohon_id)
    formulir = FormulirPulihkan(request.POST)
    pertama = None
    if formulir.is_valid():
        pertama = simpul_penghapusan(pohon.pk, formulir.cleaned_data["penghapusan"])
        try:
            jumlah = pulihkan_penghapusan(
                aktor=request.user, pohon_id=pohon.pk, penghapusan_id=formulir.cleaned_data["penghapusan"]
            )
            messages.success(request, f"{jumlah} kotak atau indikator dipulihkan.")
        except GalatLayanan as galat:
            if galat.status != GalatLayanan.status:
                raise
            messages.error(request, galat.pesan)
    else:
        messages.error(request, "Penghapusan ini tidak dikenal. Pilih dari daftar.")
    kembali = alamat_kembali(request, reverse("terhapus", args=[pohon.pk]))
    for nama, tampil in (("tahap_1", tahap_1.tampil), ("tahap_2", tahap_2.tampil), ("tahap_3", tahap_3.tampil)):
        if request.htmx and kembali == reverse(nama, args=[pohon.pk]):
            return tampil(request, pohon, None, None, fokus=str(pertama or ""))
    return redirect(kembali)
