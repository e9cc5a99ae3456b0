"""One's own account: name, e-mail, password, sessions. The second factor is in `dua_langkah.py`."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from instansi.errors import GalatLayanan
from instansi.forms_akun import FormulirAkun, FormulirGantiSandi, FormulirSurel
from instansi.services import akhiri_semua_sesi, akhiri_sesi, setel_sandi, ubah_nama, ubah_surel
from instansi.services.dua_langkah import alat_aktif
from instansi.sesi import sesi_terbuka
from instansi.surel import kabari_keamanan
from instansi.views.masuk import KUNCI_MASUK_SEBELUMNYA
from instansi.web import Permintaan, tambah_galat


@require_http_methods(["GET", "HEAD", "POST"])
def akun_saya(request: Permintaan) -> HttpResponse:
    """Show one's own account with its roles, last sign-in and sessions; sent, change the name."""
    formulir = FormulirAkun(request.POST if request.method == "POST" else None, initial={"nama": request.user.nama})
    if request.method == "POST" and formulir.is_valid():
        try:
            ubah_nama(aktor=request.user, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Akun Anda disimpan.")
            return redirect("akun_saya")
    sebelumnya = request.session.get(KUNCI_MASUK_SEBELUMNYA)
    konteks = {
        "form": formulir,
        "peran": request.user.peran.select_related("perangkat_daerah", "pemerintah_daerah"),
        "masuk_sebelumnya": datetime.fromisoformat(sebelumnya) if sebelumnya else None,
        "sesi_berakhir": request.session.get_expiry_date(),
        "menit_diam": settings.SESI_DIAM_MENIT,
        "daftar_sesi": sesi_terbuka(request.user, request.session.session_key),
        "alat": alat_aktif(request.user),
    }
    return render(request, "instansi/akun_saya.html", konteks, status=422 if formulir.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ganti_sandi(request: Permintaan) -> HttpResponse:
    """Change one's own password; this session goes on, all others end."""
    formulir = FormulirGantiSandi(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulir.is_valid():
        try:
            setel_sandi(akun=request.user, sandi=formulir.cleaned_data["sandi_baru"])
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, "Kata sandi diganti. Akun ini sudah dikeluarkan dari perangkat lain.")
            return redirect("akun_saya")
    return render(request, "instansi/ganti_sandi.html", {"form": formulir}, status=422 if formulir.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ganti_surel(request: Permintaan) -> HttpResponse:
    """Change one's own e-mail address, after the password; the address of before is told."""
    lama = request.user.email
    formulir = FormulirSurel(
        request.POST if request.method == "POST" else None,
        dengan_kode=alat_aktif(request.user) is not None,
        initial={"email": lama},
    )
    if request.method == "POST" and formulir.is_valid():
        try:
            akun = ubah_surel(aktor=request.user, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            if akun.email != lama:
                kabari_keamanan(
                    akun, "Alamat surel akun ini baru saja diganti, jadi surel tidak dikirim ke sini lagi.", lama
                )
            messages.success(request, "Alamat surel disimpan.")
            return redirect("akun_saya")
    return render(request, "instansi/ganti_surel.html", {"form": formulir}, status=422 if formulir.errors else 200)


@require_POST
def sesi_akhiri(request: Permintaan, sidik: str) -> HttpResponse:
    """Sign out on one other device."""
    try:
        peranti = akhiri_sesi(aktor=request.user, sidik=sidik, kunci_kini=request.session.session_key)
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"Sesi {peranti} diakhiri.")
    return redirect("akun_saya")


@require_POST
def keluar_semua(request: Permintaan) -> HttpResponse:
    """Sign out everywhere, here too."""
    akhiri_semua_sesi(aktor=request.user)
    logout(request)
    messages.success(request, "Akun Anda sudah keluar dari semua perangkat.")
    return redirect("masuk")
