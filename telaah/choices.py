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
    LINTAS_MINTA = "lintas_minta", "Permintaan crosscutting baru"
    LINTAS_JAWAB = "lintas_jawab", "Permintaan crosscutting dijawab"
    LINTAS_UBAH = "lintas_ubah", "Crosscutting perlu dilihat lagi"
    LINTAS_CABUT = "lintas_cabut", "Permintaan crosscutting dicabut"


# Kinds that tell of what happens between trees: of requests, not of one tree.
KABAR_LINTAS = (JenisKabar.LINTAS_MINTA, JenisKabar.LINTAS_JAWAB, JenisKabar.LINTAS_UBAH, JenisKabar.LINTAS_CABUT)


class CaraSurel(TextChoices):
    """When a person wants notifications by e-mail."""

    LANGSUNG = "langsung", "Satu surel untuk setiap kabar"
    RINGKASAN = "ringkasan", "Satu surel ringkasan, paling banyak sekali sehari"
    TIDAK = "tidak", "Tanpa surel"
