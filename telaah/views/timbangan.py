"""Findings set aside with a reason, and taken seriously again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, tambah_galat
from pohon.api import ambil_pohon, boleh_ubah, konteks_pohon
from telaah.forms import FormulirAlasan
from telaah.selectors import periksa
from telaah.services import abaikan_temuan, kembalikan_temuan
from telaah.views.bantuan import kembali, lakukan


@require_http_methods(["GET", "HEAD", "POST"])
def abaikan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Ask for the reason and set the finding aside."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Temuan ditimbang oleh perencana, selama pohon kinerja dapat diubah.")
    awal = {nama: request.GET.get(nama, "") for nama in ("kode", "identitas")}
    formulir = FormulirAlasan(request.POST if request.method == "POST" else None, initial=awal)
    if request.method == "POST" and formulir.is_valid():
        try:
            abaikan_temuan(aktor=request.user, pohon_id=pohon_id, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Temuan diabaikan dengan alasan.")
            return kembali(request, f"{reverse('ajukan', args=[pohon_id])}#temuan")
    konteks = konteks_pohon(request, pohon, None, tahap="ajukan")
    hasil = periksa(konteks["rows"])
    kunci = tuple(str(formulir[nama].value() or "") for nama in ("kode", "identitas"))
    konteks |= {
        "form": formulir,
        "temuan_ini": next(
            (s for s in (*hasil.terbuka, *hasil.diabaikan) if (s.temuan.kode, str(s.temuan.identitas or "")) == kunci),
            None,
        ),
    }
    return render(request, "telaah/abaikan.html", konteks, status=422 if formulir.errors else 200)


@require_POST
def batal(request: Permintaan, pohon_id: int, pengabaian_id: int) -> HttpResponse:
    """Take a finding seriously again."""
    ambil_pohon(request.user, pohon_id)
    lakukan(
        request,
        lambda: kembalikan_temuan(aktor=request.user, pohon_id=pohon_id, pengabaian_id=pengabaian_id),
        "Temuan dibuka lagi.",
    )
    return kembali(request, f"{reverse('ajukan', args=[pohon_id])}#temuan")
