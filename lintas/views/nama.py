"""Names of other agencies in imported text: proposed as matches, linked one by one by the planner."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from instansi.api import GalatLayanan, PerangkatDaerah, Permintaan, TidakBerhak, perangkat_lain, tambah_galat
from lintas.forms import FormulirNama
from lintas.halaman import konteks_lintas
from pohon.api import ambil_pohon, boleh_susun, boleh_ubah, nama_lepas, tautkan_nama


@require_http_methods(["GET", "HEAD", "POST"])
def nama(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The names of a tree that are text only, each with the agencies it may mean."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_susun(request.user, pohon):
        raise TidakBerhak("Hanya penyusun pohon kinerja ini yang dapat menautkan nama perangkat daerah.")
    if pohon.perangkat_daerah is not None:
        perangkat = list(perangkat_lain(pohon.perangkat_daerah).order_by("nama"))
    else:
        perangkat = list(PerangkatDaerah.objects.filter(pemerintah_daerah=pohon.pemerintah_daerah_id).order_by("nama"))
    formulir = FormulirNama(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulir.is_valid():
        try:
            tautkan_nama(
                aktor=request.user,
                pohon_id=pohon.pk,
                crosscutting_id=formulir.cleaned_data["crosscutting"],
                perangkat_daerah_id=formulir.cleaned_data["perangkat"],
            )
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Nama ditautkan. Permintaan crosscutting terkirim.")
            return redirect("lintas_nama", pohon.pk)
    konteks = konteks_lintas(request, "keluar") | {
        "pohon": pohon,
        "daftar": nama_lepas(pohon, perangkat),
        "perangkat": perangkat,
        "boleh_ubah": boleh_ubah(request.user, pohon),
        "form": formulir,
    }
    return render(request, "lintas/nama.html", konteks, status=422 if formulir.errors else 200)
