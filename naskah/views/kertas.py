"""Paper, typeface and arms of a local government, for its administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from instansi.api import (
    GalatLayanan,
    Permintaan,
    tambah_galat,
)
from naskah.choices import JenisHuruf, UkuranKertas
from naskah.forms import FormulirKertas
from naskah.halaman import ambil_pemerintah, jenis_berteks
from naskah.models import PengaturanNaskah
from naskah.services import simpan_pengaturan_pemerintah


@require_http_methods(["GET", "HEAD", "POST"])
def kertas(request: Permintaan, pemda: str) -> HttpResponse:
    """Show and change how papers look; those already issued stay as they are."""
    daerah = ambil_pemerintah(request, pemda)
    atur = PengaturanNaskah.objects.filter(pemerintah_daerah=daerah).first() or PengaturanNaskah()
    awal = {
        nama: getattr(atur, nama) for nama in FormulirKertas.base_fields if nama not in ("lambang", "hapus_lambang")
    }
    form = FormulirKertas(request.POST or None, request.FILES or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            simpan_pengaturan_pemerintah(
                aktor=request.user,
                pemerintah_daerah=daerah,
                kertas=UkuranKertas(form.cleaned_data["kertas"]),
                margin=form.margin,
                huruf=JenisHuruf(form.cleaned_data["huruf"]),
                ukuran_huruf=form.cleaned_data["ukuran_huruf"],
                lambang=form.gambar,
            )
        except GalatLayanan as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Tampilan naskah tersimpan; naskah yang dicetak mulai sekarang memakainya.")
            return redirect("urus_naskah", daerah.slug)
    konteks = {
        "pemda": daerah,
        "form": form,
        "jenis_teks": jenis_berteks(),
        "berlambang": atur.lambang_id is not None,
        "remah": [("Beranda", reverse("beranda")), ("Administrasi", reverse("urus", args=[daerah.slug]))],
        "nama_instansi": daerah.nama,
        "nav_aktif": "administrasi",
    }
    return render(request, "naskah/kertas.html", konteks, status=422 if form.errors else 200)
