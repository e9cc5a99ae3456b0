"""Per request: the end of a session nobody used; the time zone of the person's local government; a page for errors
of services no view has caught; the end of a draft when its form is saved; headers that Django does not set."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from instansi import sesi
from instansi.berkas import BerkasRusak
from instansi.errors import GalatLayanan
from instansi.models import PemerintahDaerah
from instansi.services import buang_draf
from instansi.web import halaman_galat

logger = logging.getLogger(__name__)

# In the session of someone who must have a second factor and has none: nothing else is shown before.
HARUS_DUA_LANGKAH = "harus_dua_langkah"
_SELALU_BOLEH = frozenset({"dua_langkah", "dua_langkah_pasang", "keluar", "sehat", "siap", "metrik"})


class MasukDahuluMiddleware(LoginRequiredMiddleware):
    """Asks to sign in.

    Who sent a form after the session had ended returns to the page of the form, where what was typed is offered again
    (static/js/draf.js): the address it was sent to may take no GET.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Redirect to the sign-in page with the way back."""
        asal = request.headers.get("Referer", "")
        if request.method in ("GET", "HEAD") or not url_has_allowed_host_and_scheme(asal, {request.get_host()}):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(urlunsplit(("", "", *urlsplit(asal)[2:])), self.get_login_url(view_func))


class SesiMiddleware:
    """Ends a session that nobody used for long, and leads who must have a second factor to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sesi.terlalu_lama_diam(request.session):
                logout(request)
                request.session[sesi.BERAKHIR_DIAM] = True
            else:
                sesi.tandai(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead on, or let pass."""
        harus = request.user.is_authenticated and HARUS_DUA_LANGKAH in request.session
        nama = request.resolver_match.url_name if request.resolver_match else None
        return redirect("dua_langkah") if harus and nama not in _SELALU_BOLEH else None


class ZonaWaktuMiddleware:
    """Activates the zone (WIB, WITA, WIT) of the account's local government; it is kept in the session."""

    KEY = "zona_waktu"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if self.KEY not in request.session:
            pemda = PemerintahDaerah.objects.filter(
                Q(peran__pengguna=request.user) | Q(perangkat_daerah__peran__pengguna=request.user)
            ).first()
            request.session[self.KEY] = pemda.zona_waktu if pemda else timezone.get_default_timezone_name()
        with timezone.override(ZoneInfo(request.session[self.KEY])):
            return self.get_response(request)


class GalatLayananMiddleware:
    """Answers an error of a service with its status (403, 404, 409, 422) and a clear page, never with a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for an error of a service, or for a stored file that is lost; others go on to Django."""
        if isinstance(exception, BerkasRusak):
            logger.error("%s", exception)
            return halaman_galat(request, GalatLayanan(f"{exception} Hubungi pengelola aplikasi."))
        return halaman_galat(request, exception) if isinstance(exception, GalatLayanan) else None


class DrafMiddleware:
    """Throws a draft away when its form has been saved, whichever view saved it.

    static/js/draf.js sends the draft's key along as `draf`. What could not be saved is answered with 403, 404, 409 or
    422 everywhere, so any other answer to someone signed in means saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kunci = request.POST.get("draf") if request.method == "POST" else None
        if kunci and response.status_code < 400 and request.user.is_authenticated:
            buang_draf(aktor=request.user, kunci=kunci)
        return response


class TajukMiddleware:
    """Adds headers of safety that neither Django nor the CSP sets, unless a view has set its own.

    No page and no download is kept by a cache that others use, and the browser asks again before it shows one anew:
    what is here belongs to the person signed in. No page may use a device of the machine.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()"
        )
        return response
