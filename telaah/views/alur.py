"""The review of one tree: its home, submitting, beginning, returning, approving."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.api import Permintaan, TidakBerhak
from pohon.api import Pohon, ambil_pohon, boleh_susun, konteks_pohon
from telaah.halaman import konteks_telaah
from telaah.policies import boleh_menelaah, boleh_mengizinkan
from telaah.selectors import daftar_catatan, periksa
from telaah.services import ajukan as layanan_ajukan
from telaah.services import beri_izin, kembalikan, mulai_telaah, tarik
from telaah.services import setujui as layanan_setujui
from telaah.views.bantuan import kembali, lakukan, rev_dari


@require_safe
def telaah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Where the tree stands, what may be done next, its rounds, notes and versions."""
    pohon = ambil_pohon(request.user, pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="telaah")
    return render(request, "telaah/telaah.html", konteks | konteks_telaah(request.user, pohon, konteks["rows"]))


@require_http_methods(["GET", "HEAD", "POST"])
def ajukan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Check, give reasons, and submit."""
    pohon = _milik_penyusun(request, pohon_id)
    if request.method == "POST":
        rev = rev_dari(request)
        jadi = lakukan(
            request,
            lambda: layanan_ajukan(aktor=request.user, pohon_id=pohon_id, rev=rev),
            "Pohon kinerja diajukan. Penelaah sudah diberi tahu.",
        )
        return redirect("telaah" if jadi else "ajukan", pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="ajukan")
    hasil = periksa(konteks["rows"])
    alamat = {(satu.kode, satu.simpul_id, satu.indikator_id): satu.url for satu in konteks["temuan"]}
    konteks |= konteks_telaah(request.user, pohon, konteks["rows"])
    konteks |= {
        "hasil": hasil,
        "menghalangi": [
            (satu, alamat.get((satu.temuan.kode, satu.temuan.simpul_id, satu.temuan.indikator_id), ""))
            for satu in hasil.menghalangi
        ],
        "siap": hasil.lengkap and not konteks["telaah"].kurang_izin,
    }
    return render(request, "telaah/ajukan.html", konteks)


@require_POST
def langkah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Take one step that needs no page of its own: withdraw, begin, return, give leave."""
    ambil_pohon(request.user, pohon_id)
    dasar: dict[str, Any] = {"aktor": request.user, "pohon_id": pohon_id}
    match request.POST.get("aksi"):
        case "tarik":
            lakukan(request, lambda: tarik(**dasar), "Pengajuan ditarik. Pohon kinerja dapat diubah lagi.")
        case "mulai_telaah":
            if lakukan(request, lambda: mulai_telaah(**dasar), "Telaah dimulai. Perencana sudah diberi tahu."):
                return redirect("tinjau", pohon_id)
        case "kembalikan":
            kabar = "Pohon kinerja dikembalikan kepada perencana bersama catatannya."
            if not lakukan(request, lambda: kembalikan(**dasar), kabar):
                return redirect("tinjau", pohon_id)
        case "izinkan":
            rev = rev_dari(request)
            lakukan(request, lambda: beri_izin(**dasar, rev=rev), "Izin mengajukan sudah dicatat.")
        case _:
            raise BadRequest("aksi")
    return kembali(request, reverse("telaah", args=[pohon_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def setujui(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Ask once more, naming what is still open, then approve."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_menelaah(request.user, pohon):
        raise TidakBerhak("Hanya penelaah yang dapat menyetujui pohon kinerja.")
    if request.method == "POST":
        rev = rev_dari(request)
        lakukan(
            request,
            lambda: layanan_setujui(aktor=request.user, pohon_id=pohon_id, rev=rev),
            "Pohon kinerja disetujui. Isi dan bukunya dibekukan.",
        )
        return redirect("telaah", pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="telaah")
    konteks |= konteks_telaah(request.user, pohon, konteks["rows"])
    konteks |= {
        "hasil": periksa(konteks["rows"]),
        "catatan": [satu for satu in daftar_catatan(konteks["rows"]) if satu.terbuka],
    }
    return render(request, "telaah/setujui.html", konteks)


def _milik_penyusun(request: Permintaan, pohon_id: int) -> Pohon:
    """Return the tree for its planners, and for the head who gives leave. Raises TidakDitemukan, TidakBerhak."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not (boleh_susun(request.user, pohon) or boleh_mengizinkan(request.user, pohon)):
        raise TidakBerhak("Pohon kinerja diajukan oleh perencana perangkat daerahnya.")
    if request.method == "POST" and not boleh_susun(request.user, pohon):
        raise TidakBerhak("Pohon kinerja diajukan oleh perencana perangkat daerahnya.")
    return pohon
