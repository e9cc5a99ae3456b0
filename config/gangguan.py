"""What people are told while the database or the storage fails: a page that says so (503) instead of a fault of ours.

Installed as `handler500`: Django asks it for any error that nobody caught, those of middleware included; and as
`handler400`, for Django takes a session that the database could not store for one that was ended. What a service can
say beside a field (`instansi.errors.PenyimpananGagal`) does not come here. Everything else is a 500 or 400 as before.
"""

import errno
import logging
import sys

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import bad_request

logger = logging.getLogger("pohon_kinerja.gangguan")

COBA_LAGI_DETIK = 30
_PENUH = {errno.ENOSPC, errno.EDQUOT}
_TERKUNCI = {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
# The messages of SQLite itself (sqlite3ErrStr).
_SQLITE = {
    "database is locked": "sibuk",
    "database or disk is full": "penuh",
    "attempt to write a readonly database": "terkunci",
    "disk i/o error": "terkunci",
    "unable to open database file": "putus",
}
# PostgreSQL, Appendix A: class 53 is lack of space and memory, 40 a deadlock, 25006 a server that only reads,
# 57P and 08 a connection or server that is gone; 57014 and 55P03 waited too long.
_POSTGRES = {"53100": "penuh", "25006": "terkunci", "40": "sibuk", "55P03": "sibuk", "57014": "sibuk", "53": "sibuk"}

JUDUL = {
    "putus": "Basis data tidak terjangkau",
    "sibuk": "Basis data sedang sibuk",
    "penuh": "Tempat penyimpanan penuh",
    "terkunci": "Tempat penyimpanan tidak dapat ditulis",
}


def kenali(galat: BaseException | None) -> str | None:
    """Return which disturbance an error is, a key of JUDUL; None for a fault of the program."""
    if isinstance(galat, OSError) and galat.errno in _PENUH | _TERKUNCI:
        return "penuh" if galat.errno in _PENUH else "terkunci"
    if not isinstance(galat, Error):
        return None
    kode = getattr(galat.__cause__, "pgcode", None) or ""
    for awalan in (kode, kode[:2]):
        if awalan in _POSTGRES:
            return _POSTGRES[awalan]
    if connection.vendor == "sqlite":
        teks = str(galat).lower()
        return next((jenis for kata, jenis in _SQLITE.items() if kata in teks), None)
    if kode[:2] in ("08", "57") or not kode and isinstance(galat, OperationalError | InterfaceError):
        return "putus"
    return None


@requires_csrf_token
def galat_server(request: HttpRequest) -> HttpResponse:
    """Answer a request that ended in an error: 503 for a disturbance, else 500. Needs neither database nor session."""
    jenis = kenali(sys.exc_info()[1])
    if jenis is None:
        return HttpResponseServerError(render_to_string("500.html"))
    return _halaman(request, jenis)


@requires_csrf_token
def permintaan_buruk(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that made no sense (400), unless a disturbance is behind that (503)."""
    sebab: BaseException | None = exception
    while sebab is not None:
        if (jenis := kenali(sebab)) is not None:
            return _halaman(request, jenis)
        sebab = sebab.__context__
    return bad_request(request, exception)


def _halaman(request: HttpRequest, jenis: str) -> HttpResponse:
    logger.error("%s: %s %s tidak selesai", JUDUL[jenis], request.method, request.path)
    isi = render_to_string("503.html", {"jenis": jenis, "judul": JUDUL[jenis]})
    return HttpResponse(isi, status=503, headers={"Retry-After": str(COBA_LAGI_DETIK)})
