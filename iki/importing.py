"""Reading the workbook of positions (sheets Jabatan, Fungsi, Sasaran): values, or every error by sheet and cell.

Pure: no database. `services.simpan_impor` checks what only the agency's own data can tell, and stores all or nothing;
`exporting` writes the same workbook. A missing denominator, multiplier or source is no error here but a finding of
`rules`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

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
from iki.isian import IsiIndikator, bersih_sasaran
from iki.lembar import UKURAN_TERBESAR, Baris, BerkasSalah, GalatSel, Tabel, buka
from instansi.api import GalatLayanan, Jenjang
from pohon.api import JenisFormula

__all__ = [
    "UKURAN_TERBESAR",
    "BerkasIki",
    "BerkasSalah",
    "GalatSel",
    "JabatanBerkas",
    "SasaranBerkas",
    "baca_berkas",
]

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
    lembar = buka(isi)
    galat: list[GalatSel] = []
    tabel = {nama: Tabel(nama, lembar.get(nama.casefold()), galat) for nama in KOLOM_BERKAS}
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


def _baca_jabatan(tabel: Tabel) -> list[JabatanBerkas]:
    hasil: dict[int, JabatanBerkas] = {}
    baris_menurut_nomor: dict[int, Baris] = {}
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


def _nomor_jabatan(baris: Baris, kenal: set[int]) -> int | None:
    nomor = baris.nomor("No Jabatan", wajib="No jabatan belum diisi.")
    if nomor is not None and nomor not in kenal:
        baris.salah("No Jabatan", f"Jabatan No {nomor} tidak ada pada lembar Jabatan.")
        return None
    return nomor


def _baca_fungsi(tabel: Tabel, kenal: set[int]) -> dict[int, list[str]]:
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


def _baca_sasaran(tabel: Tabel, kenal: set[int]) -> dict[int, list[SasaranBerkas]]:
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


def _buka_sasaran(baris: Baris, semua: list[_SasaranTerbuka]) -> None:
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


def _indikator(baris: Baris) -> IsiIndikator | None:
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
