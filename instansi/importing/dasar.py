"""What every resource shares: columns, widgets, rows through services, and a result that a preview can print.

All or nothing: a run with any faulty row stores nothing at all. A preview is the same run, rolled back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, TextChoices
from import_export import resources, widgets
from import_export.results import Result, RowResult
from tablib import Dataset

from instansi.errors import GalatLayanan, TidakBerhak
from instansi.importing.lembar import KOLOM_BARIS, tulis_tabel
from instansi.kolom import KolomTanggal
from instansi.models import PemerintahDaerah, Pengguna
from instansi.policies import boleh_mengurus
from instansi.services.kerangka import PESAN_BUKAN_ADMIN
from instansi.teks import satu_baris

_KELOMPOK = {
    RowResult.IMPORT_TYPE_NEW: "baru",
    RowResult.IMPORT_TYPE_UPDATE: "diubah",
    RowResult.IMPORT_TYPE_SKIP: "tetap",
}
_DITAMPILKAN = 100  # rows of each group; the counts are of all


@dataclass(frozen=True, slots=True)
class BedaSel:
    """A cell that differs from what is stored."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BarisHasil:
    """A row as understood: new or changed, with its cells that say something new."""

    nomor: str
    kelompok: str
    sebutan: str
    beda: tuple[BedaSel, ...]


@dataclass(frozen=True, slots=True)
class GalatBaris:
    """What is wrong with a row, and in which column (may be empty)."""

    nomor: str
    kolom: str
    pesan: str


@dataclass(frozen=True, slots=True)
class HasilImpor:
    """What a run did or, as a preview, would do. `galat` empty: everything can be stored."""

    jumlah: dict[str, int]
    baris: tuple[BarisHasil, ...]
    galat: tuple[GalatBaris, ...]
    jumlah_galat: int
    diabaikan: tuple[str, ...]

    @property
    def berubah(self) -> int:
        """How many rows are new or changed."""
        return self.jumlah["baru"] + self.jumlah["diubah"]


class SelisihBaris(resources.Diff):
    """Compares a row with what is stored, as values and not as HTML."""

    def as_html(self) -> list[tuple[str, str]]:
        """Return (before, after) of every column in the order of the columns; the library calls it so."""
        kiri = [""] * len(self.right) if self.new else self.left
        return [(str(lama or ""), str(baru or "")) for lama, baru in zip(kiri, self.right, strict=False)]


class PilihanWidget(widgets.Widget):
    """A value of a fixed list, written as people read it ("Kecamatan") or as it is stored."""

    def __init__(self, pilihan: type[TextChoices]) -> None:
        super().__init__()
        self.pilihan = pilihan

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Return the stored value. Raises ValueError that names what may be written."""
        teks = satu_baris(str(value or "")).casefold().rstrip(".")
        for satu in self.pilihan:
            if teks in (str(satu.value), str(satu.label).casefold().rstrip(".")):
                return str(satu.value)
        raise ValueError(f"“{value}” tidak dikenal. Tulis salah satu: {', '.join(map(str, self.pilihan.labels))}.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Return the label."""
        return str(self.pilihan(value).label) if value in self.pilihan.values else ""


class TanggalWidget(widgets.Widget):
    """A date as people write it, as in the forms."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        """Return the date or None. Raises ValueError with the sentence of the form field."""
        try:
            return KolomTanggal(required=False).clean(satu_baris(str(value or "")))
        except ValidationError as galat:
            raise ValueError(galat.messages[0]) from galat

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Return day/month/year."""
        return value.strftime("%d/%m/%Y") if value else ""


