"""How often one person may ask for what costs much: searches, readings of documents, papers, e-mails.

Counts lie in Django's cache (`CACHE_URL`): in each web process by default, shared when several servers share a cache.
Signing in has a throttle of its own (`pengamanan.py`).
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from instansi.errors import TerlaluSering
from instansi.pengamanan import alamat_klien

V = TypeVar("V", bound=Callable[..., HttpResponse])

# What is counted → how many within how many seconds. One person typing fast stays far below.
BATAS = {
    "cari": (60, 60),
    "impor": (20, 300),
    "cetak": (60, 300),
    "lupa_sandi": (5, 900),
}


def hitung(hal: str, siapa: object) -> None:
    """Count one request of this kind by that person. Raises TerlaluSering when there were too many."""
    jumlah, detik = BATAS[hal]
    kunci = f"laju:{hal}:{siapa}"
    if cache.add(kunci, 1, detik):
        return
    try:
        sekarang = cache.incr(kunci)
    except ValueError:  # it ran out between the two lines
        cache.set(kunci, 1, detik)
        return
    if sekarang > jumlah and settings.BATASI_LAJU:
        raise TerlaluSering(detik)


def batasi(hal: str, cara: str) -> Callable[[V], V]:
    """Return a decorator that counts requests of this method to a view, by account, else by address."""

    def bungkus(view: V) -> V:
        @wraps(view)
        def terbatas(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == cara:
                hitung(hal, request.user.pk or alamat_klien(request))
            return view(request, *args, **kwargs)

        return cast(V, terbatas)

    return bungkus
