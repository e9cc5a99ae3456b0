"""HTML in, PDF out: one process-wide set of fonts and stylesheets, no file but the bundled ones, the same bytes twice.

What a paper says belongs to the app that prints it; what a sheet measures belongs to `paper`.
"""

import gc
import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from naskah.huruf import FOLDER_HURUF
from naskah.paper import Halaman, gaya_halaman

ASET = Path(__file__).resolve().parent / "aset"
SKEMA = "naskah:"
_KIRIMAN = "kiriman/"
_RAGAM = "pdf/a-3a"
_TIPE = {".otf": "font/otf", ".ttf": "font/ttf", ".css": "text/css"}

logger = logging.getLogger(__name__)


class BerkasDitolak(Exception):
    """A paper asked for a file that is not bundled (an address, a file of the machine, a data URL)."""


@dataclass(frozen=True, slots=True)
class LabelHalaman:
    """From page `mulai` (counted from 0) on, viewers number the pages so: "D" 1, 2; "r" i, ii; empty: prefix only.

    With `jangkar` it starts at the page that holds the element of this id instead, known only after layout.
    """

    mulai: int = 0
    gaya: str = "D"
    awalan: str = ""
    nomor: int = 1
    jangkar: str = ""


@dataclass(frozen=True, slots=True)
class HasilCetak:
    """A printed paper, with the HTML it was made of, so that tests and previews can read the content."""

    pdf: bytes
    html: str
    halaman: int


class PengambilBerkas(URLFetcher):
    """Serves `naskah:<path>` from the bundled fonts and the app's own files; refuses every other address loudly.

    `naskah:kiriman/<name>` is a picture (PNG) that the caller of `render_pdf` passed along, such as the arms.
    """

    def __init__(self, kiriman: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.kiriman = {f"{_KIRIMAN}{nama}": isi for nama, isi in (kiriman or {}).items()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the bundled file. Raises BerkasDitolak (which stops the rendering) for anything else."""
        nama = url.removeprefix(SKEMA)
        if url == nama:
            raise BerkasDitolak(url[:200])
        if nama in self.kiriman:
            return URLFetcherResponse(url, self.kiriman[nama], {"Content-Type": "image/png"})
        for akar in (FOLDER_HURUF, ASET):
            berkas = (akar / nama).resolve()
            if berkas.is_relative_to(akar) and berkas.is_file():
                return URLFetcherResponse(url, berkas.read_bytes(), {"Content-Type": _TIPE[berkas.suffix]})
        raise BerkasDitolak(url[:200])


# One at a time in a process: the fonts are shared, Pango's font map is not safe for threads, and the garbage
# collector is switched off for all of the process meanwhile (0.8 of the time).
_giliran = threading.Lock()

# From so many pages on the laid-out boxes, which hold each other, are cleared away at once (0.2 s): left to the
# collector's own time, each book of 47 positions added 43 MB to the process.
_HALAMAN_BANYAK = 20


@contextmanager
def _tanpa_pemungut_sampah() -> Iterator[None]:
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:
            gc.enable()


@cache
def _huruf() -> FontConfiguration:
    """Return the fonts of all papers: the bundled ones only.

    Fontconfig reads its configuration once, here, from our own file that names no folder: a paper must look the
    same on every machine, and a letter that no bundled font has must not be borrowed from the machine.
    """
    semula = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(ASET / "fonts.conf")
    try:
        return FontConfiguration()
    finally:
        if semula is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = semula


@cache
def _gaya(halaman: tuple[Halaman, ...], draf: bool, tambahan: tuple[str, ...]) -> CSS:
    """Return the parsed stylesheet for these pages: `print.css`, the paper's own files, the page rules."""
    isi = [(ASET / "print.css").read_text("utf-8"), *tambahan]
    isi += [gaya_halaman(satu, draf=draf) for satu in halaman]
    return CSS(string="\n".join(isi), font_config=_huruf(), base_url=SKEMA, url_fetcher=PengambilBerkas())


def render_pdf(
    html: str,
    *,
    judul: str,
    penulis: str = "",
    halaman: Sequence[Halaman] = (Halaman(),),
    gaya: Sequence[str] = (),
    draf: bool = False,
    label_halaman: Sequence[LabelHalaman] = (),
    waktu: datetime | None = None,
    kiriman: Mapping[str, bytes] | None = None,
) -> HasilCetak:
    """Turn a whole HTML document into a tagged PDF; PDF/A-3a is asked for, conformity is not claimed.

    `judul` and `penulis` go into the metadata; `halaman` are the kinds of page the paper uses; `gaya` are further
    stylesheets as text; `draf` prints DRAF behind every page; `waktu` is the date of creation to record; `kiriman` are
    pictures (PNG) by name, which the HTML asks for as "naskah:kiriman/<name>". The same arguments give the same bytes.
    Raises BerkasDitolak when the HTML asks for any other file.
    """
    with _giliran, _tanpa_pemungut_sampah():
        try:
            dokumen = HTML(string=html, base_url=SKEMA, url_fetcher=PengambilBerkas(kiriman)).render(
                font_config=_huruf(),
                stylesheets=[_gaya(tuple(halaman), draf, tuple(gaya))],
                pdf_variant=_RAGAM,
            )
            dokumen.metadata.title = judul
            dokumen.metadata.authors = [penulis] if penulis else []
            dokumen.metadata.created = waktu.isoformat(timespec="seconds") if waktu else None
            dokumen.metadata.modified = dokumen.metadata.created
            pdf = dokumen.write_pdf(
                pdf_variant=_RAGAM,
                pdf_identifier=True,  # a hash of the content: fixed for the same input
                finisher=lambda dokumen, berkas: _tulis_label(berkas, _tempatkan(label_halaman, dokumen.pages)),
            )
        except FatalURLFetchingError as galat:
            raise BerkasDitolak(str(galat)) from galat
        hasil = HasilCetak(pdf=pdf, html=html, halaman=len(dokumen.pages))
        if hasil.halaman >= _HALAMAN_BANYAK:
            del dokumen
            gc.collect()
        return hasil


def _tempatkan(label_halaman: Sequence[LabelHalaman], halaman: Sequence[Any]) -> list[LabelHalaman]:
    """Return the labels with their pages; one whose anchor is on no page is left out."""
    hasil = []
    for label in label_halaman:
        letak = next((nomor for nomor, satu in enumerate(halaman) if label.jangkar in satu.anchors), None)
        if not label.jangkar:
            hasil.append(label)
        elif letak is not None:
            hasil.append(replace(label, mulai=letak))
    return hasil


def _tulis_label(berkas: Any, label_halaman: Sequence[LabelHalaman]) -> None:
    """Write /PageLabels, which WeasyPrint leaves out: viewers then name pages as they are printed."""
    if not label_halaman:
        return
    nomor: list[Any] = []
    for label in label_halaman:
        isi = pydyf.Dictionary({"St": label.nomor})
        if label.gaya:
            isi["S"] = f"/{label.gaya}"
        if label.awalan:
            isi["P"] = pydyf.String(label.awalan)
        nomor += [label.mulai, isi]
    berkas.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(nomor)})
