"""Signing in is throttled (django-axes): which address a request counts for, and what a locked-out person is told.

The limits are settings (`AXES_*`, `JUMLAH_PROXY`); counting is the library's.
"""

import ipaddress

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def alamat_klien(request: HttpRequest) -> str | None:
    """Return the address to count by: what the outermost trusted proxy saw, else the connection's; None when unknown.

    Only the last `JUMLAH_PROXY` entries of X-Forwarded-For were written by our own proxies; anyone can send the rest.
    """
    alamat = request.META.get("REMOTE_ADDR", "")
    jumlah = settings.JUMLAH_PROXY
    if jumlah:
        jejak = [satu.strip() for satu in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if satu.strip()]
        if len(jejak) >= jumlah:
            alamat = jejak[-jumlah]
    try:
        return str(ipaddress.ip_address(alamat))
    except ValueError:
        return None


def tolak_masuk(request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None) -> HttpResponse:
    """Answer a sign-in after too many failures: 429, with when to try again and what else helps."""
    menit = max(1, int(settings.AXES_COOLOFF_TIME.total_seconds() // 60))
    jawaban = render(request, "instansi/terkunci.html", {"menit": menit}, status=429)
    jawaban["Retry-After"] = str(menit * 60)
    return jawaban


def buka_kunci(username: str) -> None:
    """Forget the failed sign-ins of a name: whoever has just set its password by a link is its owner."""
    reset(username=username)


def boleh_mencoba(request: HttpRequest, username: str) -> bool:
    """Return whether the name may be tried from this address, for the step after the password."""
    return bool(AxesProxyHandler.is_allowed(request, {"username": username}))


def catat_gagal(request: HttpRequest, username: str) -> None:
    """Count a wrong code as a wrong password is counted; the last one allowed is answered by `tolak_masuk`."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)
