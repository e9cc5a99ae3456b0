"""A tree as data for other programs: JSON of the whole tree, CSV of its indicators. The workbook is `templat`.

JSON follows `docs/skema/pohon-1.schema.json`; whatever changes its shape gets a new schema number. CSV is what Excel in
Indonesia opens by a double click: UTF-8 with a byte order mark, semicolons (the comma is the decimal sign there), CRLF.
"""

import csv
import io
import json

from instansi.api import desimal, kanonik
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.snapshot import potret

_AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
_KOLOM = (
    "Kode", "Jenis", "Kinerja", "Tingkat", "Indikator", "Satuan", "Jenis formula", "Pembilang", "Penyebut", "Pengali",
    "Uraian perhitungan", "Makna", "Alasan pemilihan", "Sumber data", "Arah", "Penanggung jawab",
)  # fmt: skip


def tulis_json(pohon: BarisPohon) -> bytes:
    """Return the tree as JSON, UTF-8, keys in order: the same tree gives the same bytes."""
    return (json.dumps(json.loads(kanonik(potret(pohon))), ensure_ascii=False, indent=2) + "\n").encode()


def tulis_csv(pohon: BarisPohon) -> bytes:
    """Return every indicator of the tree in printed order, a row each."""
    keluar = io.StringIO(newline="")
    penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    penulis.writerow(_KOLOM)
    for simpul in pohon.simpul:
        penulis.writerows([_aman(sel) for sel in _baris(simpul, satu)] for satu in simpul.indikator)
    return keluar.getvalue().encode("utf-8-sig")


def _baris(simpul: BarisSimpul, indikator: BarisIndikator) -> list[str]:
    return [
        simpul.kode,
        simpul.label_jenis,
        simpul.pernyataan,
        simpul.label_tingkat,
        indikator.nama,
        indikator.satuan,
        indikator.label_formula,
        indikator.pembilang,
        indikator.penyebut,
        desimal(indikator.pengali) if indikator.pengali is not None else "",
        indikator.formula,
        indikator.makna,
        indikator.alasan,
        "\n".join(indikator.sumber_data),
        indikator.label_arah,
        indikator.penanggung_jawab,
    ]


def _aman(teks: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula: an apostrophe in front keeps it a text."""
    return f"'{teks}" if teks.startswith(_AWAL_RUMUS) else teks