class SumberDaya(resources.ModelResource):
    """A list that can be exported, and imported by one actor into one local government.

    A resource names its columns as import-export fields, finds the stored row (`temukan`) and stores one through a
    service (`simpan`), which raises GalatLayanan. `kolom_wajib` are the headings a file cannot lack.
    """

    kolom_wajib: Sequence[str] = ()
    # Columns that are given and not typed: a preview need not tell them.
    kolom_tetap: Sequence[str] = ()
    diff_class = SelisihBaris

    def __init__(self, *, aktor: Pengguna, pemda: PemerintahDaerah) -> None:
        super().__init__()
        self.aktor = aktor
        self.pemda = pemda

    @classmethod
    def get_diff_class(cls) -> type[resources.Diff]:
        """The library's hook."""
        return SelisihBaris

    def temukan(self, row: dict[str, str]) -> Model | None:
        """Return the stored row that the file's row speaks of, or None for a new one."""
        raise NotImplementedError

    def simpan(self, instance: Any, row: dict[str, str], is_create: bool) -> None:
        """Store a row through a service. Raises GalatLayanan."""
        raise NotImplementedError

    def himpunan(self) -> Any:
        """Return what an export holds."""
        raise NotImplementedError

    def sebut(self, row: dict[str, str]) -> str:
        """Return what the preview calls a row: its first column that is filled."""
        return next((nilai for nama, nilai in row.items() if nama != KOLOM_BARIS and nilai), "")

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Model | None:
        """The library's hook: find instead of loading by a database key."""
        return self.temukan(row)

    def save_instance(self, instance: Any, is_create: bool, row: dict[str, str], **kwargs: Any) -> None:
        """The library's hook: the service writes, never the model."""
        self.simpan(instance, row, is_create)

    def impor(self, tabel: Dataset, *, simpan: bool) -> HasilImpor:
        """Read every row and, when asked and nothing is wrong, store them all.

        Raises GalatLayanan without headings, TidakBerhak for anyone but an administrator of the local government.
        """
        if not boleh_mengurus(self.aktor, self.pemda.pk):
            raise TidakBerhak(PESAN_BUKAN_ADMIN)
        diabaikan = self._cocokkan_judul(tabel)
        hasil = self.import_data(
            tabel, dry_run=not simpan, use_transactions=True, rollback_on_validation_errors=True, raise_errors=False
        )
        return self._hasil(hasil, diabaikan)

    def ekspor(self) -> bytes:
        """Return everything of this list as a workbook that can be edited and imported again."""
        tabel = self.export(self.himpunan())
        judul = [satu.column_name for satu in self.get_user_visible_fields()]
        return tulis_tabel(judul, ([str(sel) for sel in satu] for satu in tabel), "Data")

    def _cocokkan_judul(self, tabel: Dataset) -> tuple[str, ...]:
        """Give the file's headings the spelling of the columns; return those that are no column of ours."""
        dikenal = {satu.column_name.casefold(): satu.column_name for satu in self.get_user_visible_fields()}
        judul = [dikenal.get(satu_baris(satu).casefold(), satu) for satu in tabel.headers]
        hilang = [satu for satu in self.kolom_wajib if satu not in judul]
        if hilang:
            raise GalatLayanan(
                f"Kolom {', '.join(hilang)} tidak ada. Baris pertama harus memuat judul kolom seperti pada ekspor.",
                kolom="berkas",
            )
        tabel.headers = judul
        return tuple(satu for satu in judul if satu not in dikenal.values() and satu != KOLOM_BARIS)

    def _hasil(self, hasil: Result, diabaikan: tuple[str, ...]) -> HasilImpor:
        jumlah = dict.fromkeys(_KELOMPOK.values(), 0)
        baris: list[BarisHasil] = []
        galat: list[GalatBaris] = [GalatBaris("", "", _pesan(satu.error)) for satu in hasil.base_errors]
        kolom = hasil.diff_headers
        for satu in hasil.rows:
            nomor = str(satu.row_values.get(KOLOM_BARIS, ""))
            kelompok = _KELOMPOK.get(satu.import_type)
            if kelompok is None:
                galat.extend(self._galat_baris(nomor, satu))
                continue
            jumlah[kelompok] += 1
            if kelompok != "tetap" and jumlah[kelompok] <= _DITAMPILKAN:
                beda = tuple(self._beda(kolom, satu.diff or ()))
                baris.append(BarisHasil(nomor, kelompok, self.sebut(satu.row_values), beda))
        urut = sorted(galat, key=lambda satu: int(satu.nomor or 0))
        return HasilImpor(jumlah, tuple(baris), tuple(urut[:_DITAMPILKAN]), len(galat), diabaikan)

    def _beda(self, kolom: Sequence[str], nilai: Iterable[tuple[str, str]]) -> Iterator[BedaSel]:
        for nama, (lama, baru) in zip(kolom, nilai, strict=False):
            if lama != baru and nama not in self.kolom_tetap:
                yield BedaSel(nama, lama, baru)

    def _galat_baris(self, nomor: str, satu: RowResult) -> list[GalatBaris]:
        if satu.validation_error is None:
            return [GalatBaris(nomor, "", _pesan(galat.error)) for galat in satu.errors]
        nama = {field.attribute: field.column_name for field in self.fields.values()}
        return [
            GalatBaris(nomor, "" if kunci == NON_FIELD_ERRORS else nama.get(kunci, kunci), " ".join(daftar))
            for kunci, daftar in satu.validation_error.message_dict.items()
        ]


def _pesan(galat: Exception) -> str:
    """Return what people may read of an error; anything but a service's own is a fault of ours and goes on."""
    if isinstance(galat, GalatLayanan):
        return galat.pesan
    raise galat
