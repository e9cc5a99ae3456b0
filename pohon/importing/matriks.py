"""Reads a Tahap 3 that gives each kind of condition a column of its own: the place says the kind.

Turns each cell into the row that the usual table would print: condition, statement, kind. Which rows such a table has
is `tabel`'s affair.
"""

import re
from collections.abc import Iterator, Mapping

from pohon.choices import JenisSimpul
from pohon.importing.judul import Peran
from pohon.importing.kisi import BarisKisi, Sel
from pohon.importing.ragam import baca_jenis

_JUDUL_TERPANJANG = 60
_INSTANSI_DI_BELAKANG = re.compile(
    r"\s*\((?P<instansi>(?:dinas|badan|kecamatan|kelurahan|sekretariat|inspektorat|satuan|kantor|rsud|rumah sakit)\b"
    r"[^()]*)\)$",
    re.IGNORECASE,
)


def kolom_jenis(baris: BarisKisi) -> dict[int, JenisSimpul]:
    """Return column → kind when the row's headings name at least two kinds, each once; else nothing."""
    hasil: dict[int, JenisSimpul] = {}
    for sel in baris.terisi:
        jenis = baca_jenis(sel.teks)[0] if len(sel.teks) <= _JUDUL_TERPANJANG else None
        if jenis is not None:
            hasil[sel.tempat.kolom] = jenis
    berurut = set(hasil.values()) - {JenisSimpul.CROSSCUTTING}
    return hasil if len(berurut) > 1 and len(set(hasil.values())) == len(hasil) else {}


def muat_matriks(baris: BarisKisi, kolom: Mapping[int, JenisSimpul]) -> bool:
    """Tell whether a row without headings can carry such a table on: no cell beyond it, none that names a kind."""
    return all(sel.tempat.kolom <= max(kolom) and baca_jenis(sel.teks)[0] is None for sel in baris.terisi)


def baris_matriks(baris: BarisKisi, kolom: Mapping[int, JenisSimpul]) -> Iterator[dict[Peran, Sel]]:
    """Yield the cells by role for every statement of a row, from left to right; the first takes the condition along.

    A text in the column "Crosscutting" beside a statement names the agencies that share it; alone it is a statement.
    """
    kiri = min(kolom)
    kondisi = next((sel for sel in reversed(baris.terisi) if sel.tempat.kolom < kiri), None)
    isi = [(kolom[sel.tempat.kolom], sel) for sel in baris.terisi if sel.tempat.kolom in kolom]
    silang = next((sel for jenis, sel in isi if jenis == JenisSimpul.CROSSCUTTING), None)
    sendiri = [(jenis, sel) for jenis, sel in isi if jenis != JenisSimpul.CROSSCUTTING]
    for nomor, (jenis, sel) in enumerate(sendiri):
        label = jenis.label
        if silang is not None and nomor == len(sendiri) - 1:
            label = f"{label}; crosscutting {silang.teks}"
        yield _baris(kondisi if nomor == 0 else None, sel, label)
    if silang is not None and not sendiri:
        cocok = _INSTANSI_DI_BELAKANG.search(silang.teks)
        teks = _INSTANSI_DI_BELAKANG.sub("", silang.teks)
        yield _baris(kondisi, Sel(teks, silang.tempat), f"Crosscutting {cocok['instansi'] if cocok else ''}".strip())
    if kondisi is not None and not isi:
        yield {Peran.KONDISI: kondisi}


def _baris(kondisi: Sel | None, pernyataan: Sel, label: str) -> dict[Peran, Sel]:
    hasil = {Peran.PERNYATAAN: pernyataan, Peran.JENIS: Sel(label, pernyataan.tempat)}
    return hasil | ({Peran.KONDISI: kondisi} if kondisi is not None else {})
