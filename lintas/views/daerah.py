"""The local government's own tree with the agencies under it: page, search, what supports what, picture and papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from instansi.api import GalatLayanan, PerangkatDaerah, Permintaan, TidakBerhak, TidakDitemukan, tambah_galat
from lintas.daerah import Rumah, cabang, cari, semua_baris
from lintas.exporting import TIPE_XLSX, tulis_rumah
from lintas.forms import FormulirDukungan, FormulirMulaiDaerah
from lintas.halaman import Daerah, baca_rumah_milik, judul_daerah, konteks_lintas, pilih_daerah
from naskah.api import unduh
from pohon.api import atur_dukungan, boleh_atur_dukungan, boleh_susun_daerah, buat_pohon_daerah


@require_safe
def daerah(request: Permintaan) -> HttpResponse:
    """The upper floors; ?buka= opens one outcome's branch, ?q= searches all trees."""
    tempat, rumah = _baca(request)
    kata = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    konteks = _konteks(request, tempat, rumah) | {
        "kata": kata,
        "hasil": cari(rumah, kata) if kata else [],
        "terbuka": cabang(rumah, request.GET.get("buka", "")),
    }
    return render(request, "lintas/daerah.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def mulai(request: Permintaan) -> HttpResponse:
    """Begin the tree of a period, or a thematic one."""
    tempat = pilih_daerah(request)
    if not boleh_susun_daerah(request.user, tempat.pemerintah.pk):
        raise TidakBerhak("Hanya penelaah dan administrator yang dapat memulai pohon pemerintah daerah.")
    formulir = FormulirMulaiDaerah(
        request.POST if request.method == "POST" else None,
        periode=tempat.pemerintah.periode.all(),
        initial={"tahun": timezone.localdate().year, "periode": tempat.periode},
    )
    if request.method == "POST" and formulir.is_valid():
        try:
            pohon = buat_pohon_daerah(aktor=request.user, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Pohon pemerintah daerah dimulai. Isi sasaran daerah pada Tahap 1.")
            return redirect("tahap_1", pohon.pk)
    konteks = konteks_lintas(request, "daerah") | {"form": formulir, "daerah": tempat}
    return render(request, "lintas/mulai.html", konteks, status=422 if formulir.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dukungan(request: Permintaan) -> HttpResponse:
    """What each outcome supports: of one's own agencies, for the planning board of all."""
    tempat, rumah = _baca(request)
    boleh = _boleh_atur(request, rumah)
    if not boleh and rumah.outcome:
        raise TidakBerhak("Hanya perencana perangkat daerah dan Bappeda yang dapat mengatur dukungan.")
    formulir = FormulirDukungan(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulir.is_valid():
        outcome = next((satu for satu in rumah.outcome if satu.identitas == formulir.cleaned_data["outcome"]), None)
        if outcome is None or tempat.periode is None:
            raise TidakDitemukan("Outcome tidak ditemukan.")
        try:
            atur_dukungan(
                aktor=request.user,
                perangkat_daerah=outcome.perangkat,
                periode=tempat.periode,
                outcome=outcome.identitas,
                simpul=formulir.cleaned_data["simpul"],
            )
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, f"Dukungan {outcome.perangkat} disimpan.")
            return redirect(f"{request.path}?{request.GET.urlencode()}#outcome-{outcome.kunci}")
    konteks = _konteks(request, tempat, rumah) | {
        "form": formulir,
        "daftar": [satu for satu in rumah.outcome if satu.perangkat.pk in boleh],
    }
    return render(request, "lintas/dukungan.html", konteks, status=422 if formulir.errors else 200)


@never_cache
@require_safe
def daerah_xlsx(request: Permintaan) -> HttpResponse:
    """Everything from regional goal to operational condition as a workbook."""
    tempat, rumah = _baca(request)
    return _berkas(tulis_rumah(semua_baris(rumah), judul_daerah(tempat)), TIPE_XLSX, tempat, "xlsx")


@never_cache
@require_safe
def daerah_pdf(request: Permintaan) -> HttpResponse:
    """The regional trees with agencies' outcomes and their conditions on paper."""
    return unduh(request, "daerah", _diminta(request))


@never_cache
@require_safe
def daerah_gambar(request: Permintaan) -> HttpResponse:
    """The picture of a regional tree with the agencies' outcomes, as PDF on A3."""
    return unduh(request, "daerah_gambar", _diminta(request) | {"pohon": request.GET.get("pohon", "")})


def _baca(request: Permintaan) -> tuple[Daerah, Rumah]:
    return baca_rumah_milik(request.user, **_diminta(request))


def _diminta(request: Permintaan) -> dict[str, str]:
    return {nama: request.GET.get(nama, "") for nama in ("pemerintah", "periode")}


def _boleh_atur(request: Permintaan, rumah: Rumah) -> set[int]:
    """Return the agencies whose outcomes this account may hang."""
    perangkat: dict[int, PerangkatDaerah] = {satu.perangkat.pk: satu.perangkat for satu in rumah.outcome}
    return {kunci for kunci, satu in perangkat.items() if boleh_atur_dukungan(request.user, satu)}


def _konteks(request: Permintaan, tempat: Daerah, rumah: Rumah) -> dict[str, Any]:
    return konteks_lintas(request, "daerah") | {
        "daerah": tempat,
        "rumah": rumah,
        "menurut": rumah.menurut_simpul(),
        "boleh_susun": boleh_susun_daerah(request.user, tempat.pemerintah.pk),
        "boleh_dukung": bool(_boleh_atur(request, rumah)),
        "query": f"?pemerintah={tempat.pemerintah.slug}" + (f"&periode={tempat.periode.pk}" if tempat.periode else ""),
    }


def _berkas(isi: bytes, tipe: str, tempat: Daerah, akhiran: str) -> HttpResponse:
    nama = f"pohon-pemerintah-daerah-{tempat.pemerintah.slug}-{timezone.localdate():%Y-%m-%d}.{akhiran}"
    return HttpResponse(
        isi,
        content_type=tipe,
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )
