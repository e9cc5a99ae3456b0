"""Reading the workbook of positions (sheets Jabatan, Fungsi, Sasaran): values, or every error by sheet and cell.

Pure: no database. `services.simpan_impor` checks what only the agency's own data can tell, and stores all or nothing;
`exporting` writes the same workbook. A missing denominator, multiplier or source is no error here but a finding of
`rules`.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from iki.choices import (
    FUNGSI_TERBANYAK,
    INDIKATOR_TERBANYAK,
    KOLOM_BERKAS,
    KOLOM_TAUTAN,
    LEMBAR_FUNGSI,
    LEMBAR_JABATAN,
    LEMBAR_SASARAN,
    PANJANG_FUNGSI,
    PANJANG_NAMA,
    PANJANG_TUGAS,
    SASARAN_TERBANYAK,
)
from iki.isian import IsiIndikator, bersih, bersih_sasaran
from instansi.api import GalatLayanan, Jenjang
from pohon.api import JenisFormula

UKURAN_TERBESAR = 5 * 1024 * 1024
_TERBUKA_TERBESAR = 100 * 1024 * 1024  # unpacked
_BARIS_TERBANYAK = 20_000
_GALAT_EXCEL = frozenset(("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"))
_NOMOR_TERBESAR = 100_000
# What openpyxl raises for a package whose parts are missing, cut off or contradict each other.
_RUSAK = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    OSError,
)  # fmt: skip
_GABUNGAN = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_BARIS_KEPALA = 10  # a title, notes or empty rows may stand above the headings
# Other usual names of the values, as `_sebutan` compares them; a value and its label are always known.
_JENJANG: Mapping[str, str] = {
    **{satu.value: satu.value for satu in Jenjang},
    **{str(satu.label).casefold(): satu.value for satu in Jenjang},
    "jpt pratama": Jenjang.JPT.value,
    "jpt madya": Jenjang.JPT.value,
    "pimpinan tinggi": Jenjang.JPT.value,
    "pimpinan tinggi pratama": Jenjang.JPT.value,
    "eselon ii": Jenjang.JPT.value,
    "eselon iii": Jenjang.ADMINISTRATOR.value,
    "eselon iv": Jenjang.PENGAWAS.value,
    "jf": Jenjang.FUNGSIONAL.value,
    "jabatan pelaksana": Jenjang.PELAKSANA.value,
    "staf": Jenjang.PELAKSANA.value,
}
_FORMULA: Mapping[str, str] = {
    **{satu.value.replace("_", " "): satu.value for satu in JenisFormula},
    "persen": JenisFormula.PERSENTASE.value,
    "prosentase": JenisFormula.PERSENTASE.value,
    "indeks": JenisFormula.NILAI.value,
    "nilai indeks": JenisFormula.NILAI.value,
    "rerata": JenisFormula.RATA_RATA.value,
}
_KOLOM_INDIKATOR = {
    "nama": "Indikator Kinerja",
    "pembilang": "Pembilang",
    "penyebut": "Penyebut",
    "formula": "Formulasi",
    "sumber_data": "Sumber Data",
    "keterangan": "Keterangan",
    "pengali": "Pengali",
    "jenis_formula": "Jenis Formulasi",
}


@dataclass(frozen=True, slots=True)
class GalatSel:
    """One error and where it is: sheet, cell (empty: the whole sheet), what to do."""

    lembar: str
    sel: str
    pesan: str

    def __str__(self) -> str:
        return f"{self.lembar}!{self.sel}: {self.pesan}" if self.sel else f"{self.lembar}: {self.pesan}"


class BerkasSalah(Exception):
    """The workbook cannot be imported; `galat` names every reason."""

    def __init__(self, galat: list[GalatSel]) -> None:
        super().__init__("\n".join(map(str, galat)))
        self.galat = galat


@dataclass(frozen=True, slots=True)
class SasaranBerkas:
    """A sasaran with its indicators. `mendukung` is the superior's sasaran as text or number, `kode` that of a node."""

    teks: str
    indikator: tuple[IsiIndikator, ...]
    mendukung: str = ""
    kode: str = ""
    sel: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class JabatanBerkas:
    """A position with all it carries; `sel` is the cell of its superior, for errors found later."""

    nomor: int
    nama: str
    jenjang: str
    nomor_atasan: int | None
    tugas: str
    fungsi: tuple[str, ...] = ()
    sasaran: tuple[SasaranBerkas, ...] = ()
    sel: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class BerkasIki:
    """The whole workbook, positions in its order."""

    jabatan: tuple[JabatanBerkas, ...]


