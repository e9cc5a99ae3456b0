"""Reading statements and indicators: normal form, word lists, likeness. Functions on text only; no rule.

The word lists hold words of the field, never of one agency or one document.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

# Likeness in percent of two statements without their first word (the verb), words sorted. Measured on the 150
# statements of two real documents and their corrected forms: true repetitions score 92.5 and more, the closest honest
# pair ("Pencegahan …" and "Penyelesaian Perselisihan Hubungan Industrial") 90.9.
AMBANG_MIRIP = 92
# Words this alike may be one word misspelt or derived ("perusahaan", "pengusaha": 74); below, they are different
# things ("pencegahan", "penyelesaian": 64) and so are the statements.
AMBANG_KATA = 70

_BUKAN_KATA = re.compile(r"[\W_]+")

# Tahap 1, trick 2: an outcome is a strategic result, not work done.
KATA_KEGIATAN = re.compile(
    r"^\W*(?:terlaksana\w*|terlaksanya|terselenggara\w*|tersusun\w*|terfasilitasi\w*|melaksanakan|menyelenggarakan"
    r"|menyusun|melakukan|mengadakan|menyediakan|membuat|memfasilitasi|mengoordinasikan|mengkoordinasikan"
    r"|pelaksanaan|penyelenggaraan|penyusunan|pengadaan|penyediaan|pembuatan|fasilitasi|koordinasi|sosialisasi"
    r"|bimbingan teknis|bimtek)\b",
    re.IGNORECASE,
)
# Tahap 2, trick 1: a CSF is a factual issue and reads as one.
KATA_MASALAH = re.compile(
    r"\b(?:masih|belum|tidak|tiada|tanpa|bukan|rendah\w*|kurang\w*|minim\w*|lemah\w*|terbatas\w*|keterbatasan"
    r"|tinggi\w*|lambat\w*|lambannya|buruk\w*|sulit\w*|kesulitan|banyaknya|besarnya|sedikit\w*|maraknya|adanya"
    r"|rawan\w*|rentan\w*|tertinggal\w*|ketimpangan|kesenjangan|timpang\w*|menurun\w*|meningkatnya (?:kasus|angka"
    r"|jumlah|pelanggaran|kerusakan|pencemaran)|rusak\w*|kerusakan|tumpang tindih|permasalahan|masalah|kendala"
    r"|hambatan|kekurangan|ketidak\w+|ketergantungan|gagal\w*|sempit\w*|mahal\w*|jauhnya|terhambat\w*|defisit"
    r"|keluhan|pelanggaran|pencemaran|degradasi|ancaman|risiko|perlu\w*|dibutuhkan\w*|tuntutan|kebutuhan)\b",
    re.IGNORECASE,
)
# A condition says what shall be; these openings say what is wrong.
AWAL_MASALAH = re.compile(
    r"^\W*(?:masih|belum|tidak|rendahnya|kurangnya|minimnya|lemahnya|terbatasnya|keterbatasan|tingginya (?:kasus|angka"
    r"|jumlah|pelanggaran|kemiskinan|pengangguran)|lambatnya|buruknya|sulitnya|banyaknya (?:masalah|keluhan|kasus)"
    r"|kekurangan|ketidak\w+)\b",
    re.IGNORECASE,
)
# Words by which an indicator begins.
_UKURAN = (
    r"jumlah|persentase|prosentase|persenase|presentase|rasio|rata[- ]rata|nilai|indeks|angka|tingkat|cakupan"
    r"|besaran|proporsi|frekuensi|skor|predikat|laju|opini|status|lama|waktu|volume|luas|panjang|kapasitas|derajat"
    r"|prevalensi|usia|umur|pertumbuhan|kontribusi|capaian|kategori|level|peringkat|selisih|hasil|ipm|pdrb|gini"
)
AWAL_UKURAN = re.compile(rf"^\W*(?:{_UKURAN})\b", re.IGNORECASE)
# Fewer words, for a statement: "Tingkat", "Luas" or "Nilai" may well begin a condition.
AWAL_INDIKATOR = re.compile(
    r"^\W*(?:jumlah|persentase|prosentase|persenase|presentase|rasio|rata[- ]rata|nilai|indeks|angka|proporsi"
    r"|frekuensi|skor)\b",
    re.IGNORECASE,
)
# With such a word a sentence that begins by a measure is a condition after all: "Angka kemiskinan menurun".
KATA_PERUBAHAN = re.compile(
    r"\b(?:meningkat|menurun|naik|turun|membaik|bertambah|berkurang|terpenuhi|tercapai|terwujud|terjaga|stabil"
    r"|terkendali|merata|optimal)\b",
    re.IGNORECASE,
)
AWAL_KONDISI = re.compile(
    r"^\W*(?:meningkatnya|menurunnya|terwujudnya|tersedianya|terlaksananya|terselenggaranya|terciptanya|tercapainya"
    r"|terpenuhinya|optimalnya|terkoordinasinya|terfasilitasinya|terkelolanya|terjaganya|berkurangnya|bertambahnya"
    r"|menguatnya|membaiknya|tersusunnya|terbangunnya|terbinanya)\b",
    re.IGNORECASE,
)
_NOMOR_DAFTAR = re.compile(r"(?:^|[\s.;,])\(?([1-9]|[a-e])[.)]\s+(?=\D)")
_AKHIR_TERPOTONG = re.compile(
    r"(?:[,:;&/(-]|\b(?:dan|atau|yang|dengan|untuk|pada|dari|di|ke|oleh|sesuai|serta|bagi|terhadap|dalam|tentang"
    r"|melalui|sebagai|agar|antara|per))\s*$",
    re.IGNORECASE,
)
# Misspelt → right, of words that planning documents use: certain mistakes only, no matters of style, and no word
# that could be part of an office's name.
SALAH_EJA: dict[str, str] = {
    "terlaksanya": "terlaksananya",
    "terselengaranya": "terselenggaranya",
    "terselenggarannya": "terselenggaranya",
    "tersediannya": "tersedianya",
    "meningkatkannya": "meningkatnya",
    "meningkatya": "meningkatnya",
    "terwujutnya": "terwujudnya",
    "prosentase": "persentase",
    "presentase": "persentase",
    "persenase": "persentase",
    "persentasi": "persentase",
    "indek": "indeks",
    "croscutting": "crosscutting",
    "crosslinging": "crosscutting",
    "crosscuting": "crosscutting",
    "kwalitas": "kualitas",
    "kwantitas": "kuantitas",
    "tehnis": "teknis",
    "resiko": "risiko",
    "sistim": "sistem",
    "jadual": "jadwal",
    "aktifitas": "aktivitas",
    "efektifitas": "efektivitas",
    "produktifitas": "produktivitas",
    "kreatifitas": "kreativitas",
    "managemen": "manajemen",
    "propinsi": "provinsi",
    "pebruari": "februari",
    "nopember": "november",
}


@lru_cache(maxsize=8192)
def baku(teks: str) -> str:
    """Return the text for comparing: small letters, words only, single spaces."""
    return _BUKAN_KATA.sub(" ", teks.casefold()).strip()


def berisi_daftar(teks: str) -> bool:
    """Tell whether one cell holds a numbered list: "1. … 2. …", "a) … b) …"."""
    nomor = [cocok.group(1) for cocok in _NOMOR_DAFTAR.finditer(teks)]
    return ("1" in nomor and "2" in nomor) or ("a" in nomor and "b" in nomor)


def terpotong(teks: str) -> bool:
    """Tell whether a text stops in mid-sentence: at a comma, a conjunction or a preposition."""
    return bool(_AKHIR_TERPOTONG.search(teks.strip()))


def salah_eja(teks: str) -> list[tuple[str, str]]:
    """Return (misspelt, right) for each misspelt word of the field."""
    return [(kata, SALAH_EJA[kata]) for kata in baku(teks).split() if kata in SALAH_EJA]


def pasangan_mirip(teks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (earlier, later) positions of texts that are alike but not equal; each later text at most once.

    The first word (the verb) is left out: "Terselenggaranya …" and "Terlaksananya …" of the same thing are alike.
    """
    utuh = [baku(satu) for satu in teks]
    inti = [" ".join(sorted(satu.split()[1:])) for satu in utuh]
    for akhir in range(1, len(inti)):
        if " " not in inti[akhir] or utuh[akhir] in utuh[:akhir]:
            continue  # too short to judge, or an exact repetition, which is another matter
        calon = process.extract(inti[akhir], inti[:akhir], scorer=fuzz.ratio, score_cutoff=AMBANG_MIRIP, limit=None)
        for _, _, awal in sorted(calon, key=lambda satu: satu[2]):
            if utuh[awal] != utuh[akhir] and not _beda_hal(inti[awal].split(), inti[akhir].split()):
                yield awal, akhir
                break


def _beda_hal(kiri: list[str], kanan: list[str]) -> bool:
    """Tell whether the words that differ name different things rather than being spelt differently."""
    hanya_kiri, hanya_kanan = set(kiri) - set(kanan), set(kanan) - set(kiri)
    if not hanya_kiri or not hanya_kanan:
        return False
    return any(
        process.extractOne(kata, hanya_kanan, scorer=fuzz.ratio, score_cutoff=AMBANG_KATA) is None
        for kata in hanya_kiri
    )
