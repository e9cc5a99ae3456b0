"""Searching statements and indicators in everything one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from instansi.api import Permintaan, batasi
from telaah import pencarian
from telaah.forms import FormulirCariSemua


@require_safe
@batasi("cari", "GET")
def cari(request: Permintaan) -> HttpResponse:
    """Show what holds every word asked for; without words, how to search."""
    formulir = FormulirCariSemua(request.GET)
    kata = formulir.cleaned_data["q"] if formulir.is_valid() else ""
    hasil = pencarian.cari(kata, pencarian.pohon_terlihat(request.user)) if kata else []
    konteks = {"nav_aktif": "cari", "form": formulir, "kata": kata, "hasil": hasil, "batas": pencarian.HASIL_CARI}
    return render(request, "telaah/cari.html", konteks, status=422 if formulir.errors else 200)
