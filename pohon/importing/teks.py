"""Cleaning and comparing the texts of a document that is being read. Functions on text only."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from instansi.api import banyak_baris
from pohon.rules.teks import baku

# Likeness in percent from which a row may be a node's; which of several it is, order, level and indicator decide, for
# different statements of one agency score up to 94 ("Meningkatnya …" and "Tersedianya Sarana dan Prasarana …") and the
# same statement reworded or misspelt in two real documents 94 and more. Measured with bench/ambang.py on damaged
# documents: 97.6 % of the rows joined rightly, 0.3 % wrongly; lower thresholds join more of both, higher ones fewer.
AMBANG_SAMA = 82.0
# A text cut off must still hold this part of the whole to be taken for it.
_BAGIAN_TERPENDEK = 0.35
_SISA_KATA = 4
_TERENDAH = 50.0
# Two words this alike are one, spelt differently ("Terlaksana", "Terlaksananya": 87; "Penting", "Kependudukan": 32).
AMBANG_KATA_SAMA = 75
_NOMOR_DI_DEPAN = re.compile(
    r"^\W{0,2}(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[a-z][.)])\s*(?=[^\W\d_]{3})", re.IGNORECASE
)
_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# What Excel writes for a control character inside a text.
_KENDALI_EXCEL = re.compile(r"_x00[0-9A-Fa-f]{2}_")


def rapikan(teks: str) -> str:
    """Return the text as it can be stored: no control characters, single spaces, lines kept."""
    return banyak_baris(_KENDALI.sub(" ", _KENDALI_EXCEL.sub(" ", teks)))


def tanpa_nomor(teks: str) -> str:
    """Return a statement without the number it is printed with: "1.1.2 Tersedianya …", "2) Meningkatnya …"."""
    return _NOMOR_DI_DEPAN.sub("", teks, count=1)


def sebaris(teks: str) -> str:
    """Return the text on one line."""
    return " ".join(teks.split())


@lru_cache(maxsize=65_536)
def kemiripan(kiri: str, kanan: str) -> float:
    """Return how alike two texts are, 0 to 100, whatever their capitals and punctuation.

    A text that is the beginning of the other (cut off by a page or a narrow cell) counts as nearly the same; below
    50 the answer is 0, for no threshold lies there.
    """
    a, b = baku(kiri), baku(kanan)
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    if min(len(a), len(b)) < _BAGIAN_TERPENDEK * max(len(a), len(b)):
        return 0.0
    if (a.startswith(b) or b.startswith(a)) and awalan(a, b):
        return 96.0
    return fuzz.ratio(a, b, score_cutoff=_TERENDAH)


def awalan(kiri: str, kanan: str) -> bool:
    """Tell whether one text is the other cut off, after at least a third of it and two words.

    A single letter more or less is spelling ("SKDWN", "SKDWNI"), not a cut.
    """
    a, b = sorted((baku(kiri), baku(kanan)), key=len)
    sisa = b[len(a) :]
    return (
        b.startswith(a)
        and (sisa.startswith(" ") or len(sisa) >= _SISA_KATA)
        and len(a) >= _BAGIAN_TERPENDEK * len(b)
        and " " in a
    )


def beda_ejaan(kiri: str, kanan: str) -> bool:
    """Tell whether two texts differ in the spelling of words only: same number of words, each pair alike."""
    a, b = baku(kiri).split(), baku(kanan).split()
    if len(a) != len(b):
        return "".join(a) == "".join(b)
    return all(satu == lain or fuzz.ratio(satu, lain) >= AMBANG_KATA_SAMA for satu, lain in zip(a, b, strict=True))


def beda_huruf(kiri: str, kanan: str) -> bool:
    """Tell whether two texts differ in capitals only."""
    a, b = sebaris(kiri), sebaris(kanan)
    return a != b and a.casefold() == b.casefold()


def sama(kiri: str, kanan: str) -> bool:
    """Tell whether two texts differ in nothing but capitals, spaces and punctuation."""
    return baku(kiri) == baku(kanan)
