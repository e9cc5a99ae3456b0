"""A long preview printed piece by piece: what has not changed since the last time is taken from the store.

A template marks where its paper may be cut with POTONG, at the beginning of a page; only untagged papers are printed
so, because tags and links do not survive joining. Each piece is a paper of its own, kept by its key like any other.
"""

import re
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from instansi.api import PenyimpananGagal
from naskah import simpanan
from naskah.bahan import BahanCetak, kunci_bahan, tulis_bahan
from naskah.render import TATA, TULIS, Lapor, cetak, cetak_berkas

# Before the first piece: head and the opening of the body, which all have in common. "isi" begins the piece with the
# contents, printed when the numbers are known; with "mulai" pages count from 1, in "lanjut" on from the piece before.
POTONG = re.compile(r"<!--potong (isi|mulai|lanjut)-->")
_JANGKAR = re.compile(r'\bid="([\w-]+)"')
_RUJUKAN = re.compile(r'<a href="#([\w-]+)">(.*?)</a>', re.DOTALL)


def cetak_kertas(bahan: BahanCetak, lapor: Lapor | None = None) -> bytes:
    """Return the file that was asked for (`render.cetak_berkas`), a preview that can be cut piece by piece.

    Raises what `render.cetak` raises.
    """
    kepala, *sisa = POTONG.split(bahan.html)
    if bahan.bertanda or bahan.titik_per_inci or not sisa:
        return cetak_berkas(bahan, lapor)
    return _gabung(bahan, _cetak_potongan(bahan, kepala, list(zip(sisa[::2], sisa[1::2], strict=True)), lapor))


def _cetak_potongan(
    bahan: BahanCetak, kepala: str, potongan: list[tuple[str, str]], lapor: Lapor | None
) -> list[PdfReader]:
    """Return the pieces in their order, the contents printed last."""
    nomor = 0
    letak: dict[str, int] = {}
    jadi: dict[int, PdfReader] = {}
    for urutan, (jenis, isi) in enumerate(potongan):
        if jenis == "isi":
            continue
        gaya = f"<style>@page :first {{ counter-reset: page {nomor + 1} }}</style>" if jenis == "lanjut" else ""
        jadi[urutan] = _potongan(bahan, kepala + gaya + isi)
        # What the contents lead to stands at the beginning of its piece.
        letak |= dict.fromkeys(_JANGKAR.findall(isi), nomor + 1)
        nomor += len(jadi[urutan].pages)
        if lapor is not None:
            lapor(TATA, nomor)
    for urutan, (jenis, isi) in enumerate(potongan):
        if jenis == "isi":
            jadi[urutan] = _potongan(bahan, kepala + _isi_nomor(isi, letak))
    if lapor is not None:
        lapor(TULIS, 0)
    return [jadi[urutan] for urutan in sorted(jadi)]


def _potongan(bahan: BahanCetak, html: str) -> PdfReader:
    """Return a piece, printed now or before."""
    satu = replace(bahan, html=f"{html}</body></html>", label_halaman=())
    kunci = kunci_bahan(tulis_bahan(satu))
    isi = simpanan.ambil_hasil(kunci)
    if isi is None:
        isi = cetak(satu).pdf
        with suppress(PenyimpananGagal):  # logged there; the preview is shown all the same
            simpanan.simpan_hasil(kunci, isi)
    return PdfReader(BytesIO(isi))


def _isi_nomor(isi: str, letak: dict[str, int]) -> str:
    """Return the contents with the numbers of pages in other pieces as text: nothing there leads to them."""

    def tulis(cocok: re.Match[str]) -> str:
        jangkar, teks = cocok[1], cocok[2]
        return cocok[0] if jangkar not in letak else f"<a>{teks or letak[jangkar]}</a>"

    return _RUJUKAN.sub(tulis, isi)


def _gabung(bahan: BahanCetak, bagian: list[PdfReader]) -> bytes:
    penulis = PdfWriter()
    for satu in bagian:
        penulis.append(satu)
    penulis.add_metadata({"/Title": bahan.judul, "/Author": bahan.penulis, "/Producer": "WeasyPrint"})
    hasil = BytesIO()
    penulis.write(hasil)
    return hasil.getvalue()
