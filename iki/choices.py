"""The fixed lists of this app: columns of the workbook, lengths, severity of findings. Pure data."""

from django.db.models import TextChoices

# Longest texts accepted, in characters.
PANJANG_TUGAS = 5_000
PANJANG_FUNGSI = 2_000
PANJANG_SASARAN = 1_000
PANJANG_INDIKATOR = 1_000
PANJANG_RUMUS = 4_000
PANJANG_SUMBER = 2_000
PANJANG_NAMA = 200

# Of one position, resp. of one sasaran; real books have 22 functions and 14 indicators.
FUNGSI_TERBANYAK = 200
SASARAN_TERBANYAK = 100
INDIKATOR_TERBANYAK = 100

PEMISAH_SUMBER = "; "

LEMBAR_JABATAN, LEMBAR_FUNGSI, LEMBAR_SASARAN = "Jabatan", "Fungsi", "Sasaran"
# The sheets of the workbook and the columns each must have; `KOLOM_TAUTAN` may follow on the sheet of sasaran.
KOLOM_BERKAS: dict[str, tuple[str, ...]] = {
    LEMBAR_JABATAN: ("No", "Nama Jabatan", "Jenjang", "No Atasan", "Tugas"),
    LEMBAR_FUNGSI: ("No Jabatan", "Fungsi"),
    LEMBAR_SASARAN: (
        "No Jabatan", "Sasaran Kinerja", "Indikator Kinerja", "Jenis Formulasi", "Pembilang", "Penyebut", "Pengali",
        "Formulasi", "Sumber Data", "Keterangan",
    ),
}  # fmt: skip
KOLOM_TAUTAN = ("Mendukung Sasaran", "Kode Simpul")


class Keparahan(TextChoices):
    """How much a finding weighs. None keeps the book from being printed."""

    PERINGATAN = "peringatan", "Peringatan"
    SARAN = "saran", "Saran"
