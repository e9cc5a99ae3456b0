"""Notifications of the person signed in: list, open, mark read, choose e-mail."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.api import Permintaan, TidakDitemukan
from telaah.choices import CaraSurel
from telaah.forms import FormulirKabar
from telaah.selectors import cara_surel, kabar_milik
from telaah.services import atur_kabar, tandai_dibaca

_SEHALAMAN = 30


@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The notifications, newest first."""
    halaman = Paginator(kabar_milik(request.user), _SEHALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "telaah/kabar.html", {"nav_aktif": "kabar", "page_obj": halaman})


@never_cache
@require_safe
def buka(request: Permintaan, kabar_id: int) -> HttpResponse:
    """Go to what a notification tells of; opening it is reading it. E-mails link here."""
    satu = kabar_milik(request.user).filter(pk=kabar_id).first()
    if satu is None:
        raise TidakDitemukan("Kabar tidak ditemukan.")
    tandai_dibaca(aktor=request.user, kabar_id=satu.pk)
    if satu.permintaan_id:
        return redirect("lintas") if satu.banyak > 1 else redirect("permintaan", satu.permintaan_id)
    jangkar = f"#catatan-{satu.catatan_id}" if satu.catatan_id else ""
    return redirect(reverse("telaah", args=[satu.pohon_id]) + jangkar)


@require_POST
def dibaca(request: Permintaan) -> HttpResponse:
    """Mark all read."""
    tandai_dibaca(aktor=request.user)
    messages.success(request, "Semua kabar ditandai sudah dibaca.")
    return redirect("kabar")


@require_http_methods(["GET", "HEAD", "POST"])
def pilihan(request: Permintaan) -> HttpResponse:
    """Choose how e-mails come."""
    data = request.POST if request.method == "POST" else None
    formulir = FormulirKabar(data, initial={"cara": cara_surel(request.user)})
    if request.method == "POST" and formulir.is_valid():
        atur_kabar(aktor=request.user, cara=CaraSurel(formulir.cleaned_data["cara"]))
        messages.success(request, "Pilihan surel disimpan.")
        return redirect("kabar")
    konteks = {"nav_aktif": "kabar", "form": formulir}
    return render(request, "telaah/kabar_pilihan.html", konteks, status=422 if formulir.errors else 200)
