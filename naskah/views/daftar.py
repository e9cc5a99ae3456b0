"""The decrees of an agency: list, beginning a new one, letterhead and numbering of the next ones."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, tambah_galat
from naskah.forms import FormulirPengaturan
from naskah.halaman import ambil_perangkat
from naskah.jenis import daftar_jenis
from naskah.models import PengaturanPerangkat
from naskah.policies import boleh_rancang
from naskah.selectors import daftar_keputusan
from naskah.services import simpan_pengaturan_perangkat


@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The list; POST begins a draft of one kind from one tree ("jenis:pohon")."""
    perangkat = ambil_perangkat(request, perangkat_id)
    boleh = boleh_rancang(request.user, perangkat)
    pilihan = [(jenis, asal) for jenis in daftar_jenis() for asal in jenis.asal(perangkat)]
    if request.method == "POST":
        if not boleh:
            raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat menyusun keputusannya.")
        for jenis, asal in pilihan:
            if request.POST.get("asal") == f"{jenis.jenis.value}:{asal.pohon_id}":
                keputusan = jenis.buat(request.user, perangkat, asal.pohon_id)
                messages.success(request, "Draf keputusan dibuat dari pohon kinerja dan teks baku. Silakan disunting.")
                return redirect("keputusan", keputusan.pk)
        messages.error(request, "Pilih pohon kinerja yang menjadi asal keputusan.")
        return redirect("keputusan_daftar", perangkat.pk)
    konteks = {
        "perangkat": perangkat,
        "keputusan": daftar_keputusan(perangkat),
        "boleh_rancang": boleh,
        "pilihan": [(f"{jenis.jenis.value}:{asal.pohon_id}", jenis.jenis.label, asal.label) for jenis, asal in pilihan],
        "remah": [("Beranda", reverse("beranda"))],
        "nama_instansi": perangkat.nama,
    }
    return render(request, "naskah/daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Letterhead, numbering pattern and place that the agency's next decrees start from."""
    perangkat = ambil_perangkat(request, perangkat_id)
    boleh = boleh_rancang(request.user, perangkat)
    if not boleh:
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengubah kop surat dan penomoran.")
    atur = PengaturanPerangkat.objects.filter(perangkat_daerah=perangkat).first()
    awal = {nama: getattr(atur, nama) for nama in FormulirPengaturan.base_fields} if atur else None
    form = FormulirPengaturan(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            simpan_pengaturan_perangkat(aktor=request.user, perangkat_daerah=perangkat, isi=form.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Kop surat dan penomoran tersimpan; keputusan berikutnya memakainya.")
            return redirect("keputusan_daftar", perangkat.pk)
    konteks = {
        "perangkat": perangkat,
        "form": form,
        "remah": [
            ("Beranda", reverse("beranda")),
            (f"Keputusan {perangkat.nama}", reverse("keputusan_daftar", args=[perangkat.pk])),
        ],
        "nama_instansi": perangkat.nama,
    }
    return render(request, "naskah/pengaturan.html", konteks, status=422 if form.errors else 200)
