"""Signing in, forgotten passwords, links that set a password, and health."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
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
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan
from instansi.forms_akun import FormulirLupaSandi, FormulirMasuk, FormulirSandiBaru
from instansi.laju import hitung
from instansi.models import Pengguna
from instansi.pengamanan import alamat_klien
from instansi.selectors import SANDI_CONTOH, akun_contoh
from instansi.services import setel_sandi
from instansi.web import tambah_galat

# Where the session keeps the time of the sign-in before this one, for "Akun saya".
KUNCI_MASUK_SEBELUMNYA = "masuk_sebelumnya"


class MasukView(LoginView):
    """The sign-in page; shows the demo accounts only while the demo data are loaded."""

    template_name = "instansi/masuk.html"
    authentication_form = FormulirMasuk
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, and keep when this account last did so before."""
        sebelumnya = form.get_user().last_login
        jawaban = super().form_valid(form)
        self.request.session[KUNCI_MASUK_SEBELUMNYA] = sebelumnya.isoformat() if sebelumnya else ""
        return jawaban

    def get_default_redirect_url(self) -> str:
        """Reviewers begin at the dashboard of all agencies, others at their own work."""
        if cast(Pengguna, self.request.user).peran.filter(jenis=JenisPeran.PENELAAH).exists():
            return reverse("dasbor")
        return super().get_default_redirect_url()

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again, as every form of the project does: with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo accounts and their password."""
        contoh = {"akun_contoh": akun_contoh(), "sandi_contoh": SANDI_CONTOH} if settings.DEMO else {}
        return super().get_context_data(**contoh, **kwargs)


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
