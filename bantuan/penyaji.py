"""Turns the Markdown of the guide into HTML for the screen, and into sections of plain text for the search.

The same files read well where the repository is shown: pictures are `gambar/x.png`, other topics `tahap-3.md#anak`.
Here both become addresses of the application. HTML inside the Markdown is printed as text, never passed on.
"""

import struct
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

GAMBAR = "gambar/"


@dataclass(frozen=True, slots=True)
class Bagian:
    """A section: its heading, the anchor to it (empty: the topic's own opening), and its text without markup."""

    judul: str
    jangkar: str
    teks: str


@dataclass(frozen=True, slots=True)
class Sajian:
    """A file as it is shown: its title, the first paragraph as plain text, the HTML below the title, the sections."""

    judul: str
    ringkasan: str
    html: SafeString
    bagian: tuple[Bagian, ...]


def sajikan(naskah: str, folder: Path) -> Sajian:
    """Return the file's parts. `folder` is where it lies, so that pictures get their size.

    Raises ValueError when the text does not begin with a heading of the first level.
    """
    token = _markdown().parse(naskah)
    if len(token) < 3 or (token[0].type, token[0].tag) != ("heading_open", "h1"):
        raise ValueError("Berkas panduan dimulai dengan judul: # …")
    judul, isi = _teks(token[1]), token[3:]
    for nomor, satu in enumerate(isi):
        if satu.type == "heading_open":
            satu.attrSet("id", slugify(_teks(isi[nomor + 1])))
    bagian = tuple(_pecah(judul, isi))
    pengganti = {"folder": folder}
    badan = _markdown().renderer.render(isi, _markdown().options, pengganti)
    ringkasan = next((_teks(isi[n + 1]) for n, satu in enumerate(isi) if satu.type == "paragraph_open"), "")
    # Safe: HTML is switched off in the parser, and the files are the project's own.
    return Sajian(judul, ringkasan, mark_safe(badan), bagian)  # noqa: S308  # nosec B308


def _markdown() -> MarkdownIt:
    penyaji = MarkdownIt("commonmark", {"html": False}).enable("table")
    penyaji.add_render_rule("image", _gambar)
    penyaji.add_render_rule("link_open", _tautan)
    penyaji.add_render_rule("table_open", lambda *_: '<div class="tabel-gulir" tabindex="0"><table class="tabel">\n')
    penyaji.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return penyaji


def _gambar(
    penyaji: RendererHTML, token: Sequence[Token], nomor: int, pilihan: Any, env: MutableMapping[str, Any]
) -> str:
    """Print a picture with its address among the static files and its size, so that nothing moves when it arrives."""
    satu = token[nomor]
    sumber = str(satu.attrGet("src"))
    if sumber.startswith(GAMBAR):
        satu.attrSet("src", static(f"panduan/{sumber.removeprefix(GAMBAR)}"))
        lebar, tinggi = ukuran_png(env["folder"] / sumber)
        satu.attrSet("width", str(lebar))
        satu.attrSet("height", str(tinggi))
    satu.attrSet("loading", "lazy")
    return penyaji.image(token, nomor, pilihan, env)


def _tautan(
    penyaji: RendererHTML, token: Sequence[Token], nomor: int, pilihan: Any, env: MutableMapping[str, Any]
) -> str:
    """Print a link; one to another file of the guide leads to that topic's page."""
    satu = token[nomor]
    berkas, _, jangkar = str(satu.attrGet("href")).partition("#")
    if berkas.endswith(".md"):
        alamat = reverse("bantuan_topik", args=[berkas.removesuffix(".md")])
        satu.attrSet("href", f"{alamat}#{jangkar}" if jangkar else alamat)
    return penyaji.renderToken(token, nomor, pilihan, env)


def ukuran_png(berkas: Path) -> tuple[int, int]:
    """Return width and height in pixels from the head of a PNG file. Raises OSError when there is none."""
    with berkas.open("rb") as isi:
        lebar, tinggi = struct.unpack(">II", isi.read(24)[16:24])
    return lebar, tinggi


def _pecah(judul: str, token: Iterable[Token]) -> Iterable[Bagian]:
    """Yield the sections: what stands under each heading, the topic's opening first."""
    kini, jangkar, teks, dalam_judul = judul, "", list[str](), False
    for satu in token:
        if satu.type == "heading_open":
            yield Bagian(kini, jangkar, " ".join(teks))
            jangkar, teks, dalam_judul = str(satu.attrGet("id")), [], True
        elif satu.type == "inline" and dalam_judul:
            kini, dalam_judul = _teks(satu), False
        elif satu.type == "inline":
            teks.append(_teks(satu))
    yield Bagian(kini, jangkar, " ".join(teks))


def _teks(token: Token) -> str:
    """Return what a person reads of an inline token; line breaks become blanks, pictures say nothing."""
    anak = token.children or []
    return "".join(
        " " if satu.type in {"softbreak", "hardbreak"} else satu.content for satu in anak if satu.type != "image"
    )
