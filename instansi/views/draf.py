"""Drafts for static/js/draf.js: list one's own under an address, keep one, throw one away. Answers JSON."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from instansi.errors import GalatLayanan
from instansi.models import Draf
from instansi.selectors import draf_tersimpan
from instansi.services import buang_draf, simpan_draf
from instansi.services.draf import Isi
from instansi.web import Permintaan


@never_cache
@require_http_methods(["GET", "POST"])
def draf(request: Permintaan) -> HttpResponse:
    """List the drafts whose key begins with `?awalan=`; a POST keeps `isi` under `kunci`, or with `buang` drops it."""
    if request.method == "GET":
        rows = draf_tersimpan(request.user, request.GET.get("awalan", ""))
        return JsonResponse({satu.kunci: {"isi": json.loads(satu.isi), **_waktu(satu)} for satu in rows})
    kunci = request.POST.get("kunci", "")
    try:
        if "buang" in request.POST:
            buang_draf(aktor=request.user, kunci=kunci)
            return HttpResponse(status=204)
        return JsonResponse(_waktu(simpan_draf(aktor=request.user, kunci=kunci, isi=_isi(request.POST.get("isi", "")))))
    except GalatLayanan as galat:
        return JsonResponse({"pesan": galat.pesan}, status=galat.status)


def _isi(teks: str) -> Isi:
    """Return the fields that were sent. Raises GalatLayanan for anything that is not names with lists of text."""
    try:
        isi: Any = json.loads(teks)
    except (ValueError, RecursionError):
        isi = None
    if not isinstance(isi, dict):
        raise GalatLayanan("Isian ini tidak dapat dibaca.")
    for nilai in isi.values():
        if not isinstance(nilai, list) or not all(isinstance(satu, str) for satu in nilai):
            raise GalatLayanan("Isian ini tidak dapat dibaca.")
    return isi


def _waktu(draf: Draf) -> dict[str, object]:
    """Return when a draft was kept: in words for people, in milliseconds to compare."""
    saat = timezone.localtime(draf.diubah)
    bentuk = "H.i" if saat.date() == timezone.localdate() else "j F Y H.i"
    return {"jam": date_format(saat, bentuk), "waktu": int(draf.diubah.timestamp() * 1000)}
