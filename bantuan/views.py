"""The pages of the guide. Everyone signed in may read all of it: it tells nothing about anybody's data."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bantuan.cari import PANJANG_KATA_KUNCI, cari
from bantuan.panduan import daftar_isi, semua_topik
from instansi.api import Permintaan


@require_safe
def bantuan(request: Permintaan) -> HttpResponse:
    """Show the contents; with `cari`, the sections that hold all its words."""
    kunci = request.GET.get("cari", "").replace("\0", "").strip()[:PANJANG_KATA_KUNCI]
    konteks = {"kelompok": daftar_isi(), "kunci": kunci, "hasil": cari(kunci), "nav_aktif": "bantuan"}
    return render(request, "bantuan/bantuan.html", konteks)


@require_safe
def topik(request: Permintaan, slug: str) -> HttpResponse:
    """Show one topic with the way to the one before and after it."""
    semua = semua_topik()
    letak = next((n for n, satu in enumerate(semua) if satu.slug == slug), None)
    if letak is None:
        raise Http404("Topik bantuan ini tidak ada.")
    konteks = {
        "topik": semua[letak],
        "kelompok": daftar_isi(),
        "sebelum": semua[letak - 1] if letak else None,
        "sesudah": semua[letak + 1] if letak + 1 < len(semua) else None,
        "nav_aktif": "bantuan",
    }
    return render(request, "bantuan/topik.html", konteks)
