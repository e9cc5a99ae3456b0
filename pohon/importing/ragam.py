"""What a cell says, by its wording: level, kind, component, position, reference, indicator, statement, problem.

Vocabulary of the field only, with tolerance for spelling; nothing about tables (`tabel`) or the tree (`susun`).
"""

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from pohon.choices import JenisSimpul, Komponen, Tingkat
from pohon.rules.teks import AWAL_INDIKATOR, AWAL_UKURAN, KATA_MASALAH, KATA_PERUBAHAN, baku


class Ragam(StrEnum):
    """What a cell can be told to be by its text alone."""

    NOMOR = "nomor"
    RUJUKAN = "rujukan"
    TINGKAT = "tingkat"
    JENIS = "jenis"
    KOMPONEN = "komponen"
    JABATAN = "jabatan"
    INDIKATOR = "indikator"
    PERNYATAAN = "pernyataan"
    MASALAH = "masalah"


# Short cells only: a level, kind, component or position is a label, not a sentence.
_LABEL_TERPANJANG = 90
_AMBANG_EJAAN = 82
_NOMOR = re.compile(r"^\(?\d{1,3}[.)]*$")
_RUJUKAN = re.compile(r"^\W*(?:tahap(?:an)?)\W*(\d|[ivx]{1,3})\W*$", re.IGNORECASE)
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_JABATAN = re.compile(
    r"\b(?:pk|skp|jpt|jf|jafung|jfu|jft|camat|lurah|kasi|kasubag|kasubbag|kabid|sekcam|analis|staf|pengawas"
    r"|administrator|pelaksana|fungsional|sekretaris|kepala|inspektur|direktur|penata|pengelola|jabatan|perencana"
    r"|operator|pranata|penyuluh|pengadministrasi|bendahara|arsiparis|auditor|teknisi|ahli (?:muda|madya|pertama|utama)"
    r")\b",
    re.IGNORECASE,
)
_BUKAN_JABATAN = re.compile(r"\b(?:menjadi|sasaran|tujuan)\b", re.IGNORECASE)
_PERNYATAAN = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s*)?[^\W\d]{5,}n?nya\b", re.IGNORECASE)
_KATA_TINGKAT = (
    "kinerja", "strategis", "taktikal", "intermediate", "immediate", "operasional", "skpd", "opd", "pd", "level",
    "tingkat", "tingkatan", "perangkat", "daerah", "dinas", "badan", "kecamatan", "kelurahan", "sekretariat",
)  # fmt: skip
_KATA_DAERAH = ("skpd", "opd", "pd", "perangkat", "daerah", "dinas", "badan", "kecamatan", "kelurahan", "sekretariat")
_KATA_JENIS = ("kondisi", "antara", "utama", "operasional", "paling", "teknis")
_PEMISAH_INSTANSI = re.compile(
    r"\s*(?:[;\n•]|(?:,|\bdan\b|&|/)\s*(?=(?:dinas|badan|kecamatan|sekretariat|inspektorat|satuan|kantor|bagian|rsud"
    r"|rumah sakit|kementerian|kepolisian|polres|kejaksaan|pengadilan|bank|bpjs|bps|bpn|kelurahan|desa)\b)"
    r"|(?<=[^\s,&/])\s+(?=(?:DINAS|BADAN|KECAMATAN|SEKRETARIAT|INSPEKTORAT|SATUAN|KEMENTERIAN|BPJS|RSUD|Dinas|Badan"
    r"|Kecamatan|Inspektorat|Satuan Polisi|Kementerian)\b))\s*"
)
_PENYAMBUNG = re.compile(r"(?:\s+(?:dan|serta|dengan)|\s*[,&/:-])\s*$|^(?:dan|serta|dengan|[,&/:-])\s+", re.IGNORECASE)


def _kata_dikenal(kata: str, kosakata: tuple[str, ...]) -> str:
    """Return the word of the vocabulary that is meant, spelling forgiven; empty for another word."""
    if kata in kosakata:
        return kata
    calon = process.extractOne(kata, kosakata, scorer=fuzz.ratio, score_cutoff=_AMBANG_EJAAN) if len(kata) > 4 else None
    return calon[0] if calon else ""


@lru_cache(maxsize=8192)
def ejaan_crosscutting(teks: str) -> str:
    """Return how the text spells "crosscutting" as its first word (or two); empty when it does not begin by it."""
    kata = re.findall(r"[^\W\d_]+", teks)[:2]
    for calon in (kata[:1], kata[:2]):
        kiri = "".join(calon).casefold()
        if len(kiri) > 8 and kiri.startswith("cros") and fuzz.ratio(kiri, "crosscutting") >= 65:
            return " ".join(calon)
    return ""


def baca_instansi(teks: str) -> tuple[str, ...]:
    """Return the agencies named in a text: names hold commas and often run together without a separator."""
    polos = teks.strip(" :;,-–()")
    bagian = [_PENYAMBUNG.sub("", satu).strip(" ;:-–()") for satu in _PEMISAH_INSTANSI.split(polos)]
    nama = [" ".join(satu.split()) for satu in bagian if satu.strip(" ,")]
    if len(nama) == 1 and all(" " not in satu.strip() for satu in re.split(r"[,/&]", nama[0])):
        nama = [satu.strip() for satu in re.split(r"[,/&]", nama[0]) if satu.strip()]
    return tuple(dict.fromkeys(satu.strip(" ,") for satu in nama))


