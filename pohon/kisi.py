"""The grid of Tahap 4 as values: its columns, its rows, and what a block pasted from a spreadsheet makes of them.

Pure, over frozen rows: forms and services are called by `views.kisi`. A cell has a value (what is typed, a key for a
choice) and a text (what is shown).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from instansi.api import desimal
from instansi.terbaca import Terbaca
from pohon.choices import Arah, JenisFormula, JenisSimpul
from pohon.importing.tempel import baca_sel
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.uraian import BARIS_TERBANYAK

PILIHAN: dict[str, tuple[tuple[str, str], ...]] = {
    "jenis_formula": tuple((satu.value, satu.label) for satu in JenisFormula),
    "arah": tuple((satu.value, satu.label) for satu in Arah),
}


@dataclass(frozen=True, slots=True)
class Kolom(Terbaca):
    """A column: the field it fills in, its heading, and how a cell is edited (teks, banyak, angka, pilihan)."""

    nama: str
    judul: str
    jenis: str = "teks"


KOLOM = (
    Kolom("nama", "Indikator"),
    Kolom("satuan", "Satuan"),
    Kolom("jenis_formula", "Jenis formula", "pilihan"),
    Kolom("pembilang", "Pembilang"),
    Kolom("penyebut", "Penyebut"),
    Kolom("pengali", "Pengali", "angka"),
    Kolom("sumber_data", "Sumber data", "banyak"),
    Kolom("makna", "Makna"),
    Kolom("alasan", "Alasan"),
    Kolom("penanggung_jawab", "Penanggung jawab", "pilihan"),
    Kolom("arah", "Arah", "pilihan"),
    Kolom("formula", "Uraian perhitungan"),
)
_URUTAN = {satu.nama: nomor for nomor, satu in enumerate(KOLOM)}


@dataclass(frozen=True, slots=True)
class Sel(Terbaca):
    """A cell; `galat` says why its value cannot be stored."""

    kolom: Kolom
    nilai: str
    teks: str
    galat: str = ""


@dataclass(frozen=True, slots=True)
class BarisKisi(Terbaca):
    """A row: an indicator of a node, or (without one) room for its first or next. `utama`: the first of its node."""

    simpul: BarisSimpul
    indikator: BarisIndikator | None
    sel: tuple[Sel, ...]
    utama: bool = True

    @property
    def kunci(self) -> str:
        """Its id in the page and in a form: "indikator-12", or "baru-34" under node 34."""
        return f"indikator-{self.indikator.id}" if self.indikator else f"baru-{self.simpul.id}"

    @property
    def versi(self) -> str:
        """The version of the indicator as text; empty for a new one."""
        return str(self.indikator.versi) if self.indikator else ""

    @property
    def sebutan(self) -> str:
        """What the row is called: "1.1 Persentase …"."""
        nama = self.indikator.nama if self.indikator else f"(baru) {self.simpul.pernyataan}"
        return f"{self.simpul.kode} {nama}"


def susun_kisi(pohon: BarisPohon, *, belum: bool = False, tambah: int = 0) -> list[BarisKisi]:
    """Return the rows in the order of the tree: every indicator, and one empty row where a node needs its first.

    `belum`: only nodes that lack one. `tambah`: the key of a node that gets an empty row after its indicators too.
    """
    hasil = []
    for simpul in pohon.tanpa_csf:
        if simpul.jenis == JenisSimpul.CROSSCUTTING or (belum and (simpul.indikator or not simpul.perlu_indikator)):
            continue
        for nomor, indikator in enumerate(simpul.indikator):
            hasil.append(BarisKisi(simpul, indikator, sel_indikator(indikator), nomor == 0))
        if simpul.id == tambah or (simpul.perlu_indikator and not simpul.indikator):
            hasil.append(BarisKisi(simpul, None, sel_indikator(None), not simpul.indikator))
    return hasil


def sel_indikator(indikator: BarisIndikator | None) -> tuple[Sel, ...]:
    """Return the cells of a stored indicator; all empty without one."""
    if indikator is None:
        return tuple(Sel(satu, "", "") for satu in KOLOM)
    nilai = nilai_indikator(indikator)
    teks = {
        "jenis_formula": indikator.label_formula,
        "arah": indikator.label_arah,
        "penanggung_jawab": indikator.penanggung_jawab,
    }
    return tuple(Sel(satu, nilai[satu.nama], teks.get(satu.nama, nilai[satu.nama])) for satu in KOLOM)


def nilai_indikator(indikator: BarisIndikator | None) -> dict[str, str]:
    """Return the values of a stored indicator by field, as its form takes them; all empty without one."""
    if indikator is None:
        return {satu.nama: "" for satu in KOLOM}
    khusus = {
        "pengali": desimal(indikator.pengali) if indikator.pengali is not None else "",
        "sumber_data": "\n".join(indikator.sumber_data),
        "penanggung_jawab": str(indikator.penanggung_jawab_id or ""),
    }
    return {satu.nama: khusus.get(satu.nama, "") or str(getattr(indikator, satu.nama) or "") for satu in KOLOM} | khusus


@dataclass(frozen=True, slots=True)
class Tempelan(Terbaca):
    """A pasted block laid on the grid: rows and columns it covers, the value of each cell, and what found no room."""

    kolom: tuple[Kolom, ...]
    baris: tuple[tuple[BarisKisi, Mapping[str, str]], ...]
    pesan: tuple[str, ...]


def tempelkan(
    kisi: Sequence[BarisKisi], teks: str, *, baris: str, kolom: str, jabatan: Iterable[tuple[int, str]]
) -> Tempelan:
    """Lay pasted text on the grid, its first cell on the row and column named.

    A heading line is left out, an empty line leaves its row as it is, words of choices become their keys. What lies
    outside the grid is told in `pesan`. Raises ValueError with a sentence when nothing can be laid at all.
    """
    awal = next((nomor for nomor, satu in enumerate(kisi) if satu.kunci == baris), None)
    if awal is None or kolom not in _URUTAN:
        raise ValueError("Tempat menempel tidak ada lagi. Pilih sel pertamanya, lalu tempel sekali lagi.")
    blok = _blok(teks)
    sasaran = KOLOM[_URUTAN[kolom] :]
    pesan = []
    if blok and _kepala(blok[0], sasaran):
        blok = blok[1:]
        pesan.append("Baris judul kolom tidak ikut ditempel.")
    if not blok:
        raise ValueError("Tidak ada isi yang dapat ditempel.")
    lebar = max(map(len, blok))
    if lebar > len(sasaran):
        pesan.append(
            f"{lebar - len(sasaran)} kolom paling kanan tidak mendapat tempat dan tidak akan disimpan: dari kolom "
            f"{sasaran[0].judul} hanya ada {len(sasaran)} kolom."
        )
    if len(blok) > len(kisi) - awal:
        pesan.append(
            f"{len(blok) - len(kisi) + awal} baris terakhir tidak mendapat tempat dan tidak akan disimpan: dari baris "
            f"ini hanya ada {len(kisi) - awal} baris."
        )
    kunci = _kunci_pilihan(jabatan)
    isi = tuple(
        (satu, {k.nama: kunci.get(k.nama, {}).get(_baku(sel), sel) for k, sel in zip(sasaran, deret, strict=False)})
        for satu, deret in zip(kisi[awal:], blok, strict=False)
        if any(map(str.strip, deret))
    )
    return Tempelan(sasaran[:lebar], isi, tuple(pesan))


def _blok(teks: str) -> list[list[str]]:
    """Return the pasted cells. Raises ValueError when there are more rows than any tree has."""
    blok = baca_sel(teks.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").replace("\u00a0", " "))
    if not any(map(str.strip, deret) for deret in blok) or not teks.strip():
        return []
    if len(blok) > BARIS_TERBANYAK:
        raise ValueError(f"Teks ini memuat {len(blok)} baris; paling banyak {BARIS_TERBANYAK} sekaligus.")
    return blok


def _kepala(deret: Sequence[str], sasaran: Sequence[Kolom]) -> bool:
    """Whether a line repeats the headings of the columns it would fill."""
    pasangan = [(sel, satu.judul) for sel, satu in zip(deret, sasaran, strict=False) if sel.strip()]
    return bool(pasangan) and all(_baku(sel) == _baku(judul) for sel, judul in pasangan)


def _kunci_pilihan(jabatan: Iterable[tuple[int, str]]) -> dict[str, dict[str, str]]:
    """Return the keys of choices by their words; a name that two positions bear stands for neither."""
    hasil = {nama: {_baku(label): nilai for nilai, label in pilihan} for nama, pilihan in PILIHAN.items()}
    menurut_nama: dict[str, str] = {}
    for kunci, nama in jabatan:
        menurut_nama[_baku(nama)] = str(kunci) if _baku(nama) not in menurut_nama else nama
    return hasil | {"penanggung_jawab": menurut_nama}


def _baku(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def sel_dari_nilai(nilai: Mapping[str, str], galat: Mapping[str, str], pilihan: Mapping[str, str]) -> Iterator[Sel]:
    """Yield the cells of a row as typed, with what is wrong with each; `pilihan` names positions by key."""
    for satu in KOLOM:
        isi = nilai.get(satu.nama, "")
        label = pilihan if satu.nama == "penanggung_jawab" else dict(PILIHAN.get(satu.nama, ()))
        yield Sel(satu, isi, label.get(isi, isi), galat.get(satu.nama, ""))
