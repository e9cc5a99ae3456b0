"""What a caller may fill in, cleaned and limited: screens, import and copies share it. No database."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.core.exceptions import ValidationError

from iki.choices import (
    PANJANG_INDIKATOR,
    PANJANG_RUMUS,
    PANJANG_SASARAN,
    PANJANG_SUMBER,
)
from instansi.api import GalatLayanan, banyak_baris, pastikan_panjang, satu_baris
from pohon.api import JenisFormula

_PENGALI_TERBESAR = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class IsiIndikator:
    """Everything a planner says about an indicator. `sumber_data` holds one source a line."""

    nama: str
    jenis_formula: str = ""
    pembilang: str = ""
    penyebut: str = ""
    pengali: Decimal | None = None
    formula: str = ""
    sumber_data: str = ""
    keterangan: str = ""

    def kolom(self) -> dict[str, object]:
        """Return the columns, cleaned. Raises GalatLayanan naming the field."""
        if self.pengali is not None and not 0 < self.pengali < _PENGALI_TERBESAR:
            raise GalatLayanan("Pengali harus lebih besar dari 0 dan di bawah 1.000.000.000.000.", kolom="pengali")
        if self.jenis_formula and self.jenis_formula not in JenisFormula.values:
            raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom="jenis_formula")
        return {
            "nama": bersih(self.nama, "nama", PANJANG_INDIKATOR, wajib="Indikator belum diisi."),
            "jenis_formula": self.jenis_formula,
            "pembilang": bersih(self.pembilang, "pembilang", PANJANG_RUMUS),
            "penyebut": bersih(self.penyebut, "penyebut", PANJANG_RUMUS),
            "pengali": self.pengali,
            "formula": bersih(self.formula, "formula", PANJANG_RUMUS, banyak=True),
            "sumber_data": "\n".join(
                filter(None, bersih(self.sumber_data, "sumber_data", PANJANG_SUMBER, banyak=True).split("\n"))
            ),
            "keterangan": bersih(self.keterangan, "keterangan", PANJANG_INDIKATOR, banyak=True),
        }

    @classmethod
    def dari(cls, satu: object) -> "IsiIndikator":
        """Return the same values of another object that has these attributes (a row or a model)."""
        return cls(**{bidang.name: getattr(satu, bidang.name) for bidang in fields(cls)})


def bersih(teks: str, kolom: str, panjang: int, *, wajib: str = "", banyak: bool = False) -> str:
    """Return the cleaned text. Raises GalatLayanan for the field: too long, control characters, or empty."""
    try:
        hasil = banyak_baris(teks) if banyak else satu_baris(teks)
        pastikan_panjang(hasil, panjang)
    except ValidationError as galat:
        raise GalatLayanan(galat.messages[0], kolom=kolom) from galat
    if wajib and not hasil:
        raise GalatLayanan(wajib, kolom=kolom)
    return hasil


def bersih_sasaran(teks: str) -> str:
    """Return a sasaran cleaned. Raises GalatLayanan for the field `teks`."""
    return bersih(teks, "teks", PANJANG_SASARAN, wajib="Sasaran belum diisi.")