@lru_cache(maxsize=8192)
def baca_jenis(teks: str) -> tuple[JenisSimpul | None, tuple[str, ...]]:
    """Return (kind, agencies) of a cell of the column Keterangan; (None, ()) when it names no kind."""
    if ejaan := ejaan_crosscutting(teks):
        sisa = re.sub(r"^\W*" + r"\W*".join(map(re.escape, ejaan.split())), "", teks, count=1)
        return JenisSimpul.CROSSCUTTING, baca_instansi(sisa)
    if len(teks) > 4 * _LABEL_TERPANJANG:
        return None, ()
    depan, _, belakang = teks.partition(";")
    instansi: tuple[str, ...] = ()
    if belakang and ejaan_crosscutting(belakang):
        instansi = baca_jenis(belakang.strip())[1]
    kata = [_kata_dikenal(satu, _KATA_JENIS) for satu in baku(depan).split()]
    if not kata or "" in kata or not {"antara", "operasional", "utama"} & set(kata):
        return None, ()
    if "operasional" in kata:
        return JenisSimpul.OPERASIONAL, instansi
    return (JenisSimpul.ANTARA_UTAMA if "utama" in kata else JenisSimpul.ANTARA), instansi


@lru_cache(maxsize=8192)
def baca_tingkat(teks: str) -> tuple[Tingkat, ...]:
    """Return the levels a cell can mean: one, two for a bare "kinerja taktikal", none when it is no level."""
    if len(teks) > _LABEL_TERPANJANG:
        return ()
    kata = [_kata_dikenal(satu, _KATA_TINGKAT) for satu in baku(teks).split()]
    if not kata or "" in kata or (len(kata) == 1 and "kinerja" in kata):
        return ()
    if "intermediate" in kata:
        return (Tingkat.TAKTIKAL_INTERMEDIATE,)
    if "immediate" in kata:
        return (Tingkat.TAKTIKAL_IMMEDIATE,)
    if "taktikal" in kata:
        return (Tingkat.TAKTIKAL_IMMEDIATE, Tingkat.TAKTIKAL_INTERMEDIATE)
    if "operasional" in kata:
        return (Tingkat.OPERASIONAL,)
    if "strategis" in kata:
        daerah = set(kata) & set(_KATA_DAERAH)
        return (Tingkat.STRATEGIS_SKPD if daerah else Tingkat.STRATEGIS,)
    return ()


@lru_cache(maxsize=8192)
def baca_komponen(teks: str) -> Komponen | None:
    """Return the planning component a cell names, or None."""
    kata = baku(teks).split()
    if not kata or len(teks) > _LABEL_TERPANJANG or {"pk", "skp", "menjadi"} & set(kata):
        return None
    awal = _kata_dikenal(kata[0], ("tujuan", "sasaran", "program", "kegiatan"))
    if awal == "tujuan":
        return Komponen.TUJUAN if len(kata) <= 4 else None
    if not awal or len(kata) > 6 or (awal != "sasaran" and len(kata) > 1):
        return None
    if "subkegiatan" in kata or ("sub" in kata and "kegiatan" in kata):
        return Komponen.SASARAN_SUB_KEGIATAN
    if "kegiatan" in kata:
        return Komponen.SASARAN_KEGIATAN
    return Komponen.SASARAN_PROGRAM if "program" in kata else Komponen.SASARAN


def baca_rujukan(teks: str) -> int:
    """Return the number of the stage a cell of the column Rujukan names; 0 when it names none."""
    cocok = _RUJUKAN.match(teks)
    if not cocok:
        return 0
    nilai = cocok.group(1).casefold()
    return int(nilai) if nilai.isdecimal() else _ROMAWI.get(nilai, 0)


def teks_sambungan(teks: str) -> bool:
    """Tell whether a text carries on a sentence: it begins small, or with none of the words by which cells begin.

    With a figure it is rather a remark, such as place and date below a table.
    """
    return teks[:1].islower() or not (ragam(teks) or any(huruf.isdigit() for huruf in teks))


def jabatan_sah(teks: str) -> bool:
    """Tell whether a cell may name a position: no sentence about components, no statement, indicator, level or kind.

    Names of positions are too many to know, so what is nothing else is taken for one.
    """
    return not _BUKAN_JABATAN.search(teks) and not ragam(teks) - {Ragam.JABATAN, Ragam.MASALAH}


def seperti_indikator(teks: str) -> bool:
    """Tell whether a statement begins as an indicator does and tells of no change."""
    return bool(AWAL_INDIKATOR.match(teks)) and not KATA_PERUBAHAN.search(teks)


@lru_cache(maxsize=16_384)
def ragam(teks: str) -> frozenset[Ragam]:
    """Return everything the text may be; several where the wording leaves it open."""
    if not teks:
        return frozenset()
    if _NOMOR.match(teks):
        return frozenset({Ragam.NOMOR})
    if baca_rujukan(teks):
        return frozenset({Ragam.RUJUKAN})
    if ejaan_crosscutting(teks):
        # Alone it stands in the columns indicator and level of Tahap 4; with agencies it is a kind.
        return frozenset({Ragam.JENIS, Ragam.TINGKAT})
    hasil = set()
    if len(teks) <= _LABEL_TERPANJANG:
        if baca_tingkat(teks):
            hasil.add(Ragam.TINGKAT)
        if baca_komponen(teks):
            hasil.add(Ragam.KOMPONEN)
        if _JABATAN.search(teks) and not hasil and not _PERNYATAAN.match(teks) and not AWAL_UKURAN.match(teks):
            hasil.add(Ragam.JABATAN)
    if baca_jenis(teks)[0]:
        hasil.add(Ragam.JENIS)
    if hasil:
        return frozenset(hasil)
    if AWAL_UKURAN.match(teks):
        hasil.add(Ragam.INDIKATOR)
    if _PERNYATAAN.match(teks):
        hasil.add(Ragam.PERNYATAAN)
    if KATA_MASALAH.search(teks):
        hasil.add(Ragam.MASALAH)
    return frozenset(hasil)
