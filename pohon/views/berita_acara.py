"""The minutes of the agreement (Tahap 1): download for whoever may read the tree, upload and removal for planners."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan, tambah_galat
from pohon.forms import FormulirBeritaAcara
from pohon.halaman import alamat
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.selectors import ambil_pohon, isi_berita_acara
from pohon.services import hapus_berita_acara, simpan_berita_acara
from pohon.views import tahap_1


@require_http_methods(["GET", "HEAD", "POST"])
def berita_acara(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Send the file; a POST uploads one, in place of an earlier one."""
    pohon = ambil_pohon(request.user, pohon_id)
    return _unggah(request, pohon) if request.method == "POST" else _unduh(pohon)


@require_POST
def hapus(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Take the file off the tree."""
    pohon = ambil_pohon(request.user, pohon_id)
    try:
        hapus_berita_acara(aktor=request.user, pohon_id=pohon.pk)
        messages.success(request, "Berita acara dihapus.")
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
    return redirect(alamat("tahap_1", pohon.pk, "kesepakatan"))


def _unggah(request: Permintaan, pohon: Pohon) -> HttpResponse:
    if not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
    formulir = FormulirBeritaAcara(request.POST, request.FILES)
    if formulir.is_valid():
        berkas = formulir.cleaned_data["berkas"]
        try:
            simpan_berita_acara(aktor=request.user, pohon_id=pohon.pk, nama=berkas.name, isi=berkas.read())
            messages.success(request, "Berita acara diunggah.")
            return redirect(alamat("tahap_1", pohon.pk, "kesepakatan"))
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    return tahap_1.tampil(request, pohon, None, None, status=422, unggahan=formulir)


def _unduh(pohon: Pohon) -> HttpResponse:
    nama, isi = isi_berita_acara(pohon)
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=nama)
    return jawaban
