"""Signing in and health."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from instansi.forms import FormulirMasuk
from instansi.selectors import SANDI_CONTOH, akun_contoh


class MasukView(LoginView):
    """The sign-in page; shows the demo accounts only while the demo data are loaded."""

    template_name = "instansi/masuk.html"
    authentication_form = FormulirMasuk
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again, as every form of the project does: with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo accounts and their password."""
        contoh = {"akun_contoh": akun_contoh(), "sandi_contoh": SANDI_CONTOH} if settings.DEMO else {}
        return super().get_context_data(**contoh, **kwargs)


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
