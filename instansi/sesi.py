"""Sessions: rows that know their owner, ended some time after signing in or when unused, listed for their owner.

How long is a matter of settings (`SESSION_COOKIE_AGE`, `SESI_DIAM_MENIT`). `SessionStore` is Django's engine
(`SESSION_ENGINE`). What ends sessions at somebody's wish is a service (`services/akun.py`).
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as SesiBasisData
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from instansi.models import Pengguna, Sesi

# What a session remembers of itself: when it began and was last used (seconds), and the browser's name for itself.
MULAI = "mulai"
DILIHAT = "dilihat"
PERANTI = "peranti"
# In a session without a person: the one before it ended because nobody used it.
BERAKHIR_DIAM = "berakhir_diam"
_TULIS_TIAP = 300  # seconds: a session is not written for each request
_PANJANG_PERANTI = 300
# Word in the browser's name for itself → what people call it; the first that is found counts.
_PERAMBAN = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SISTEM = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


class SessionStore(SesiBasisData):
    """Django's sessions in the database, with their owner in a column."""

    @classmethod
    def get_model_class(cls) -> type[Sesi]:
        """Django's own name for it."""
        return Sesi

    def create_model_instance(self, data: dict[str, Any]) -> Sesi:
        """Return the row to store."""
        baris: Sesi = super().create_model_instance(data)  # type: ignore[assignment]
        baris.pengguna_id = data.get(SESSION_KEY)
        return baris


@dataclass(frozen=True, slots=True)
class SesiTerbuka:
    """One session as its owner sees it. `sidik` names it in addresses: the key itself opens it and is shown nowhere."""

    kunci: str
    sidik: str
    peranti: str
    mulai: datetime | None
    dilihat: datetime | None
    sekarang: bool


def mulai(request: HttpRequest) -> None:
    """Let a session begin: from here count its hours and its rest."""
    sesi = request.session
    sesi[MULAI] = sesi[DILIHAT] = int(time.time())
    sesi[PERANTI] = request.headers.get("User-Agent", "")[:_PANJANG_PERANTI]
    sesi.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def tandai(request: HttpRequest) -> None:
    """Remember that the session is in use, to the nearest minutes; one that nobody let begin begins."""
    if MULAI not in request.session:
        mulai(request)
    elif time.time() - request.session[DILIHAT] >= _TULIS_TIAP:
        request.session[DILIHAT] = int(time.time())


def buang_usang() -> None:
    """Delete sessions, of anyone, whose time is over."""
    Sesi.objects.filter(expire_date__lt=timezone.now()).delete()


def terlalu_lama_diam(sesi: SessionBase | dict[str, Any]) -> bool:
    """Return whether the session has been unused for longer than it may be."""
    return time.time() - sesi.get(DILIHAT, time.time()) > settings.SESI_DIAM_MENIT * 60 + _TULIS_TIAP


def sesi_terbuka(akun: Pengguna, kunci_kini: str | None) -> list[SesiTerbuka]:
    """Return the sessions of the account that would be let in, the present one first, then the last used."""
    hasil = []
    for baris in akun.sesi.filter(expire_date__gt=timezone.now()):
        isi = baris.get_decoded()
        sah = constant_time_compare(isi.get(HASH_SESSION_KEY, ""), akun.get_session_auth_hash())
        if sah and not terlalu_lama_diam(isi):
            hasil.append(
                SesiTerbuka(
                    kunci=baris.session_key,
                    sidik=salted_hmac("instansi.sesi", baris.session_key, algorithm="sha256").hexdigest()[:24],
                    peranti=sebut_peranti(isi.get(PERANTI, "")),
                    mulai=_saat(isi.get(MULAI)),
                    dilihat=_saat(isi.get(DILIHAT)),
                    sekarang=baris.session_key == kunci_kini,
                )
            )
    terlama = timezone.make_aware(datetime(2000, 1, 1))
    return sorted(hasil, key=lambda satu: (satu.sekarang, satu.dilihat or terlama), reverse=True)


def sebut_peranti(nama: str) -> str:
    """Return what people call a browser on a machine: "Firefox di Windows"."""
    peramban = next((sebut for kata, sebut in _PERAMBAN if kata in nama), "Peramban lain")
    sistem = next((sebut for kata, sebut in _SISTEM if kata in nama), "")
    return f"{peramban} di {sistem}" if sistem else peramban


def _saat(detik: int | None) -> datetime | None:
    return None if detik is None else datetime.fromtimestamp(detik, tz=timezone.get_current_timezone())
