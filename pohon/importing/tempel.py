"""Reads pasted text into grids: lines with tabs are rows of a table, other lines are text. Understands nothing."""

from itertools import groupby

from pohon.importing.berkas import BARIS_TERBANYAK, TERBESAR, GalatBerkas
from pohon.importing.kisi import BarisKisi, Dokumen, Kisi, Sel, Tempat, Wadah
from pohon.importing.teks import rapikan
from pohon.importing.xlsx import KOLOM_TERBANYAK


def baca_tempel(teks: str, nama: str = "teks tempelan") -> Dokumen:
    """Return pasted text as grids; a cell copied from a spreadsheet may hold line ends inside quotation marks.

    Raises GalatBerkas when there is nothing, or too much.
    """
    if not teks.strip():
        raise GalatBerkas("Teks tempelan masih kosong.")
    if len(teks) > TERBESAR or teks.count("\n") > BARIS_TERBANYAK:
        raise GalatBerkas("Teks tempelan terlalu panjang. Tempelkan tabel cascading saja.")
    kisi: list[Kisi] = []
    nomor_tabel = nomor_baris = 0
    petunjuk = ""
    for bertab, baris in groupby(
        baca_sel(teks.replace("\r\n", "\n").replace("\r", "\n")), key=lambda satu: len(satu) > 1
    ):
        isi = []
        if bertab:
            nomor_tabel += 1
            for urutan, kolom in enumerate(baris, start=1):
                tempat = Tempat(Wadah.TABEL, str(nomor_tabel), urutan)
                sel = tuple(
                    Sel(rapikan(satu), Tempat(Wadah.TABEL, str(nomor_tabel), urutan, nomor))
                    for nomor, satu in enumerate(kolom[:KOLOM_TERBANYAK], start=1)
                )
                if any(sel):
                    isi.append(BarisKisi(tempat, sel))
            kisi.append(Kisi(Wadah.TABEL, str(nomor_tabel), petunjuk, tuple(isi)))
            continue
        for (satu,) in baris:
            nomor_baris += 1
            tempat = Tempat(Wadah.PARAGRAF, "", nomor_baris)
            if teks_baris := rapikan(satu):
                petunjuk = teks_baris
                isi.append(BarisKisi(tempat, (Sel(teks_baris, tempat),)))
        kisi.append(Kisi(Wadah.PARAGRAF, "", petunjuk, tuple(isi)))
    return Dokumen(nama, tuple(kisi))


def baca_sel(teks: str) -> list[list[str]]:
    """Return the lines as lists of cells; a quoted cell keeps its line ends."""
    hasil: list[list[str]] = []
    tunggu = ""
    for satu in teks.split("\n"):
        gabung = f"{tunggu}\n{satu}" if tunggu else satu
        if any(sel.startswith('"') and sel.count('"') % 2 for sel in gabung.split("\t")) and len(gabung) < 20_000:
            tunggu = gabung
            continue
        tunggu = ""
        hasil.append([_tanpa_kutip(sel) for sel in gabung.split("\t")])
    if tunggu:  # a quotation mark that never closes is an ordinary character
        hasil.extend(satu.split("\t") for satu in tunggu.split("\n"))
    return hasil


def _tanpa_kutip(sel: str) -> str:
    if len(sel) > 1 and sel.startswith('"') and sel.endswith('"'):
        return sel[1:-1].replace('""', '"')
    return sel
