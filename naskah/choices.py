"""The fixed lists of decrees and paper settings. Values are stored; labels are what people read. Pure data."""

from django.db.models import IntegerChoices, TextChoices


class JenisKeputusan(TextChoices):
    """Which decree; each is drafted and printed by an app of its own above this one."""

    IKU = "iku", "Indikator Kinerja Utama (IKU)"
    IKI = "iki", "Indikator Kinerja Individu (IKI)"


class StatusKeputusan(TextChoices):
    """The life of a decree; `transitions` says what may follow what."""

    DRAF = "draf", "Draf"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIUBAH = "diubah", "Diubah"
    DICABUT = "dicabut", "Dicabut"


class KeadaanCetakan(TextChoices):
    """How far the printing of a paper in the background is."""

    MENUNGGU = "menunggu", "Menunggu giliran"
    DIKERJAKAN = "dikerjakan", "Sedang dicetak"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class BagianButir(TextChoices):
    """The ordered lists of a decree, in the order they are edited; the foreword only of one printed as a book."""

    PENGANTAR = "pengantar", "Kata pengantar"
    MENIMBANG = "menimbang", "Menimbang"
    MENGINGAT = "mengingat", "Mengingat"
    MEMPERHATIKAN = "memperhatikan", "Memperhatikan"
    DIKTUM = "diktum", "Menetapkan"
    TEMBUSAN = "tembusan", "Tembusan"


# The lists that every decree has; a kind may have more (JenisNaskah.bagian).
BAGIAN_KEPUTUSAN = (
    BagianButir.MENIMBANG,
    BagianButir.MENGINGAT,
    BagianButir.MEMPERHATIKAN,
    BagianButir.DIKTUM,
    BagianButir.TEMBUSAN,
)
BAGIAN_DASAR = (BagianButir.MENGINGAT, BagianButir.MEMPERHATIKAN)


class Peringkat(IntegerChoices):
    """Rank of a regulation (UU 12/2011 articles 7 and 8): lower numbers stand first under Mengingat.

    Instructions of the President and decrees of ministers are no regulations in that order; real decrees print them
    after the regulations of the same office, which is done here.
    """

    UUD = 10, "Undang-Undang Dasar"
    TAP_MPR = 20, "Ketetapan MPR"
    UU = 30, "Undang-Undang atau Perppu"
    PP = 40, "Peraturan Pemerintah"
    PERPRES = 50, "Peraturan Presiden"
    INPRES = 55, "Keputusan atau Instruksi Presiden"
    PERMEN = 60, "Peraturan menteri atau kepala lembaga"
    KEPMEN = 65, "Keputusan menteri atau kepala lembaga"
    PERDA_PROVINSI = 70, "Peraturan daerah provinsi"
    PERGUB = 75, "Peraturan atau keputusan gubernur"
    PERDA = 80, "Peraturan daerah kabupaten/kota"
    PERKADA = 85, "Peraturan bupati/wali kota"
    KEPKADA = 90, "Keputusan bupati/wali kota"
    LAIN = 99, "Lainnya"


class StatusTtd(TextChoices):
    """In what capacity the signatory holds the office; empty: in his own."""

    PLT = "Plt.", "Plt. (pelaksana tugas)"
    PLH = "Plh.", "Plh. (pelaksana harian)"
    PJ = "Pj.", "Pj. (penjabat)"


class Keparahan(TextChoices):
    """How much a finding weighs. Only `galat` keeps a decree from being issued."""

    GALAT = "galat", "Galat"
    PERINGATAN = "peringatan", "Peringatan"
    SARAN = "saran", "Saran"


class UkuranKertas(TextChoices):
    """Paper of official documents; F4 is the usual one."""

    F4 = "F4", "F4 (215 × 330 mm)"
    A4 = "A4", "A4 (210 × 297 mm)"


class JenisHuruf(TextChoices):
    """Typefaces of papers, all bundled."""

    BOOKMAN = "bookman", "Bookman Old Style (TeX Gyre Bonum)"
    ARIAL = "arial", "Arial (Arimo)"


# The kind of printing in the background (`naskah.cetak`) that issues the decree it prints.
PENETAPAN = "penetapan"
# Longest texts accepted, in characters.
PANJANG_NAMA = 200
PANJANG_JUDUL = 1_000
PANJANG_BUTIR = 4_000
BUTIR_TERBANYAK = 60  # in one list
# Margins in millimetres and type size in points that a local government may choose.
MARGIN_TERKECIL, MARGIN_TERBESAR = 15, 50
HURUF_TERKECIL, HURUF_TERBESAR = 10, 14
