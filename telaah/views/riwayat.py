"""The history of a tree: who did what when, with old and new values; of one box, by one person. Read only."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from instansi.api import Permintaan, kejadian, riwayat
from pohon.api import BarisSimpul, ambil_pohon, konteks_pohon
from telaah.forms import FormulirRiwayatPohon
from telaah.policies import boleh_mencatat

_SEHALAMAN = 50


@require_safe
def pohon(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the entries, newest first; notes only to those who may read them."""
    satu = ambil_pohon(request.user, pohon_id)
    konteks = konteks_pohon(request, satu, None, tahap="telaah")
    catatan = riwayat(satu.wadah)
    if not boleh_mencatat(request.user, satu):
        catatan = catatan.exclude(jenis_objek="catatan")
    nama = catatan.order_by("aktor_nama").values_list("aktor_nama", flat=True).distinct()
    saring = FormulirRiwayatPohon(request.GET, orang=[(n, n) for n in nama])
    kotak: BarisSimpul | None = None
    if saring.is_valid():
        isian = saring.cleaned_data
        if isian["orang"]:
            catatan = catatan.filter(aktor_nama=isian["orang"])
        if isian["simpul"]:
            kotak = next((s for s in konteks["rows"].simpul if s.identitas == isian["simpul"]), None)
            milik = [isian["simpul"], *(i.identitas for i in (kotak.indikator if kotak else ()))]
            catatan = catatan.filter(identitas__in=milik)
    halaman = Paginator(catatan if saring.is_valid() else catatan.none(), _SEHALAMAN).get_page(
        request.GET.get("halaman")
    )
    konteks |= {
        "form": saring,
        "kotak": kotak,
        "page_obj": halaman,
        "kejadian": kejadian(halaman.object_list),
        "remah": [*konteks["remah"], ("Telaah", reverse("telaah", args=[pohon_id]))],
    }
    return render(request, "telaah/riwayat.html", konteks, status=422 if saring.errors else 200)
