"""How often one person may ask for what costs much: searches, readings of documents, papers, e-mails.

Counts lie in a table that all web processes share (`Hitungan`), or in Django's cache where an installation names a
shared one (`CACHE_URL`) or works on SQLite, which lets one write at a time: there each web process counts for itself.
Signing in has a throttle of its own (`pengamanan.py`).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from instansi.errors import TerlaluSering
from instansi.models import Hitungan
from instansi.pengamanan import alamat_klien

V = TypeVar("V", bound=Callable[..., HttpResponse])

# What is counted → how many within how many seconds. One person typing fast stays far below.
BATAS = {
    "cari": (60, 60),
    "impor": (20, 300),
    "cetak": (60, 300),
    "lupa_sandi": (5, 900),
    "pastikan": (10, 900),  # the password typed again before something that guards the account
}
_SISA = timedelta(days=1)


def hitung(hal: str, siapa: object) -> None:
    """Count one request of this kind by that person. Raises TerlaluSering when there were too many."""
    jumlah, detik = BATAS[hal]
    kunci = f"laju:{hal}:{siapa}"
    sekarang = _tambah_di_tabel(kunci, detik) if settings.HITUNGAN_DI_TABEL else _tambah_di_cache(kunci, detik)
    if sekarang > jumlah and settings.BATASI_LAJU:
        raise TerlaluSering(detik)


def _tambah_di_tabel(kunci: str, detik: int) -> int:
    """Return how many there were of this name, this one included, since the first of these seconds."""
    kini = timezone.now()
    sampai = kini + timedelta(seconds=detik)
    with transaction.atomic():
        baris, _ = Hitungan.objects.select_for_update().get_or_create(kunci=kunci, defaults={"sampai": sampai})
        if baris.sampai <= kini:
            baris.jumlah, baris.sampai = 0, sampai
            Hitungan.objects.filter(sampai__lt=kini - _SISA).delete()
        baris.jumlah += 1
        baris.save()
    return baris.jumlah


def _tambah_di_cache(kunci: str, detik: int) -> int:
    """As `_tambah_di_tabel`, in the cache."""
    if cache.add(kunci, 1, detik):
        return 1
    try:
        return cache.incr(kunci)
    except ValueError:  # it ran out between the two lines
        cache.set(kunci, 1, detik)
        return 1


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
