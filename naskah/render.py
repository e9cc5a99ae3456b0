"""HTML in, PDF out: one process-wide set of fonts and stylesheets, no file but the bundled ones, the same bytes twice.

What a paper says belongs to the app that prints it; what a sheet measures belongs to `paper`; `bahan` is the paper
before printing, `simpanan` keeps what was printed.
"""

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pydyf
import pypdfium2
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from instansi.tumpukan import tumpukan_lapang
from naskah.bahan import ASET, BahanCetak, LabelHalaman, susun_bahan
from naskah.huruf import FOLDER_HURUF
from naskah.paper import Halaman, gaya_halaman
from naskah.tulis_pdf import jadikan, tempatkan, tulis_label

SKEMA = "naskah:"
_KIRIMAN = "kiriman/"
_RAGAM = "pdf/a-3a"
_TIPE = {".otf": "font/otf", ".ttf": "font/ttf", ".css": "text/css"}

_WAKTU_TETAP = datetime(2000, 1, 1, tzinfo=UTC)

logger = logging.getLogger(__name__)


class BerkasDitolak(Exception):
    """A paper asked for a file that is not bundled (an address, a file of the machine, a data URL)."""


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


TATA, TULIS = "tata", "tulis"
# Called with the step (laying out and what comes before it, or writing) and the page that is laid out, 0 for none.
Lapor = Callable[[str, int], None]

# One at a time in a process: the fonts are shared, Pango's font map is not safe for threads, and the garbage
# collector is switched off for all of the process meanwhile (0.8 of the time).
_giliran = threading.Lock()

# From so many pages on the laid-out boxes, which hold each other, are cleared away before the next paper (0.4 s that
# nobody waits for): left to the collector's own time, each book of 47 positions added 43 MB to the process.
_HALAMAN_BANYAK = 20
_kotor = threading.Event()


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
    """Print what `susun_bahan` makes of these arguments: `cetak` in one step."""
    return cetak(
        susun_bahan(
            html,
            judul=judul,
            penulis=penulis,
            halaman=halaman,
            gaya=gaya,
            draf=draf,
            label_halaman=label_halaman,
            waktu=waktu,
            kiriman=kiriman,
        )
    )


@tumpukan_lapang
def cetak(bahan: BahanCetak, lapor: Lapor | None = None) -> HasilCetak:
    """Turn a paper into a PDF, tagged unless it does without; PDF/A-3a is asked for, conformity is not claimed.

    `lapor` is told how far it is, in this thread; what it raises stops the printing. Equal papers give equal bytes.
    Raises BerkasDitolak when the HTML asks for any file but those of the paper.
    """
    ragam = _RAGAM if bahan.bertanda else None
    pungut()
    with _giliran, ExitStack() as tumpukan:
        tumpukan.enter_context(_tanpa_pemungut_sampah())
        if lapor is not None:
            tumpukan.enter_context(_laporkan(lapor))
        try:
            dokumen = HTML(string=bahan.html, base_url=SKEMA, url_fetcher=PengambilBerkas(dict(bahan.kiriman))).render(
                font_config=_huruf(),
                stylesheets=[_gaya(bahan.halaman, bahan.draf, bahan.gaya)],
                pdf_variant=ragam,
            )
            dokumen.metadata.title = bahan.judul
            dokumen.metadata.authors = [bahan.penulis] if bahan.penulis else []
            dokumen.metadata.created = bahan.waktu.isoformat(timespec="seconds") if bahan.waktu else None
            dokumen.metadata.modified = dokumen.metadata.created
            pdf = dokumen.write_pdf(
                pdf_variant=ragam,
                attachments=[_lampirkan(bahan.data)] if bahan.data else None,
                pdf_identifier=True,  # a hash of the content: fixed for the same input
                finisher=lambda dokumen, berkas: _selesaikan(berkas, tempatkan(bahan.label_halaman, dokumen.pages)),
            )
        except FatalURLFetchingError as galat:
            raise BerkasDitolak(str(galat)) from galat
        hasil = HasilCetak(pdf=pdf, html=bahan.html, halaman=len(dokumen.pages))
        if hasil.halaman >= _HALAMAN_BANYAK:
            _kotor.set()
        return hasil


def _selesaikan(berkas: pydyf.PDF, label_halaman: Sequence[LabelHalaman]) -> None:
    tulis_label(berkas, label_halaman)
    jadikan(berkas)


def _lampirkan(data: bytes) -> Attachment:
    """Return the data as PDF/A-3 embeds the source of a paper; its times are fixed, so that the bytes are too."""
    return Attachment(
        string=data,
        name="data.json",
        description="Isi naskah sebagai data",
        created=_WAKTU_TETAP,
        modified=_WAKTU_TETAP,
        relationship="Source",
    )


def pungut() -> None:
    """Clear away what a large paper has left in memory; a worker does it when the file is stored."""
    if _kotor.is_set():
        _kotor.clear()
        gc.collect()


def cetak_berkas(bahan: BahanCetak, lapor: Lapor | None = None) -> bytes:
    """Return the file that was asked for: the PDF, or the picture (PNG) of its first page."""
    pdf = cetak(bahan, lapor).pdf
    if not bahan.titik_per_inci:
        return pdf
    with _giliran, BytesIO() as png:  # PDFium is not safe for threads either
        dokumen = pypdfium2.PdfDocument(pdf)
        try:
            dokumen[0].render(scale=bahan.titik_per_inci / 72).to_pil().save(png, "PNG", optimize=False)
        finally:
            dokumen.close()
        return png.getvalue()


@contextmanager
def _laporkan(lapor: Lapor) -> Iterator[None]:
    """Pass on what the renderer logs about its steps, without letting it reach the terminal."""
    pencatat = logging.getLogger("weasyprint.progress")
    tingkat, diteruskan, penerima = pencatat.level, pencatat.propagate, _Penerima(lapor)
    pencatat.addHandler(penerima)
    pencatat.setLevel(logging.INFO)
    pencatat.propagate = False
    try:
        yield
    finally:
        pencatat.removeHandler(penerima)
        pencatat.setLevel(tingkat)
        pencatat.propagate = diteruskan


class _Penerima(logging.Handler):
    """Turns the renderer's log of steps into `Lapor` calls."""

    def __init__(self, lapor: Lapor) -> None:
        super().__init__(logging.INFO)
        self.lapor = lapor

    def emit(self, record: logging.LogRecord) -> None:
        """Tell page numbers while laying out, 0 for every other step. What `lapor` raises goes through on purpose."""
        halaman = 0
        if "Page %d" in record.msg and isinstance(record.args, tuple) and isinstance(record.args[0], int):
            halaman = record.args[0]
        self.lapor(TULIS if "Step 6" in record.msg or "Step 7" in record.msg else TATA, halaman)
