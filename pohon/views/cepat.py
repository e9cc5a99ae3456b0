"""Answers for the quick editor (static/js/penyunting.js): parts of the Tahap 3 page instead of the whole.

An open row is answered alone. A change is answered with the table body, in which a row that the browser already shows
is an empty placeholder: the browser names its rows (`Butir.sidik`) with each request. So one answer serves an edit, a
move of a branch and what a colleague has changed meanwhile, and on 200 nodes only a few rows are printed.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from instansi.api import Permintaan
from pohon.halaman import alamat
from pohon.models import Pohon
from pohon.views.daftar import butir_sunting
from pohon.views.penyuntingan import Penyuntingan


def jawab_baris(request: Permintaan, pohon: Pohon, sunting: Penyuntingan, *, status: int = 200) -> HttpResponse:
    """Answer with the one row that is open as a form."""
    konteks = {
        "pohon": pohon,
        "b": butir_sunting(sunting),
        "sunting": sunting,
        "form": sunting.formulir,
        "halaman": alamat("tahap_3", pohon.pk),
        "boleh_ubah": True,
        "galat_di_baris": status == 422,
    }
    return render(request, "pohon/tahap_3.html#jawaban_baris", konteks, status=status)


def jawab_tabel(request: Permintaan, konteks: dict[str, Any], *, fokus: str = "", status: int = 200) -> HttpResponse:
    """Answer with the table body and, out of band, all else on the page that a change touches."""
    konteks |= {
        "tampak": frozenset(request.headers.get("X-Tampak", "").split()),
        "fokus": fokus,
        "aksi_tampak": konteks["boleh_ubah"],
        "oob": True,
    }
    return render(request, "pohon/tahap_3.html#jawaban_tabel", konteks, status=status)
