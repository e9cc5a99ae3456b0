"""A model of the least work a spreadsheet takes for the same tree, for the counted typing run. Counts, no Excel.

Counted in its favour wherever it can be done in more than one way: every text is typed without a mistake, Shift for a
capital and a chord such as Ctrl+C count as one press, a cell is left with one press, Excel completes a word that
stands above after the fewest letters that tell it from the others, columns are copied to the sheets of Tahap 4 and 5
and not typed again. Not counted at all: indenting, borders, colours, drawing the boxes and lines of the picture,
numbering again after a row was moved.

The sheets are those of the documents that agencies hand in (docs/kinerja.md names the columns).
"""

from collections.abc import Iterable

from pohon.choices import JenisSimpul
from pohon.rows import BarisPohon, BarisSimpul

PINDAH_SEL = 1  # Tab or Enter
GABUNG = 2  # choose the cells, press merge
SALIN_KOLOM = 6  # choose a column, copy, go to the other sheet, choose the place, paste, back


def ketukan_lembar_kerja(rows: BarisPohon) -> dict[str, int]:
    """Return presses by sheet."""
    return {
        "Tahap 1": _sel(satu.pernyataan for satu in rows.outcome),
        "Tahap 2": _tahap_2(rows),
        "Tahap 3": _tahap_3(rows),
        "Tahap 4": 2 * SALIN_KOLOM + _terlengkapi(satu.label_tingkat for satu in rows.tanpa_csf),
        "Tahap 5": 2 * SALIN_KOLOM,
    }


def _tahap_2(rows: BarisPohon) -> int:
    """The outcome over its CSFs, each CSF over its conditions."""
    csf = [satu for satu in rows.simpul if satu.jenis == JenisSimpul.CSF]
    bercabang = [satu for satu in (*rows.outcome, *csf) if len(rows.anak(satu)) > 1]
    return _sel(satu.pernyataan for satu in (*csf, *rows.kondisi)) + GABUNG * len(bercabang)


def _tahap_3(rows: BarisPohon) -> int:
    """Code, statement, kind; what Tahap 1 and 2 hold already is copied, cell by cell (copy, go, paste)."""
    baru = [satu for satu in rows.tanpa_csf if not _sudah_ada(satu)]
    disalin = len(rows.tanpa_csf) - len(baru)
    return (
        _sel(satu.kode for satu in rows.tanpa_csf)
        + _sel(satu.pernyataan for satu in baru)
        + 3 * disalin
        + _terlengkapi(satu.label_jenis for satu in rows.tanpa_csf)
    )


def _sudah_ada(simpul: BarisSimpul) -> bool:
    return simpul.jenis in (JenisSimpul.OUTCOME, JenisSimpul.KONDISI)


def _sel(isi: Iterable[str]) -> int:
    return sum(len(satu) + PINDAH_SEL for satu in isi)


def _terlengkapi(isi: Iterable[str]) -> int:
    """Return presses for a column of recurring words: typed in full once, then only what tells one from the others."""
    dikenal: set[str] = set()
    jumlah = 0
    for satu in isi:
        jumlah += PINDAH_SEL + (_awalan(satu, dikenal) if satu in dikenal else len(satu))
        dikenal.add(satu)
    return jumlah


def _awalan(kata: str, dikenal: set[str]) -> int:
    lain = dikenal - {kata}
    return next((n for n in range(1, len(kata)) if not any(satu.startswith(kata[:n]) for satu in lain)), len(kata))
