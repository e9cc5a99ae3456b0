"""Answers for the quick way on Tahap 1, 2, 4 and 5 (static/js/setempat.js): parts of a page instead of the whole.

A page names its parts by id in a partial `jawaban`; all else that a change touches (stage bar, status bar, messages)
goes along out of band. In a long list (`data-daftar`) rows that the browser already shows are empty placeholders: it
names them with each request, by their `sidik`. The table of Tahap 3 has a way of its own (`views.cepat`).
"""

from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from instansi.api import Permintaan
from pohon.halaman import Urungkan, alamat, alamat_bila_ada
from pohon.langkah import ULANGI, URUNGKAN, langkah_hari_ini
from pohon.models import Pohon


def jawab_setempat(
    request: Permintaan, templat: str, konteks: dict[str, Any], *, fokus: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the page's partial `jawaban`; `fokus` is the id of the element the browser goes to."""
    return render(request, f"{templat}#jawaban", konteks | {"fokus": fokus, "oob": True}, status=status)


def rows_tampak(request: Permintaan) -> frozenset[str]:
    """Return the names (`sidik`) of the rows the browser shows; none for a whole page."""
    return frozenset(request.headers.get("X-Tampak", "").split()) if request.htmx else frozenset()


def sidik(kunci: str, isi: object) -> str:
    """Return a short name of all that a row prints: equal names, equal rows."""
    return f"{kunci}-{crc32(repr(isi).encode()):08x}"


def query_halaman(request: Permintaan) -> QueryDict:
    """Return the query of the page in the browser, which a quick request changes nothing of: filters stay."""
    if not request.htmx or not request.htmx.current_url:
        return request.GET
    return QueryDict(urlsplit(request.htmx.current_url).query)


def tawaran_langkah(
    request: Permintaan, pohon: Pohon, tawaran: Urungkan | None, halaman: str
) -> dict[str, Urungkan | None]:
    """Return what the status bar offers to undo and redo: steps of today, unless another offer (an import) is newer.

    `halaman` is the page to return to.
    """
    urung, ulang = langkah_hari_ini(request.user, pohon.wadah)
    url = alamat("langkah", pohon.pk)
    if tawaran is not None and tawaran.url == alamat_bila_ada("impor_urungkan", pohon.pk):
        return {}
    pesan = tawaran.pesan if tawaran and urung and urung.menghapus else ""
    mundur, maju = ((("arah", arah), ("kembali", halaman)) for arah in (URUNGKAN, ULANGI))
    return {
        "urungkan": Urungkan(pesan, url, mundur, urung.sebutan) if urung else tawaran,
        "ulangi": Urungkan("", url, maju, ulang.sebutan) if ulang else None,
    }
