"""Notes: writing one, answering, marking resolved and opening again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, tambah_galat
from pohon.api import ambil_pohon, konteks_pohon
from telaah.forms import FormulirCatatan, FormulirJawaban
from telaah.policies import boleh_mencatat
from telaah.services import buat_catatan, buka_lagi, jawab_catatan, selesaikan_catatan
from telaah.views.bantuan import kembali, lakukan


@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Write a note; what was typed stays when it is refused."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_mencatat(request.user, pohon):
        raise TidakBerhak("Catatan ditulis oleh perencana, pimpinan, dan penelaah.")
    awal = {"simpul": request.GET.get("simpul", "")}
    formulir = FormulirCatatan(request.POST if request.method == "POST" else None, initial=awal)
    if request.method == "POST" and formulir.is_valid():
        isian = formulir.cleaned_data
        try:
            buat_catatan(
                aktor=request.user,
                pohon_id=pohon_id,
                isi=isian["isi"],
                identitas=isian["simpul"],
                tahap=isian["tahap"],
            )
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Catatan disimpan.")
            return kembali(request, reverse("telaah", args=[pohon_id]))
    konteks = konteks_pohon(request, pohon, None, tahap="telaah")
    konteks |= {
        "form": formulir,
        "kotak": next((s for s in konteks["rows"].simpul if str(s.identitas) == str(formulir["simpul"].value())), None),
        "kembali": request.POST.get("kembali", ""),
    }
    return render(request, "telaah/catatan.html", konteks, status=422 if formulir.errors else 200)


@require_POST
def satu(request: Permintaan, pohon_id: int, catatan_id: int) -> HttpResponse:
    """Answer a note, mark it resolved, or open it again; an answer may resolve it at once."""
    ambil_pohon(request.user, pohon_id)
    dasar: dict[str, Any] = {"aktor": request.user, "pohon_id": pohon_id, "catatan_id": catatan_id}
    aksi = request.POST.get("aksi")
    if aksi not in ("jawab", "jawab_selesai", "selesai", "buka"):
        raise BadRequest("aksi")
    if aksi.startswith("jawab") and not _jawab(request, dasar):
        return kembali(request, reverse("telaah", args=[pohon_id]))
    if aksi in ("selesai", "jawab_selesai"):
        lakukan(request, lambda: selesaikan_catatan(**dasar), "Catatan ditandai selesai.")
    elif aksi == "buka":
        lakukan(request, lambda: buka_lagi(**dasar), "Catatan dibuka lagi.")
    return kembali(request, reverse("telaah", args=[pohon_id]))


def _jawab(request: Permintaan, dasar: dict[str, Any]) -> bool:
    formulir = FormulirJawaban(request.POST)
    if not formulir.is_valid():
        messages.error(request, " ".join(str(pesan) for pesan in formulir.errors["isi"]))
        return False
    isi = formulir.cleaned_data["isi"]
    return lakukan(request, lambda: jawab_catatan(**dasar, isi=isi), "Jawaban disimpan.")
