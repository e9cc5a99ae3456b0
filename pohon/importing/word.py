"""Reads a Word document into grids: each table, and the paragraphs between tables. Understands nothing.

The XML is walked directly, because python-docx leaves out tables and text inside content controls and text that was
inserted with tracked changes.
"""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import docx
from docx.oxml.ns import qn

from pohon.importing.kisi import BarisKisi, Dokumen, Kisi, Sel, Tempat, Wadah
from pohon.importing.teks import rapikan
from pohon.importing.xlsx import KOLOM_TERBANYAK

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SDT = (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag"))
_TIDAK_DIBACA = (
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_VAL = qn("w:val")


def baca_docx(isi: bytes, nama: str) -> Dokumen:
    """Return tables and text in order. Raises whatever python-docx raises for a file it cannot read."""
    dokumen = docx.Document(io.BytesIO(isi))
    kisi: list[Kisi] = []
    nomor_tabel = nomor_paragraf = 0
    petunjuk = ""
    for tabel, unsur in groupby(_bagian(dokumen.element.body), key=lambda satu: satu.tag == _TBL):
        if tabel:
            for satu in unsur:
                nomor_tabel += 1
                kisi.append(Kisi(Wadah.TABEL, str(nomor_tabel), petunjuk, tuple(_baris_tabel(satu, nomor_tabel))))
            continue
        baris = []
        for satu in unsur:
            nomor_paragraf += 1
            tempat = Tempat(Wadah.PARAGRAF, "", nomor_paragraf)
            if teks := _teks(satu):
                petunjuk = teks
                baris.append(BarisKisi(tempat, (Sel(teks, tempat),)))
        kisi.append(Kisi(Wadah.PARAGRAF, "", petunjuk, tuple(baris)))
    return Dokumen(nama, tuple(kisi), bergambar=bool(dokumen.inline_shapes))


def _bagian(induk: Any) -> Iterator[Any]:
    """Yield paragraphs and tables of a body or cell in order, also those inside content controls."""
    for anak in induk:
        if anak.tag in (_P, _TBL):
            yield anak
        elif anak.tag in _SDT:
            yield from _bagian(anak)


def _anak(induk: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or cells of a row, also those inside content controls."""
    for satu in induk:
        if satu.tag == tag:
            yield satu
        elif satu.tag in _SDT:
            yield from _anak(satu, tag)


def _baris_tabel(tabel: Any, nomor: int) -> Iterator[BarisKisi]:
    atas: dict[int, str] = {}  # text of the merged cell that runs on downwards, by column
    for urutan, tr in enumerate(_anak(tabel, _TR), start=1):
        sel: list[Sel] = []
        for kolom, teks, lanjut in _sel_baris(tr, atas):
            while len(sel) < kolom - 1:
                sel.append(Sel("", Tempat(Wadah.TABEL, str(nomor), urutan, len(sel) + 1)))
            sel.append(Sel(teks, Tempat(Wadah.TABEL, str(nomor), urutan, kolom), lanjut and bool(teks)))
        if any(satu and not satu.gabung_atas for satu in sel):
            yield BarisKisi(Tempat(Wadah.TABEL, str(nomor), urutan), tuple(sel))


def _sel_baris(tr: Any, atas: dict[int, str]) -> Iterator[tuple[int, str, bool]]:
    """Yield (column, text, whether it continues a merged cell from above) of a row's cells."""
    lewati = tr.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    kolom = 1 + (_bilangan(lewati) if lewati is not None else 0)
    for tc in _anak(tr, _TC):
        sifat = tc.find(qn("w:tcPr"))
        bentang = 1
        gabung = None
        if sifat is not None:
            lebar = sifat.find(qn("w:gridSpan"))
            bentang = max(1, _bilangan(lebar)) if lebar is not None else 1
            gabung = sifat.find(qn("w:vMerge"))
        if kolom > KOLOM_TERBANYAK:
            return
        teks = _isi_sel(tc)
        lanjut = gabung is not None and gabung.get(_VAL) != "restart"
        if lanjut:
            yield kolom, teks or atas.get(kolom, ""), not teks
        else:
            atas[kolom] = teks if gabung is not None else ""
            yield kolom, teks, False
        kolom += bentang


def _bilangan(unsur: Any) -> int:
    nilai = unsur.get(_VAL) or ""
    return min(int(nilai), KOLOM_TERBANYAK) if nilai.isdecimal() and len(nilai) < 6 else 0


def _isi_sel(tc: Any) -> str:
    """Return a cell's paragraphs one a line; a table inside a cell reads as its texts."""
    return rapikan("\n".join(_teks(satu) for satu in tc.iter(_P) if not _dilewati(satu, tc)))


def _teks(p: Any) -> str:
    bagian = []
    for satu in p.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen")):
        if _dilewati(satu, p):
            continue
        bagian.append({qn("w:t"): satu.text or "", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}.get(satu.tag, " "))
    return rapikan("".join(bagian))


def _dilewati(unsur: Any, sampai: Any) -> bool:
    """Tell whether an element was deleted with tracked changes, or repeats a drawing for old programs."""
    for satu in unsur.iterancestors():
        if satu is sampai:
            return False
        if satu.tag in _TIDAK_DIBACA:
            return True
    return False
