"""Deleted boxes: the list, and bringing one deletion back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from instansi.api import GalatLayanan
from pohon.selectors import ambil_pohon
from pohon.services import pulihkan as pulihkan_penghapusan


@require_POST
def pulihkan(request: HttpRequest, pohon_id: int) -> HttpResponse:
    """Bring one deletion back and return to the page it was asked from."""
    pohon = ambil_pohon(request.user, pohon_id)
    try:
        jumlah = pulihkan_penghapusan(
            aktor=request.user, pohon_id=pohon.pk, penghapusan_id=request.POST.get("penghapusan", "")
        )
        messages.success(request, f"{jumlah} kotak dipulihkan.")
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
    kembali = request.POST.get("kembali", "")
    if not url_has_allowed_host_and_scheme(kembali, allowed_hosts={request.get_host()}):
        kembali = reverse("pohon", args=[pohon.pk])
    return redirect(kembali)
