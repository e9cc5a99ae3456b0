"""The one place where typed or imported text is made clean and refused when it cannot be stored."""

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_DESIMAL = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")

PESAN_KENDALI = "Teks memuat karakter yang tidak dapat disimpan. Hapus karakter itu, lalu simpan lagi."


def satu_baris(teks: str) -> str:
    """Return the text on one line: Unicode NFC, single spaces, no invisible marks, trimmed.

    Raises ValidationError when it holds control characters (PostgreSQL refuses NUL; none has a meaning here).
    """
    return _SPACES.sub(" ", " ".join(banyak_baris(teks).split("\n"))).strip()


def banyak_baris(teks: str) -> str:
    """Return the text with lines kept (`\\n`), each trimmed, blank lines at both ends dropped. Raises as above."""
    teks = unicodedata.normalize("NFC", teks.replace("\r\n", "\n").replace("\r", "\n"))
    if _FORBIDDEN.search(teks):
        raise ValidationError(PESAN_KENDALI, code="kendali")
    teks = _INVISIBLE.sub("", teks)
    return "\n".join(_SPACES.sub(" ", baris).strip() for baris in teks.split("\n")).strip("\n")


def pastikan_panjang(teks: str, paling_panjang: int) -> None:
    """Raise ValidationError when the text is longer than allowed, naming both lengths (in characters)."""
    if len(teks) > paling_panjang:
        raise ValidationError(
            f"Teks ini {angka(len(teks))} karakter; paling panjang {angka(paling_panjang)} karakter.", code="panjang"
        )


def angka(nilai: int) -> str:
    """Return a whole number in Indonesian form: 10000 → "10.000"."""
    return f"{nilai:,}".replace(",", ".")


def desimal(nilai: Decimal) -> str:
    """Return a number in Indonesian form, without idle zeros: 1234.500 → "1.234,5"."""
    bulat, _, pecahan = f"{nilai:,f}".partition(".")
    pecahan = pecahan.rstrip("0")
    return bulat.replace(",", ".") + (f",{pecahan}" if pecahan else "")


def baca_desimal(teks: str) -> Decimal:
    """Return the number written in Indonesian form, "1.234,5" or "1234,5". Raises ValidationError for anything else."""
    teks = satu_baris(teks)
    if not _DESIMAL.fullmatch(teks):
        raise ValidationError("Tulis angka seperti 100 atau 1.234,5 (koma untuk desimal).", code="desimal")
    return Decimal(teks.replace(".", "").replace(",", "."))
