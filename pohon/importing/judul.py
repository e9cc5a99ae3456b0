"""What the headings of tables say: which column holds what, and which stage a table belongs to."""

import re
from enum import StrEnum

from rapidfuzz import fuzz, process

from pohon.importing.kisi import BarisKisi
from pohon.importing.ragam import Ragam, ragam
from pohon.rules.teks import baku


class Peran(StrEnum):
    """What a column holds. `LAIN` is kept as a note."""

    NOMOR = "nomor"
    KODE = "kode"
    CSF = "csf"
    SUMBER = "sumber"
    KONDISI = "kondisi"
    PERNYATAAN = "pernyataan"
    JENIS = "jenis"
    RUJUKAN = "rujukan"
    INDIKATOR = "indikator"
    TINGKAT = "tingkat"
    KOMPONEN = "komponen"
    JABATAN = "jabatan"
    LAIN = "lain"


class JenisTabel(StrEnum):
    """Which table of the booklet."""

    TAHAP_2 = "2"
    TAHAP_3 = "3"
    TAHAP_4 = "4"
    TAHAP_5 = "5"
    CROSSCUTTING = "crosscutting"


_JUDUL_TERPANJANG = 200
_TAHAP = re.compile(r"\btahap(?:an)?\W{0,3}([1-5]|iv|v|i{1,3})\b", re.IGNORECASE)
_ROMAWI = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
# In this order: the first that fits. The text is in small letters, words only.
_POLA: tuple[tuple[Peran | None, str], ...] = (
    (Peran.NOMOR, r"(?:no|nomor|nomer|no urut)"),
    (Peran.KODE, r"kode(?: kondisi| kinerja)?"),
    (Peran.KONDISI, r".*\bbahasa kondisi\b.*|csf yang (?:sudah|telah) .*|kondisi (?:pada )?tahap 2"),
    (Peran.PERNYATAAN, r"kondisi yang (?:di)?perlukan\b.*\b(?:antara|operasional)\b.*"),
    (Peran.CSF, r".*\bcsf\b.*|.*\bcritical success factors?\b.*|isu(?: faktual| strategis)?|permasalahan"),
    (Peran.CSF, r"faktor (?:kunci|penentu)(?: keberhasilan)?"),
    (Peran.KONDISI, r"kondisi(?: yang| yg)? (?:di)?(?:perlukan|butuhkan)"),
    (Peran.RUJUKAN, r"rujukan(?: tahap(?:an)?)?"),
    (Peran.INDIKATOR, r"indikator(?: kinerja)?(?: utama| sasaran)?"),
    (Peran.KOMPONEN, r"(?:penerjemahan )?(?:ke )?komponen(?: perencanaan)?.*"),
    (Peran.JABATAN, r"(?:kinerja |pemegang |pemangku )?jabatan.*|pk skp.*|penanggung jawab|pk"),
    (Peran.TINGKAT, r"(?:level|tingkat|tingkatan)(?: kinerja)?"),
    (Peran.SUMBER, r"sumber.*|renstra.*|masalah(?: pokok)?(?: renstra)?"),
    (
        Peran.PERNYATAAN,
        r"(?:pernyataan |uraian )?kinerja(?: (?:kondisi|sasaran))?|(?:uraian )?kondisi(?: kinerja)?|sasaran kinerja",
    ),
)
# The printed headings, for those that are misspelt; short ones must be exact.
_JUDUL_BAKU: dict[str, Peran] = {
    "rujukan tahapan": Peran.RUJUKAN,
    "indikator kinerja": Peran.INDIKATOR,
    "kondisi yang diperlukan": Peran.KONDISI,
    "komponen perencanaan": Peran.KOMPONEN,
    "kinerja jabatan": Peran.JABATAN,
    "csf yang sudah diubah ke bahasa kondisi pada tahap 2": Peran.KONDISI,
    "kondisi yang diperlukan kondisi antara sampai kondisi paling operasional": Peran.PERNYATAAN,
}
_JUDUL_TERPENDEK = 12
_AMBANG_JUDUL = 85
_PIHAK = re.compile(r"(?:perangkat daerah|opd|skpd|instansi) (?:yang )?terkait|jawaban|crosscutting dengan")
_KETERANGAN = re.compile(r"ket(?:erangan)?|jenis(?: kondisi)?")
_POLA_JADI = tuple((peran, re.compile(pola)) for peran, pola in _POLA)


def peran_judul(teks: str) -> Peran | None:
    """Return what a heading says its column holds; None for text that is no known heading."""
    kunci = baku(teks)
    if not kunci or len(kunci) > _JUDUL_TERPANJANG:
        return None
    tepat = next((peran for peran, pola in _POLA_JADI if pola.fullmatch(kunci)), None)
    if tepat is not None or len(kunci) < _JUDUL_TERPENDEK:
        return tepat
    mirip = process.extractOne(kunci, list(_JUDUL_BAKU), scorer=fuzz.ratio, score_cutoff=_AMBANG_JUDUL)
    return _JUDUL_BAKU[mirip[0]] if mirip else None


def baris_judul(baris: BarisKisi) -> dict[int, Peran] | None:
    """Return column → role when the row is a row of headings, else None.

    A row is one when it names two different things, or holds nothing but headings, and no reference such as "Tahap 3".
    """
    peran: dict[int, Peran] = {}
    dikenal = pihak = 0
    for sel in baris.sel:
        if not sel:
            continue
        satu = peran_judul(sel.teks)
        if satu is None and Ragam.RUJUKAN in ragam(sel.teks):
            return None
        if _PIHAK.fullmatch(baku(sel.teks)):
            pihak += 1
        elif satu is None and _KETERANGAN.fullmatch(baku(sel.teks)):
            dikenal += 1
        elif satu is not None and satu not in peran.values():
            peran[sel.tempat.kolom] = satu
    isi = set(peran.values()) - {Peran.NOMOR}
    if pihak and isi & {Peran.KODE, Peran.PERNYATAAN, Peran.KONDISI}:
        return peran
    seluruhnya = len(baris.terisi) > 1 and len(peran) + dikenal + pihak == len(baris.terisi)
    if (len(isi) + bool(dikenal) < 2 and not seluruhnya) or not isi - {Peran.SUMBER, Peran.KODE}:
        return None
    return peran


def tabel_crosscutting(baris: BarisKisi) -> bool:
    """Tell whether the headings are those of the crosscutting table (No, Kode, Kondisi, Perangkat daerah, Jawaban)."""
    return any(_PIHAK.fullmatch(baku(sel.teks)) for sel in baris.sel if sel)


def tahap_disebut(teks: str) -> str:
    """Return the number of the stage a title names, or empty."""
    cocok = _TAHAP.search(teks)
    if not cocok:
        return ""
    nilai = cocok.group(1).casefold()
    return _ROMAWI.get(nilai, nilai)


def jenis_tabel(peran: set[Peran], petunjuk: str) -> JenisTabel | None:
    """Return which table has these columns; `petunjuk` is the stage that the title names."""
    if Peran.CSF in peran:
        return JenisTabel.TAHAP_2
    if Peran.KOMPONEN in peran or Peran.JABATAN in peran:
        return JenisTabel.TAHAP_5
    if Peran.INDIKATOR in peran or Peran.RUJUKAN in peran or Peran.TINGKAT in peran:
        return JenisTabel.TAHAP_5 if petunjuk == "5" else JenisTabel.TAHAP_4
    if Peran.JENIS in peran or (Peran.KONDISI in peran and Peran.PERNYATAAN in peran):
        return JenisTabel.TAHAP_3
    return None
