"""The last step of a PDF, between WeasyPrint's objects and the file: page labels, and objects turned into bytes once.

Nothing here knows what a paper says. `render` hands the finished objects over by WeasyPrint's own hook (`finisher`).
"""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pydyf

from naskah.bahan import LabelHalaman

# pydyf packs by 9, which takes 1.3 times as long for a file smaller by two percent.
_PADAT = 6


def tempatkan(label_halaman: Sequence[LabelHalaman], halaman: Sequence[Any]) -> list[LabelHalaman]:
    """Return the labels with their pages; one whose anchor is on no page is left out."""
    hasil = []
    for label in label_halaman:
        letak = next((nomor for nomor, satu in enumerate(halaman) if label.jangkar in satu.anchors), None)
        if not label.jangkar:
            hasil.append(label)
        elif letak is not None:
            hasil.append(replace(label, mulai=letak))
    return hasil


def tulis_label(berkas: pydyf.PDF, label_halaman: Sequence[LabelHalaman]) -> None:
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


class _ObjekJadi(pydyf.Object):
    """An object as bytes."""

    data = b""


class _AliranJadi(pydyf.Stream):
    """A stream as bytes; a class of its own because pydyf packs other objects together, but not streams."""

    data = b""


def jadikan(berkas: pydyf.PDF) -> None:
    """Put in the place of each object its bytes. Nothing may change an object afterwards.

    pydyf works out the bytes of each object for the file and once more for the identifier, packing streams each time:
    for a book of 47 positions a third of a second.
    """
    berkas.objects[:] = [asal if asal.free == "f" else _jadi(asal) for asal in berkas.objects]


def _jadi(asal: pydyf.Object) -> pydyf.Object:
    jadi: pydyf.Object = _AliranJadi() if isinstance(asal, pydyf.Stream) else _ObjekJadi()
    jadi.data = _padatkan(asal) if isinstance(asal, pydyf.Stream) and asal.compress else asal.data
    jadi.number, jadi.generation, jadi.free = asal.number, asal.generation, asal.free
    return jadi


def _padatkan(aliran: pydyf.Stream) -> bytes:
    """Return what `pydyf.Stream.data` does, packed by `_PADAT`."""
    polos = pydyf.Stream(aliran.stream).data.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    padat = zlib.compress(polos, _PADAT)
    isi = pydyf.Dictionary({**aliran.extra, "Filter": "/FlateDecode", "Length": len(padat)})
    return b"\n".join((isi.data, b"stream", padat, b"endstream"))


def _rujukan_halaman(berkas: pydyf.PDF) -> tuple[bytes, ...]:
    """Return the references of the pages, made anew only when there are more of them.

    WeasyPrint asks for all of them at each tag, so that the time of tagging grew with the square of the pages: a tenth
    of a second of a book of 73 pages, several of one of 460.
    """
    tersimpan: tuple[bytes, ...] = berkas.__dict__.get("_rujukan", ())
    if 3 * len(tersimpan) != len(berkas.pages["Kids"]):
        tersimpan = berkas.__dict__["_rujukan"] = RUJUKAN_ASLI.fget(berkas)
    return tersimpan


# The one thing in the renderer that is changed from outside. tests/naskah/test_tulis_pdf.py holds it against the
# original, so that a version of pydyf that does it otherwise is noticed.
RUJUKAN_ASLI = pydyf.PDF.page_references
pydyf.PDF.page_references = property(_rujukan_halaman)
