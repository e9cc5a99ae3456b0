"""What a caller may fill in, as values; cleaning and limits are applied when the value is made into columns."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.core.exceptions import ValidationError

from instansi.api import GalatLayanan, banyak_baris, pastikan_panjang, satu_baris
from pohon.choices import PANJANG_PENDEK, PANJANG_PERNYATAAN, PANJANG_URAIAN, Arah, JenisFormula, JenisSimpul, Sifat


@dataclass(frozen=True, slots=True)
class Pihak:
    """Whom a node is shared with: an agency by key, or an outside body by name."""

    perangkat_daerah_id: int | None = None
    nama: str = ""


@dataclass(frozen=True, slots=True)
class IsiSimpul:
    """The texts of a node and the agencies it is shared with."""

    pernyataan: str
    sumber: str = ""
    judul_csf: str = ""
    sifat: str = ""
    crosscutting: tuple[Pihak, ...] = ()

    def kolom(self) -> dict[str, str]:
        """Return the node's text columns, cleaned. Raises GalatLayanan naming the field."""
        return {
            "pernyataan": bersih(self.pernyataan, "pernyataan", PANJANG_PERNYATAAN, wajib="Pernyataan belum diisi."),
            "sumber": bersih(self.sumber, "sumber", PANJANG_PERNYATAAN),
            "judul_csf": bersih(self.judul_csf, "judul_csf", PANJANG_PERNYATAAN),
            "sifat": pilihan(self.sifat, "sifat", Sifat.values),
        }


@dataclass(frozen=True, slots=True)
class IsiIndikator:
    """Everything a planner says about an indicator. `sumber_data` holds one source a line."""

    nama: str
    satuan: str = ""
    jenis_formula: str = ""
    pembilang: str = ""
    penyebut: str = ""
    pengali: Decimal | None = None
    formula: str = ""
    makna: str = ""
    alasan: str = ""
    sumber_data: str = ""
    arah: str = ""
    penanggung_jawab_id: int | None = None

    def kolom(self) -> dict[str, object]:
        """Return the indicator's columns, cleaned. Raises GalatLayanan naming the field."""
        if self.pengali is not None and not (0 < self.pengali < Decimal(10) ** 12):
            raise GalatLayanan("Pengali harus lebih besar dari 0 dan di bawah 1.000.000.000.000.", kolom="pengali")
        kolom: dict[str, object] = {satu.name: getattr(self, satu.name) for satu in fields(self)}
        kolom["nama"] = bersih(self.nama, "nama", PANJANG_PERNYATAAN, wajib="Indikator belum diisi.")
        kolom["satuan"] = bersih(self.satuan, "satuan", PANJANG_PENDEK)
        kolom["jenis_formula"] = pilihan(self.jenis_formula, "jenis_formula", JenisFormula.values)
        kolom["arah"] = pilihan(self.arah, "arah", Arah.values)
        for nama in ("pembilang", "penyebut", "formula", "makna", "alasan"):
            kolom[nama] = bersih(getattr(self, nama), nama, PANJANG_URAIAN)
        kolom["sumber_data"] = bersih(self.sumber_data, "sumber_data", PANJANG_URAIAN, banyak=True)
        return kolom


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


def pilihan(nilai: str, kolom: str, boleh: list[str]) -> str:
    """Return the value if it is empty or one of the list. Raises GalatLayanan otherwise."""
    if nilai and nilai not in boleh:
        raise GalatLayanan("Pilihan ini tidak ada dalam daftar.", kolom=kolom)
    return nilai


@dataclass(frozen=True, slots=True)
class Rancangan:
    """A node to be made, with what hangs on it and below it: one row, a pasted branch, a whole imported tree."""

    jenis: JenisSimpul
    isi: IsiSimpul
    anak: tuple["Rancangan", ...] = ()
    indikator: tuple[IsiIndikator, ...] = ()
    tingkat: str = ""
    komponen: str = ""
    kinerja_jabatan: str = ""
    jabatan_id: tuple[int, ...] = ()
    nomenklatur_id: int | None = None
