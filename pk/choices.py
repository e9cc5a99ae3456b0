"""The fixed lists of targets and performance agreements: kinds of number, states, lights, limits. Pure data."""

from django.db.models import TextChoices


class JenisNilai(TextChoices):
    """What a number of an indicator is. The four quarters are the plan of action of a year."""

    AWAL = "awal", "Kondisi awal"
    TARGET = "target", "Target"
    TW1 = "tw1", "Triwulan I"
    TW2 = "tw2", "Triwulan II"
    TW3 = "tw3", "Triwulan III"
    TW4 = "tw4", "Triwulan IV"
    REALISASI = "realisasi", "Realisasi"


TRIWULAN = (JenisNilai.TW1, JenisNilai.TW2, JenisNilai.TW3, JenisNilai.TW4)
# The baseline belongs to no year of the period.
TANPA_TAHUN = 0


class StatusPerjanjian(TextChoices):
    """The life of an agreement; `transitions` says what may follow what."""

    DRAF = "draf", "Draf"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIUBAH = "diubah", "Diubah"


class StatusPihak(TextChoices):
    """In what capacity a party holds the office; empty: in his own."""

    PLT = "Plt.", "Plt. (pelaksana tugas)"
    PLH = "Plh.", "Plh. (pelaksana harian)"
    PJ = "Pj.", "Pj. (penjabat)"


class Lampu(TextChoices):
    """How far a year's target is reached. Never shown by colour alone: the label stands beside it."""

    HIJAU = "hijau", "Tercapai"
    KUNING = "kuning", "Hampir tercapai"
    MERAH = "merah", "Belum tercapai"
    ABU = "abu", "Belum ada realisasi"


class Keparahan(TextChoices):
    """How much a finding weighs; none keeps a target from being stored."""

    GALAT = "galat", "Galat"
    PERINGATAN = "peringatan", "Peringatan"
    SARAN = "saran", "Saran"


# Longest texts accepted, in characters.
PANJANG_NILAI = 60
PANJANG_NAMA = 200
PANJANG_PERNYATAAN = 4_000
DIGIT, DESIMAL = 20, 6
BARIS_SEHALAMAN = 40  # rows of a grid on a page: its fields stay far below Django's limit for one form
UKURAN_TERBESAR = 5 * 1024 * 1024
