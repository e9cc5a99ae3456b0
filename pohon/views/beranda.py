"""The first page after signing in, and the home of one tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pohon.halaman import konteks_pohon
from pohon.selectors import ambil_pohon


@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """Show what the account works on."""
    return render(request, "pohon/beranda.html", {"nav_aktif": "beranda"})


@require_safe
def pohon(request: HttpRequest, pohon_id: int) -> HttpResponse:
    """Show the home of one tree."""
    konteks = konteks_pohon(request, ambil_pohon(request.user, pohon_id), None, tahap="beranda")
    return render(request, "pohon/pohon.html", konteks)
