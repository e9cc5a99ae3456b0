"""Signing in in one step or two, forgotten passwords, links that set a password, and health."""

import time
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.contrib.auth.views import (
    INTERNAL_RESET_SESSION_TOKEN,
    LoginView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.db import DatabaseError, connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from instansi import sesi
from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak
from instansi.forms_akun import FormulirKode, FormulirLupaSandi, FormulirMasuk, FormulirSandiBaru
from instansi.laju import hitung
from instansi.middleware import HARUS_DUA_LANGKAH
from instansi.models import Pengguna
from instansi.pengamanan import alamat_klien, boleh_mencoba, catat_gagal, tolak_masuk
from instansi.policies import wajib_dua_langkah
from instansi.selectors import SANDI_CONTOH, akun_contoh
from instansi.services import setel_sandi
from instansi.services.dua_langkah import KodeSalah, alat_aktif, pastikan_kode
from instansi.web import tambah_galat

# Where the session keeps the time of the sign-in before this one, for "Akun saya".
KUNCI_MASUK_SEBELUMNYA = "masuk_sebelumnya"
# Where a session without a person keeps who has given the right password and has yet to give the code.
_KUNCI_LANGKAH_DUA = "langkah_dua"
_MASA_LANGKAH_DUA = 10 * 60  # seconds


class MasukView(LoginView):
    """The sign-in page; shows the demo accounts only while the demo data are loaded."""

    template_name = "instansi/masuk.html"
    authentication_form = FormulirMasuk
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or ask for the code of whoever has a second factor."""
        akun = form.get_user()
        if alat_aktif(akun):
            self.request.session[_KUNCI_LANGKAH_DUA] = {
                "akun": akun.pk,
                "tanda": akun.get_session_auth_hash(),
                "saat": int(time.time()),
                "tujuan": self.get_redirect_url(),
            }
            return redirect("masuk_kode")
        return _masukkan(self.request, akun, self.get_redirect_url())

    def get_default_redirect_url(self) -> str:
        """Django's own name for it: where whoever is signed in already is sent."""
        return _halaman_awal(cast(Pengguna, self.request.user))

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again, as every form of the project does: with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo accounts and their password."""
        contoh = {"akun_contoh": akun_contoh(), "sandi_contoh": SANDI_CONTOH} if settings.DEMO else {}
        diam = {"diam": sesi.BERAKHIR_DIAM in self.request.session, "menit_diam": settings.SESI_DIAM_MENIT}
        return super().get_context_data(**contoh, **diam, **kwargs)


@sensitive_post_parameters()
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def masuk_kode(request: HttpRequest) -> HttpResponse:
    """The second step of signing in: a code of the authenticator or a recovery code."""
    titipan: dict[str, Any] = request.session.get(_KUNCI_LANGKAH_DUA, {})
    akun = _yang_menunggu(titipan)
    if akun is None:
        request.session.pop(_KUNCI_LANGKAH_DUA, None)
        return redirect("masuk")
    if not boleh_mencoba(request, akun.username):
        return tolak_masuk(request, HttpResponse(), None)
    formulir = FormulirKode(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulir.is_valid():
        try:
            pastikan_kode(akun, formulir.cleaned_data["kode"])
        except GalatLayanan as galat:
            if isinstance(galat, KodeSalah):
                catat_gagal(request, akun.username)
            tambah_galat(formulir, galat)
        else:
            return _masukkan(request, akun, titipan["tujuan"])
    konteks = {"form": formulir, "akun": akun}
    return render(request, "instansi/masuk_kode.html", konteks, status=422 if formulir.errors else 200)


@login_not_required
def masuk_admin(request: HttpRequest) -> HttpResponse:
    """Lead to the one way of signing in: Django admin has none of its own, which would know no second factor."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise TidakBerhak("Halaman ini hanya untuk pengelola aplikasi.")
    tujuan = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{reverse('masuk')}?{urlencode({'next': tujuan})}")


def _yang_menunggu(titipan: dict[str, Any]) -> Pengguna | None:
    """Return who has given the password a short while ago, unless the account has changed since."""
    if not titipan or time.time() - titipan["saat"] > _MASA_LANGKAH_DUA:
        return None
    akun = Pengguna.objects.filter(pk=titipan["akun"], is_active=True).first()
    sama = akun is not None and constant_time_compare(akun.get_session_auth_hash(), titipan["tanda"])
    return akun if sama else None


def _masukkan(request: HttpRequest, akun: Pengguna, tujuan: str) -> HttpResponse:
    """Sign in and lead on; keep when this account last did so before, and what must come first."""
    sebelumnya = akun.last_login
    request.session.pop(_KUNCI_LANGKAH_DUA, None)
    diam = request.session.pop(sesi.BERAKHIR_DIAM, False)
    login(request, akun, backend="django.contrib.auth.backends.ModelBackend")
    sesi.mulai(request)
    sesi.buang_usang()
    request.session[KUNCI_MASUK_SEBELUMNYA] = sebelumnya.isoformat() if sebelumnya else ""
    if wajib_dua_langkah(akun) and not alat_aktif(akun):
        request.session[HARUS_DUA_LANGKAH] = True
    if diam:
        messages.info(
            request,
            f"Sesi sebelumnya berakhir karena {settings.SESI_DIAM_MENIT} menit tidak dipakai. Isian yang belum "
            "disimpan ditawarkan kembali begitu Anda membuka formulirnya.",
        )
    return redirect(tujuan or _halaman_awal(akun))


def _halaman_awal(akun: Pengguna) -> str:
    """Reviewers begin at the dashboard of all agencies, others at their own work."""
    menelaah = akun.peran.filter(jenis=JenisPeran.PENELAAH).exists()
    return reverse("dasbor" if menelaah else settings.LOGIN_REDIRECT_URL)


class LupaSandiView(PasswordResetView):
    """Asks for the e-mail address and sends a link; the answer does not tell whether the account exists."""

    template_name = "instansi/lupa_sandi.html"
    form_class = FormulirLupaSandi
    subject_template_name = "instansi/surel/lupa_sandi_judul.txt"
    email_template_name = "instansi/surel/lupa_sandi.txt"
    success_url = reverse_lazy("lupa_sandi_terkirim")

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Send the link, a few times an hour at most: nobody's mail box is to be filled from here."""
        hitung("lupa_sandi", alamat_klien(self.request))
        hitung("lupa_sandi", form.cleaned_data["email"].casefold())
        return super().form_valid(form)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show the form again, with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LupaSandiTerkirimView(PasswordResetDoneView):
    """Says what to look for in the mail box."""

    template_name = "instansi/lupa_sandi_terkirim.html"


class SetelSandiView(PasswordResetConfirmView):
    """The page behind a link of an invitation or of a forgotten password: a new password, once."""

    template_name = "instansi/setel_sandi.html"
    form_class = FormulirSandiBaru  # type: ignore[assignment]  # the view asks for a user and no more
    success_url = reverse_lazy("masuk")
    user: Pengguna

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Set the password and send the person to the sign-in page; a weak one is explained beside its field."""
        try:
            setel_sandi(akun=self.user, sandi=form.cleaned_data["sandi_baru"], lewat_tautan=True)
        except GalatLayanan as galat:
            tambah_galat(form, galat)
            return self.form_invalid(form)
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, "Kata sandi disimpan. Silakan masuk dengan kata sandi baru Anda.")
        return redirect(self.get_success_url())

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show the form again, with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose password it is; a link that is used up or too old is a page of its own in the template."""
        konteks = super().get_context_data(**kwargs)
        return konteks | {"pemilik": self.user if self.validlink else None}


@login_not_required
def sehat(request: HttpRequest) -> JsonResponse:
    """Answer whether the application and its database work: 200 or 503, as JSON, without signing in."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "galat", "basis_data": "tidak terjangkau"}, status=503)
    return JsonResponse({"status": "baik", "basis_data": "baik"})
