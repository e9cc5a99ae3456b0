"""A file as read, before anything is understood: grids of cells that know where they stood. Frozen values only."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from openpyxl.utils import get_column_letter


class Wadah(StrEnum):
    """What a grid is in its file."""

    LEMBAR = "lembar"
    TABEL = "tabel"
    PARAGRAF = "paragraf"


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where something stands: sheet, row and column; or table, row and column. `kolom` counts from 1, 0 is the row."""

    wadah: Wadah
    nama: str
    baris: int
    kolom: int = 0

    @property
    def label_kolom(self) -> str:
        """The column as people name it: a letter in a sheet, a number in a table, empty for the whole row."""
        if not self.kolom:
            return ""
        return get_column_letter(self.kolom) if self.wadah == Wadah.LEMBAR else str(self.kolom)

    @property
    def sebutan(self) -> str:
        """The place in words, for a page: "Tahap 3, sel B12"."""
        if self.wadah == Wadah.LEMBAR:
            return f"lembar {self.nama}, " + (
                f"sel {self.label_kolom}{self.baris}" if self.kolom else f"baris {self.baris}"
            )
        if self.wadah == Wadah.TABEL:
            return f"tabel {self.nama}, baris {self.baris}" + (f", kolom {self.kolom}" if self.kolom else "")
        return f"paragraf {self.baris}" if self.baris else "seluruh dokumen"

    def json(self) -> dict[str, object]:
        """Return the place as the report's `lokasi`: sheet (or table, 0 for text between tables), row, column."""
        if self.wadah == Wadah.LEMBAR:
            return {"lembar": self.nama, "baris": self.baris, "kolom": self.label_kolom or None}
        nomor = int(self.nama) if self.wadah == Wadah.TABEL else 0
        return {"tabel": nomor, "baris": self.baris, "kolom": self.kolom or None}


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell. `gabung_atas`: it lies under a merged cell that begins in a row above; the text is that cell's."""

    teks: str
    tempat: Tempat
    gabung_atas: bool = False

    def __bool__(self) -> bool:
        return bool(self.teks)


@dataclass(frozen=True, slots=True)
class BarisKisi:
    """A row: every cell from the first column on, empty ones included."""

    tempat: Tempat
    sel: tuple[Sel, ...]

    @property
    def terisi(self) -> list[Sel]:
        """The cells with text of their own."""
        return [satu for satu in self.sel if satu and not satu.gabung_atas]


@dataclass(frozen=True)
class Kisi:
    """A sheet, a table, or the paragraphs between two tables (rows of one cell each). Rows without text are left out.

    `petunjuk` is the text that names it: the sheet's title or the heading above.
    """

    wadah: Wadah
    nama: str
    petunjuk: str
    baris: tuple[BarisKisi, ...]

    @cached_property
    def lebar(self) -> int:
        """The number of columns."""
        return max((len(satu.sel) for satu in self.baris), default=0)


@dataclass(frozen=True)
class Dokumen:
    """A whole file in reading order. `tersembunyi` names sheets that are hidden and were not read."""

    nama: str
    kisi: tuple[Kisi, ...]
    tersembunyi: tuple[str, ...] = ()
    bergambar: bool = False

    @cached_property
    def jumlah_baris(self) -> int:
        """How many rows and paragraphs hold text."""
        return sum(len(satu.baris) for satu in self.kisi)
