"""The second factor of one's own account: setting it up, recovery codes, switching it off."""

from base64 import b32encode

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from instansi.errors import GalatLayanan
from instansi.forms_akun import FormulirPasang, FormulirPastikan
from instansi.middleware import HARUS_DUA_LANGKAH
from instansi.policies import wajib_dua_langkah
from instansi.services import (
    aktifkan_dua_langkah,
    buat_kode_pemulihan,
    matikan_dua_langkah,
    siapkan_dua_langkah,
)
from instansi.services.dua_langkah import alat_aktif, alat_disiapkan
from instansi.surel import kabari_keamanan
from instansi.web import Permintaan, tambah_galat

_SISI_GAMBAR = 5  # pixels a module of the QR code: 41 modules and their margin fit a phone of 360 pixels


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def dua_langkah(request: Permintaan) -> HttpResponse:
    """Say what the second factor is and how it stands; sent with the password, begin to set it up."""
    formulir = FormulirPastikan(request.POST if request.method == "POST" else None, dengan_kode=False)
    if request.method == "POST" and formulir.is_valid():
        try:
            siapkan_dua_langkah(aktor=request.user, sandi=formulir.cleaned_data["sandi"])
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            return redirect("dua_langkah_pasang")
    konteks = {
        "form": formulir,
        "alat": alat_aktif(request.user),
        "sisa_kode": request.user.kode_pemulihan.count(),
        "wajib": wajib_dua_langkah(request.user),
    }
    return render(request, "instansi/dua_langkah.html", konteks, status=422 if formulir.errors else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pasang(request: Permintaan) -> HttpResponse:
    """Show the secret as QR code and as text; sent with the first code, switch the factor on and show the codes."""
    alat = alat_disiapkan(request.user)
    if alat is None:
        return redirect("dua_langkah")
    formulir = FormulirPasang(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulir.is_valid():
        try:
            kode = aktifkan_dua_langkah(aktor=request.user, kode=formulir.cleaned_data["kode"])
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            update_session_auth_hash(request, request.user)
            request.session.pop(HARUS_DUA_LANGKAH, None)
            kabari_keamanan(request.user, "Verifikasi dua langkah baru saja diaktifkan.")
            return _tampilkan_kode(request, kode, "Verifikasi dua langkah aktif")
    rahasia = b32encode(alat.bin_key).decode()
    konteks = {
        "form": formulir,
        "gambar": _gambar(alat.config_url),
        "rahasia": " ".join(rahasia[mulai : mulai + 4] for mulai in range(0, len(rahasia), 4)),
    }
    return render(request, "instansi/dua_langkah_pasang.html", konteks, status=422 if formulir.errors else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kode_pemulihan(request: Permintaan) -> HttpResponse:
    """Make new recovery codes, after password and code."""
    if alat_aktif(request.user) is None:
        return redirect("dua_langkah")
    formulir = FormulirPastikan(request.POST if request.method == "POST" else None, dengan_kode=True)
    if request.method == "POST" and formulir.is_valid():
        try:
            kode = buat_kode_pemulihan(aktor=request.user, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            kabari_keamanan(request.user, "Kode pemulihan baru saja dibuat; kode yang lama tidak berlaku lagi.")
            return _tampilkan_kode(request, kode, "Kode pemulihan baru")
    return _pastikan(
        request,
        formulir,
        judul="Buat kode pemulihan baru",
        pengantar="Kode yang lama tidak berlaku lagi begitu kode baru dibuat.",
        tombol="Buat kode baru",
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def matikan(request: Permintaan) -> HttpResponse:
    """Switch the factor off, after password and code."""
    if alat_aktif(request.user) is None:
        return redirect("dua_langkah")
    formulir = FormulirPastikan(request.POST if request.method == "POST" else None, dengan_kode=True)
    if request.method == "POST" and formulir.is_valid():
        try:
            matikan_dua_langkah(aktor=request.user, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            kabari_keamanan(request.user, "Verifikasi dua langkah baru saja dimatikan.")
            messages.success(request, "Verifikasi dua langkah dimatikan.")
            return redirect("dua_langkah")
    return _pastikan(
        request,
        formulir,
        judul="Matikan verifikasi dua langkah",
        pengantar="Sesudah dimatikan, akun ini hanya dijaga kata sandinya.",
        tombol="Matikan",
    )


def _pastikan(request: Permintaan, formulir: FormulirPastikan, **teks: str) -> HttpResponse:
    konteks = {"form": formulir} | teks
    return render(request, "instansi/pastikan.html", konteks, status=422 if formulir.errors else 200)


def _tampilkan_kode(request: Permintaan, kode: list[str], judul: str) -> HttpResponse:
    """Answer with the codes themselves: no page that could be opened again ever holds them."""
    return render(request, "instansi/kode_pemulihan.html", {"kode": kode, "judul": judul})


def _gambar(alamat: str) -> SafeString:
    """Return the QR code of an address as an <svg>; the address itself becomes nothing but squares."""
    gambar = segno.make(alamat, error="m", micro=False)
    svg = gambar.svg_inline(scale=_SISI_GAMBAR, border=4, svgclass="kode-qr", lineclass=None, light="#fff")
    return mark_safe(svg)  # noqa: S308 - drawn by segno, holds no text  # nosec B308
