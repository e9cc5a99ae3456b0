"""A value of an indicator: a number in Indonesian form or a text such as a predicate; its direction and achievement.

Pure arithmetic, no database. Every screen, workbook and paper shows a value through `Nilai.teks_tampil`, so that the
number on paper is the number on the screen.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from instansi.teks import baca_desimal, desimal, pastikan_panjang, satu_baris
from pk.choices import DESIMAL, DIGIT, PANJANG_NILAI, Lampu
from pohon.choices import Arah

PESAN_ANGKA = (
    "“{teks}” tidak terbaca. Tulis angka seperti 85 atau 1.234,5, atau predikat seperti A; satuan di kolomnya."
)
# Predicates from the lowest to the highest: of accountability (PermenPANRB 88/2021) and opinions of the auditor (BPK).
_PREDIKAT = (("D", "C", "CC", "B", "BB", "A", "AA"), ("TMP", "TW", "WDP", "WTP"))
_HURUF = re.compile(r"[^\W\d_]")
_SERATUS = Decimal(100)
_PERSEN = Decimal("0.01")
# Limits of the lights, after the scale of achievement of Permendagri 86/2017 (T-E.1): 91 "sangat tinggi", 66 "sedang".
BATAS_HIJAU, BATAS_KUNING = Decimal(91), Decimal(66)
TERBESAR = Decimal(10) ** (DIGIT - DESIMAL)  # numbers stay below


@dataclass(frozen=True, slots=True)
class Nilai:
    """A number, or a text where `angka` is None."""

    angka: Decimal | None = None
    teks: str = ""

    @property
    def teks_tampil(self) -> str:
        """The value as printed everywhere: 1234.50 → "1.234,5"."""
        return desimal(self.angka) if self.angka is not None else self.teks


def baca_nilai(teks: str) -> Nilai | None:
    """Return what was typed or pasted; None for an empty cell. Raises ValidationError for what is neither.

    A percent sign behind a number is dropped, for the unit has its own column. What begins with a letter is a text.
    """
    teks = satu_baris(teks)
    if not teks or teks in ("-", "–"):
        return None
    pastikan_panjang(teks, PANJANG_NILAI)
    if _HURUF.match(teks):
        return Nilai(teks=teks)
    minus, polos = teks.startswith(("-", "−")), teks.lstrip("-−").removesuffix("%").strip()
    try:
        angka = baca_desimal(polos)
    except ValidationError:
        raise ValidationError(PESAN_ANGKA.format(teks=teks), code="angka") from None
    return Nilai(angka=batasi(-angka if minus else angka))


def dari_angka(isi: int | float | Decimal) -> Nilai:
    """Return the value of a number cell of a spreadsheet. Raises ValidationError when it is none to be kept."""
    try:
        angka = Decimal(str(isi))
    except InvalidOperation:
        raise ValidationError(PESAN_ANGKA.format(teks=isi), code="angka") from None
    if not angka.is_finite():
        raise ValidationError(PESAN_ANGKA.format(teks=isi), code="angka")
    # Floating point leaves traces such as 0.30000000000000004 in spreadsheets; what is too large cannot be rounded.
    return Nilai(angka=batasi(angka if abs(angka) >= TERBESAR else round(angka, DESIMAL)))


def batasi(angka: Decimal) -> Decimal:
    """Return the number as it is kept. Raises ValidationError when it has too many digits."""
    if abs(angka) >= TERBESAR:
        raise ValidationError("Angka ini terlalu besar.", code="besar")
    if angka != round(angka, DESIMAL):
        raise ValidationError(f"Paling banyak {DESIMAL} angka di belakang koma.", code="desimal")
    return angka


def bandingkan(satu: Nilai, dua: Nilai) -> int | None:
    """Return -1, 0 or 1 as the first is lower, equal or higher; None when the two cannot be compared."""
    if satu.angka is not None and dua.angka is not None:
        return (satu.angka > dua.angka) - (satu.angka < dua.angka)
    if satu.angka is not None or dua.angka is not None:
        return None
    a, b = satu.teks.upper(), dua.teks.upper()
    for urutan in _PREDIKAT:
        if a in urutan and b in urutan:
            return (urutan.index(a) > urutan.index(b)) - (urutan.index(a) < urutan.index(b))
    return 0 if a == b else None


def melawan_arah(awal: Nilai, target: Nilai, arah: str) -> bool:
    """Whether the target lies on the wrong side of the baseline. Unknown when they cannot be compared: False."""
    beda = bandingkan(target, awal)
    if beda is None:
        return False
    return {Arah.TURUN: beda > 0, Arah.TETAP: beda != 0}.get(Arah(arah) if arah else Arah.NAIK, beda < 0)


def capaian(target: Nilai, realisasi: Nilai, arah: str) -> Decimal | None:
    """Return the achievement in percent with two decimals; None where no number can be given.

    naik: realisasi / target × 100. turun: (2 × target − realisasi) / target × 100. tetap: 100 less the deviation from
    the target in percent. Never below 0; a target of 0 is reached (100) or not (0). Predicates: 100 when reached or
    passed, else None, for the distance between two predicates is no number.
    """
    if target.angka is None or realisasi.angka is None:
        return _SERATUS if _setara(target, realisasi, arah) else None
    t, r = target.angka, realisasi.angka
    if t == 0:
        return _SERATUS if _setara(target, realisasi, arah) else Decimal(0)
    if arah == Arah.TURUN:
        hasil = (2 * t - r) / t
    elif arah == Arah.TETAP:
        hasil = 1 - abs(r - t) / abs(t)
    else:
        hasil = r / t
    return max(Decimal(0), hasil * _SERATUS).quantize(_PERSEN, ROUND_HALF_UP)


def lampu(target: Nilai | None, realisasi: Nilai | None, arah: str) -> Lampu:
    """Return the light of a year: grey while target or realisation is missing."""
    if target is None or realisasi is None:
        return Lampu.ABU
    hasil = capaian(target, realisasi, arah)
    if hasil is None or hasil < BATAS_KUNING:
        return Lampu.MERAH
    return Lampu.HIJAU if hasil >= BATAS_HIJAU else Lampu.KUNING


def persen(nilai: Decimal | None) -> str:
    """Return an achievement as printed, "97,5 %"; a dash where there is none."""
    return f"{desimal(nilai)} %" if nilai is not None else "–"


def rupiah(nilai: Decimal) -> str:
    """Return an amount as printed: 1250000 → "Rp1.250.000" (EYD: without a space)."""
    return f"Rp{desimal(nilai)}"


def _setara(target: Nilai, realisasi: Nilai, arah: str) -> bool:
    beda = bandingkan(realisasi, target)
    if beda is None:
        return False
    return {Arah.TURUN: beda <= 0, Arah.TETAP: beda == 0}.get(Arah(arah) if arah else Arah.NAIK, beda >= 0)