def baca_berkas(isi: bytes) -> BerkasIki:
    """Return what the workbook holds. Raises BerkasSalah with all errors that the file alone can tell."""
    lembar = _buka(isi)
    galat: list[GalatSel] = []
    tabel = {nama: _Tabel(nama, lembar.get(nama.casefold()), galat) for nama in KOLOM_BERKAS}
    if galat:
        raise BerkasSalah(galat)
    jabatan = _baca_jabatan(tabel[LEMBAR_JABATAN])
    kenal = {satu.nomor for satu in jabatan}
    fungsi = _baca_fungsi(tabel[LEMBAR_FUNGSI], kenal)
    sasaran = _baca_sasaran(tabel[LEMBAR_SASARAN], kenal)
    if not jabatan and not galat:
        galat.append(GalatSel(LEMBAR_JABATAN, "", "Belum ada jabatan."))
    if galat:
        raise BerkasSalah(galat)
    return BerkasIki(
        tuple(
            JabatanBerkas(
                satu.nomor,
                satu.nama,
                satu.jenjang,
                satu.nomor_atasan,
                satu.tugas,
                tuple(fungsi[satu.nomor]),
                tuple(sasaran[satu.nomor]),
                satu.sel,
            )
            for satu in jabatan
        )
    )


def _buka(isi: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet by its name in small letters. Raises BerkasSalah for a file that is no workbook."""
    pesan = "Berkas ini bukan buku kerja Excel (.xlsx) yang utuh. Simpan ulang dengan Excel atau LibreOffice."
    if len(isi) > UKURAN_TERBESAR:
        raise BerkasSalah([GalatSel("Berkas", "", "Ukuran berkas paling besar 5 MB.")])
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            if sum(satu.file_size for satu in arsip.infolist()) > _TERBUKA_TERBESAR:
                raise BerkasSalah([GalatSel("Berkas", "", "Isi berkas terlalu besar.")])
        buku = load_workbook(BytesIO(isi), read_only=True, data_only=True)
        try:
            return {satu.title.strip().casefold(): _isi_lembar(satu) for satu in buku.worksheets}
        finally:
            buku.close()
    except _RUSAK as galat:
        raise BerkasSalah([GalatSel("Berkas", "", pesan)]) from galat


def _isi_lembar(lembar: ReadOnlyWorksheet) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet but for empty ones at its end; a number merged over rows stands in each of them.

    Only numbers: a sasaran merged over its indicators must stand once, for an empty one continues it.
    """
    hasil = [list(satu) for satu in lembar.iter_rows(values_only=True, max_row=_BARIS_TERBANYAK + 1)]
    while hasil and all(satu is None for satu in hasil[-1]):
        hasil.pop()
    with lembar._get_source() as sumber:  # read row by row, the library does not tell what is merged
        gabungan = _GABUNGAN.findall(sumber.read())
    for huruf, awal, akhir in gabungan:
        letak, dari = column_index_from_string(huruf.decode()) - 1, int(awal) - 1
        nilai = hasil[dari][letak] if dari < len(hasil) and letak < len(hasil[dari]) else None
        if isinstance(nilai, int | float) or str(nilai or "").strip().isdecimal():
            for baris in hasil[dari + 1 : int(akhir)]:
                baris += [None] * (letak + 1 - len(baris))
                baris[letak] = nilai
    return [tuple(satu) for satu in hasil]


class _Baris:
    """A row of a sheet: its cells by heading, read with errors gathered by cell."""

    def __init__(self, tabel: "_Tabel", nomor: int, nilai: Mapping[str, Any]) -> None:
        self._tabel = tabel
        self._nomor = nomor
        self._nilai = nilai

    @property
    def kosong(self) -> bool:
        return all(satu is None or not str(satu).strip() for satu in self._nilai.values())

    def sel(self, kolom: str) -> str:
        """Return the address of a cell."""
        return f"{self._tabel.huruf[kolom]}{self._nomor}" if kolom in self._tabel.huruf else ""

    def salah(self, kolom: str, pesan: str) -> None:
        """Note an error at a cell."""
        self._tabel.galat.append(GalatSel(self._tabel.nama, self.sel(kolom), pesan))

    def teks(self, kolom: str) -> str:
        """Return a cell as text; numbers as they are written, empty for none."""
        nilai = self._nilai.get(kolom)
        if nilai is None:
            return ""
        if isinstance(nilai, float) and nilai.is_integer():
            nilai = int(nilai)
        teks = str(nilai).strip()
        if teks in _GALAT_EXCEL:
            self.salah(kolom, f"Sel ini berisi galat Excel ({teks}).")
            return ""
        return teks

    def bersih(self, kolom: str, panjang: int, *, wajib: str = "", banyak: bool = False) -> str:
        """Return a cell cleaned; what cannot be stored is noted."""
        try:
            return bersih(self.teks(kolom), kolom, panjang, wajib=wajib, banyak=banyak)
        except GalatLayanan as galat:
            self.salah(kolom, galat.pesan)
            return ""

    def nomor(self, kolom: str, *, wajib: str) -> int | None:
        """Return a cell as a whole number from 1; None when it is empty or, noted, none."""
        teks = self.teks(kolom)
        if not teks:
            if wajib:
                self.salah(kolom, wajib)
            return None
        if not (teks.isascii() and teks.isdecimal() and 0 < int(teks) <= _NOMOR_TERBESAR):
            self.salah(kolom, f"Tulis nomor berupa bilangan bulat mulai 1, bukan “{teks[:40]}”.")
            return None
        return int(teks)

    def pengali(self, kolom: str) -> Decimal | None:
        """Return the multiplier, None for an empty cell or, noted, no number."""
        teks = self.teks(kolom)
        if not teks:
            return None
        try:
            # A multiplier of a percentage may be written "100%" or "x 100".
            nilai = Decimal(teks.lstrip("x×X ").rstrip("% ").replace(",", "."))
        except InvalidOperation:
            nilai = Decimal("NaN")
        if not nilai.is_finite():
            self.salah(kolom, f"Pengali harus angka, misalnya 100, bukan “{teks[:40]}”.")
            return None
        return nilai


class _Tabel:
    """A sheet with its headings. A missing sheet or column is noted."""

    def __init__(self, nama: str, isi: list[tuple[Any, ...]] | None, galat: list[GalatSel]) -> None:
        self.nama = nama
        self.galat = galat
        self.huruf: dict[str, str] = {}
        self._tempat: dict[str, int] = {}
        self._isi = isi or []
        self._kepala = 0
        if isi is None:
            galat.append(GalatSel(nama, "", f"Lembar “{nama}” tidak ada dalam berkas."))
            return
        self._kepala = _cari_kepala(isi, KOLOM_BERKAS[nama])
        judul = _judul(isi[self._kepala] if isi else ())
        for kolom in (*KOLOM_BERKAS[nama], *(KOLOM_TAUTAN if nama == LEMBAR_SASARAN else ())):
            letak = judul.get(kolom.casefold())
            if letak is not None:
                self._tempat[kolom], self.huruf[kolom] = letak, get_column_letter(letak + 1)
            elif kolom in KOLOM_BERKAS[nama]:
                galat.append(GalatSel(nama, str(self._kepala + 1), f"Kolom “{kolom}” tidak ada pada baris judul."))
        if len(isi) > _BARIS_TERBANYAK:
            galat.append(GalatSel(nama, "", f"Paling banyak {_BARIS_TERBANYAK} baris."))

    def __iter__(self) -> Iterator[_Baris]:
        for nomor, nilai in enumerate(self._isi[self._kepala + 1 :], self._kepala + 2):
            baris = _Baris(
                self, nomor, {kolom: nilai[i] if i < len(nilai) else None for kolom, i in self._tempat.items()}
            )
            if not baris.kosong:
                yield baris


def _judul(baris: tuple[Any, ...]) -> dict[str, int]:
    """Return the place of each heading, in small letters; of one that stands twice the first."""
    hasil: dict[str, int] = {}
    for letak, satu in enumerate(baris):
        if satu is not None:
            hasil.setdefault(" ".join(str(satu).split()).casefold(), letak)
    return hasil


def _cari_kepala(isi: list[tuple[Any, ...]], kolom: tuple[str, ...]) -> int:
    """Return the row of the headings: among the first ones that with the most of them (a title may stand above)."""
    cocok = [sum(satu.casefold() in _judul(baris) for satu in kolom) for baris in isi[:_BARIS_KEPALA]]
    return cocok.index(max(cocok)) if cocok else 0


def _baca_jabatan(tabel: _Tabel) -> list[JabatanBerkas]:
    hasil: dict[int, JabatanBerkas] = {}
    baris_menurut_nomor: dict[int, _Baris] = {}
    for baris in tabel:
        nomor = baris.nomor("No", wajib="No jabatan belum diisi.")
        if nomor is not None and nomor in hasil:
            baris.salah("No", f"No {nomor} sudah dipakai pada baris lain.")
        jenjang = _sebutan(baris.teks("Jenjang"), _JENJANG)
        if jenjang not in Jenjang.values:
            baris.salah("Jenjang", f"Jenjang ditulis salah satu dari: {', '.join(Jenjang.values)}.")
        atasan = baris.nomor("No Atasan", wajib="")
        if atasan is not None and atasan == nomor:
            baris.salah("No Atasan", "Jabatan tidak dapat menjadi atasannya sendiri.")
        satu = JabatanBerkas(
            nomor or 0,
            baris.bersih("Nama Jabatan", PANJANG_NAMA, wajib="Nama jabatan belum diisi."),
            jenjang,
            atasan,
            baris.bersih("Tugas", PANJANG_TUGAS, banyak=True),
            sel=baris.sel("No Atasan"),
        )
        if nomor is not None and nomor not in hasil:
            hasil[nomor], baris_menurut_nomor[nomor] = satu, baris
    for nomor in _melingkar(hasil):
        baris_menurut_nomor[nomor].salah("No Atasan", "Rantai atasan ini kembali ke jabatan itu sendiri.")
    return list(hasil.values())


def _melingkar(jabatan: Mapping[int, JabatanBerkas]) -> list[int]:
    """Return the positions that are their own superior by way of others."""
    hasil = []
    for nomor, satu in jabatan.items():
        naik, langkah = satu.nomor_atasan, 0
        while naik is not None and naik in jabatan and naik != nomor and langkah <= len(jabatan):
            naik, langkah = jabatan[naik].nomor_atasan, langkah + 1
        if naik == nomor and satu.nomor_atasan != nomor:
            hasil.append(nomor)
    return hasil


def _nomor_jabatan(baris: _Baris, kenal: set[int]) -> int | None:
    nomor = baris.nomor("No Jabatan", wajib="No jabatan belum diisi.")
    if nomor is not None and nomor not in kenal:
        baris.salah("No Jabatan", f"Jabatan No {nomor} tidak ada pada lembar Jabatan.")
        return None
    return nomor


def _baca_fungsi(tabel: _Tabel, kenal: set[int]) -> dict[int, list[str]]:
    hasil: dict[int, list[str]] = defaultdict(list)
    for baris in tabel:
        nomor = _nomor_jabatan(baris, kenal)
        teks = baris.bersih("Fungsi", PANJANG_FUNGSI, wajib="Fungsi belum diisi.")
        if nomor is None or not teks:
            continue
        hasil[nomor].append(teks)
        if len(hasil[nomor]) == FUNGSI_TERBANYAK + 1:
            baris.salah("Fungsi", f"Paling banyak {FUNGSI_TERBANYAK} fungsi dalam satu jabatan.")
    return hasil


@dataclass(slots=True)
class _SasaranTerbuka:
    """A sasaran while its indicators are being read."""

    teks: str
    mendukung: str
    kode: str
    sel: str
    indikator: list[IsiIndikator]


def _baca_sasaran(tabel: _Tabel, kenal: set[int]) -> dict[int, list[SasaranBerkas]]:
    terbuka: dict[int, list[_SasaranTerbuka]] = defaultdict(list)
    di_atas: int | None = None
    for baris in tabel:
        nomor = _nomor_jabatan(baris, kenal)
        if baris.teks("Sasaran Kinerja"):
            _buka_sasaran(baris, terbuka[nomor or 0])
        elif nomor is not None and (nomor != di_atas or not terbuka[nomor]):
            baris.salah("Sasaran Kinerja", "Sasaran belum diisi; baris di atasnya milik jabatan lain.")
            terbuka[nomor].append(_SasaranTerbuka("", "", "", "", []))
        di_atas = nomor
        if nomor is None:
            continue
        indikator = _indikator(baris)
        if indikator is not None:
            terbuka[nomor][-1].indikator.append(indikator)
            if len(terbuka[nomor][-1].indikator) == INDIKATOR_TERBANYAK + 1:
                baris.salah("Indikator Kinerja", f"Paling banyak {INDIKATOR_TERBANYAK} indikator dalam satu sasaran.")
    return defaultdict(
        list,
        {
            nomor: [
                SasaranBerkas(satu.teks, tuple(satu.indikator), satu.mendukung, satu.kode, satu.sel) for satu in semua
            ]
            for nomor, semua in terbuka.items()
        },
    )


def _buka_sasaran(baris: _Baris, semua: list[_SasaranTerbuka]) -> None:
    teks = ""
    try:
        teks = bersih_sasaran(baris.teks("Sasaran Kinerja"))
    except GalatLayanan as galat:
        baris.salah("Sasaran Kinerja", galat.pesan)
    mendukung, kode = (baris.bersih(kolom, 1_000) for kolom in KOLOM_TAUTAN)
    semua.append(_SasaranTerbuka(teks, mendukung, kode, baris.sel(KOLOM_TAUTAN[0]) or baris.sel("Sasaran Kinerja"), []))
    if len(semua) == SASARAN_TERBANYAK + 1:
        baris.salah("Sasaran Kinerja", f"Paling banyak {SASARAN_TERBANYAK} sasaran dalam satu jabatan.")


def _sebutan(teks: str, dikenal: Mapping[str, str]) -> str:
    """Return the value that a cell names by itself or by another usual name; what is not known stays as it is."""
    rapi = " ".join(teks.casefold().replace("_", " ").replace("-", " ").replace("/", " ").split())
    return dikenal.get(rapi, teks.casefold())


def _indikator(baris: _Baris) -> IsiIndikator | None:
    """Return the indicator of a row, cleaned; None for a row that holds a sasaran only."""
    isian = {kolom: baris.teks(judul) for kolom, judul in _KOLOM_INDIKATOR.items() if kolom != "pengali"}
    if not any(isian.values()) and not baris.teks("Pengali"):
        return None
    isian["jenis_formula"] = _sebutan(isian["jenis_formula"], _FORMULA)
    if isian["jenis_formula"] and isian["jenis_formula"] not in JenisFormula.values:
        baris.salah("Jenis Formulasi", f"Jenis formulasi ditulis salah satu dari: {', '.join(JenisFormula.values)}.")
        isian["jenis_formula"] = ""
    isian["sumber_data"] = "\n".join(satu.strip() for satu in isian["sumber_data"].replace("\n", ";").split(";"))
    try:
        kolom = IsiIndikator(pengali=baris.pengali("Pengali"), **isian).kolom()
    except GalatLayanan as galat:
        baris.salah(_KOLOM_INDIKATOR[galat.kolom or "nama"], galat.pesan)
        return None
    return IsiIndikator(**kolom)  # type: ignore[arg-type]  # columns of the same names and types
