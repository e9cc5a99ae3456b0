"""Import and export of lists: what there is, the file, its preview, the confirmation, the download."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.errors import GalatLayanan, TidakDitemukan
from instansi.importing.daftar import Daftar, cari_daftar, semua_daftar
from instansi.importing.lembar import baca_tabel
from instansi.importing.simpanan import ambil_tabel, hapus_tabel, simpan_tabel
from instansi.laju import batasi
from instansi.teks import angka
from instansi.views.kerangka import konteks, pemda_diurus
from instansi.web import Permintaan, tambah_galat

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FormulirUnggah(forms.Form):
    """The file to import."""

    berkas = forms.FileField(
        label="Berkas .xlsx atau .csv",
        help_text="Paling besar 10 MB. Baris pertama berisi judul kolom seperti pada berkas ekspor.",
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@require_safe
def daftar(request: Permintaan, pemda: str) -> HttpResponse:
    """Show the lists that can be taken out and brought in."""
    daerah = pemda_diurus(request, pemda)
    lengkap = konteks(daerah, "urus_impor") | {"daftar": semua_daftar()}
    lengkap["remah"] = lengkap["remah"][:-1]
    return render(request, "instansi/administrasi/impor.html", lengkap)


@never_cache
@require_safe
def ekspor(request: Permintaan, pemda: str, kode: str) -> HttpResponse:
    """Download a list as a workbook."""
    daerah = pemda_diurus(request, pemda)
    satu = _daftar(kode)
    isi = satu.sumber(aktor=request.user, pemda=daerah).ekspor()
    nama = content_disposition_header(True, f"{satu.kode}-{daerah.slug}.xlsx") or "attachment"
    return HttpResponse(isi, content_type=_XLSX, headers={"Content-Disposition": nama})


@require_http_methods(["GET", "HEAD", "POST"])
@batasi("impor", "POST")
def impor(request: Permintaan, pemda: str, kode: str) -> HttpResponse:
    """Ask for a file; sent, show what it would do. Nothing is stored yet."""
    daerah = pemda_diurus(request, pemda)
    satu = _daftar(kode)
    formulir = FormulirUnggah(request.POST, request.FILES) if request.method == "POST" else FormulirUnggah()
    lengkap: dict[str, Any] = {}
    if request.method == "POST" and formulir.is_valid():
        berkas = formulir.cleaned_data["berkas"]
        try:
            tabel = baca_tabel(berkas.name, berkas)
            hasil = satu.sumber(aktor=request.user, pemda=daerah).impor(tabel, simpan=False)
            lengkap = {"hasil": hasil, "nama_berkas": berkas.name}
            if not hasil.galat and hasil.berubah:
                lengkap["kunci"] = request.session[_kunci_sesi(kode)] = simpan_tabel(tabel)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    return _halaman(request, daerah, satu, formulir, lengkap)


@require_POST
def impor_simpan(request: Permintaan, pemda: str, kode: str) -> HttpResponse:
    """Store what the preview showed, all or nothing."""
    daerah = pemda_diurus(request, pemda)
    satu = _daftar(kode)
    kunci = request.session.get(_kunci_sesi(kode), "")
    formulir = FormulirUnggah(request.POST, request.FILES)
    formulir.errors.clear()
    lengkap: dict[str, Any] = {}
    try:
        if not kunci or kunci != request.POST.get("kunci"):
            raise GalatLayanan("Pratinjau ini sudah tidak berlaku. Unggah berkasnya sekali lagi.", kolom="berkas")
        hasil = satu.sumber(aktor=request.user, pemda=daerah).impor(ambil_tabel(kunci), simpan=True)
        if not hasil.galat:
            del request.session[_kunci_sesi(kode)]
            hapus_tabel(kunci)
            baru, diubah = angka(hasil.jumlah["baru"]), angka(hasil.jumlah["diubah"])
            messages.success(request, f"{satu.judul}: {baru} baris baru dan {diubah} baris diubah tersimpan.")
            return redirect(reverse("urus_impor", args=[daerah.slug]))
        lengkap = {"hasil": hasil}
    except GalatLayanan as galat:
        tambah_galat(formulir, galat)
    return _halaman(request, daerah, satu, formulir, lengkap)


def _halaman(
    request: Permintaan, daerah: Any, satu: Daftar, formulir: FormulirUnggah, lengkap: dict[str, Any]
) -> HttpResponse:
    salah = formulir.errors or (lengkap and lengkap["hasil"].galat)
    lengkap = konteks(daerah, "urus_impor") | {"form": formulir, "satu": satu} | lengkap
    return render(request, "instansi/administrasi/impor_unggah.html", lengkap, status=422 if salah else 200)


def _daftar(kode: str) -> Daftar:
    satu = cari_daftar(kode)
    if satu is None:
        raise TidakDitemukan("Daftar ini tidak ada.")
    return satu


def _kunci_sesi(kode: str) -> str:
    return f"impor-{kode}"
