"""The fixed lists of this app. Values are stored; labels are what people read. Pure data."""

from django.db.models import TextChoices

PANJANG_CATATAN = 2_000


class HasilPengajuan(TextChoices):
    """How a submission ended."""

    DITARIK = "ditarik", "Ditarik"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"


class JenisKabar(TextChoices):
    """What a notification tells."""

    DIIZINKAN = "diizinkan", "Pengajuan diizinkan pimpinan"
    DIAJUKAN = "diajukan", "Pohon kinerja diajukan"
    DITARIK = "ditarik", "Pengajuan ditarik"
    DITELAAH = "ditelaah", "Telaah dimulai"
    DIKEMBALIKAN = "dikembalikan", "Pohon kinerja dikembalikan"
    DISETUJUI = "disetujui", "Pohon kinerja disetujui"
    CATATAN = "catatan", "Catatan baru"
    JAWABAN = "jawaban", "Jawaban atas catatan"


class CaraSurel(TextChoices):
    """When a person wants notifications by e-mail."""

    LANGSUNG = "langsung", "Satu surel untuk setiap kabar"
    RINGKASAN = "ringkasan", "Satu surel ringkasan, paling banyak sekali sehari"
    TIDAK = "tidak", "Tanpa surel"
