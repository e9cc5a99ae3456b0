"""Decrees with their ordered lists, the texts and settings they are drafted from, and papers as they were issued.

An issued paper is bytes in a file named by its checksum and a row that says what it is; a paper asked for is a
`Cetakan`, whose file can always be printed again. Attachments of a decree belong
to the app of its kind (`iku`, `iki`). Changes go through services, reading through selectors.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from instansi.api import BarisSejarah, lokasi
from naskah.choices import (
    PANJANG_JUDUL,
    PANJANG_NAMA,
    BagianButir,
    JenisHuruf,
    JenisKeputusan,
    KeadaanCetakan,
    Peringkat,
    StatusKeputusan,
    StatusTtd,
    UkuranKertas,
)


class ArsipBerkas(BarisSejarah):
    """An issued file: written once, never replaced. The file lies at `lokasi` under MEDIA_ROOT (see `arsip.py`)."""

    jenis = models.CharField(max_length=40)
    nama = models.CharField(max_length=200, help_text="Nama berkas bagi yang mengunduh")
    tipe = models.CharField(max_length=100)
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    oleh = models.ForeignKey("instansi.Pengguna", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "berkas arsip"
        verbose_name_plural = "berkas arsip"

    def __str__(self) -> str:
        return f"{self.nama} {self.sha256[:12]}"

    @property
    def lokasi(self) -> str:
        """Where the bytes lie: files of the same content share one place."""
        return lokasi(self.sha256)


class PengaturanNaskah(models.Model):
    """How papers of a local government look, and its arms. Without a row the defaults of official papers hold."""

    pemerintah_daerah = models.OneToOneField(
        "instansi.PemerintahDaerah", models.CASCADE, related_name="pengaturan_naskah"
    )
    kertas = models.CharField(max_length=2, choices=UkuranKertas.choices, default=UkuranKertas.F4)
    margin_atas = models.PositiveSmallIntegerField(
        default=25, validators=[MinValueValidator(15), MaxValueValidator(50)]
    )
    margin_kanan = models.PositiveSmallIntegerField(
        default=25, validators=[MinValueValidator(15), MaxValueValidator(50)]
    )
    margin_bawah = models.PositiveSmallIntegerField(
        default=25, validators=[MinValueValidator(15), MaxValueValidator(50)]
    )
    margin_kiri = models.PositiveSmallIntegerField(
        default=25, validators=[MinValueValidator(15), MaxValueValidator(50)]
    )
    huruf = models.CharField(max_length=10, choices=JenisHuruf.choices, default=JenisHuruf.BOOKMAN)
    ukuran_huruf = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(10), MaxValueValidator(14)]
    )
    lambang = models.ForeignKey(ArsipBerkas, models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "pengaturan naskah"
        verbose_name_plural = "pengaturan naskah"

    def __str__(self) -> str:
        return f"Pengaturan naskah {self.pemerintah_daerah}"


class PengaturanPerangkat(models.Model):
    """Letterhead, numbering pattern and place that a new decree of an agency starts from."""

    perangkat_daerah = models.OneToOneField(
        "instansi.PerangkatDaerah", models.CASCADE, related_name="pengaturan_naskah"
    )
    kop_pemerintah = models.CharField(max_length=PANJANG_NAMA, blank=True)
    kop_nama = models.CharField(max_length=PANJANG_NAMA, blank=True)
    kop_alamat = models.TextField(blank=True, help_text="Satu baris alamat setiap baris")
    nomor_pola = models.CharField(max_length=PANJANG_NAMA, blank=True, help_text="Memuat {nomor} dan {tahun}")
    tempat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "pengaturan naskah perangkat daerah"
        verbose_name_plural = "pengaturan naskah perangkat daerah"

    def __str__(self) -> str:
        return f"Pengaturan naskah {self.perangkat_daerah}"


class TeksBaku(models.Model):
    """A local government's own wording of a standing text; the bundled one holds where there is none."""

    pemerintah_daerah = models.ForeignKey("instansi.PemerintahDaerah", models.CASCADE, related_name="teks_baku")
    jenis = models.CharField(max_length=10, choices=JenisKeputusan.choices)
    kunci = models.CharField(max_length=60, help_text="Kunci pada fixtures/naskah/teks_baku.json")
    teks = models.TextField()

    class Meta:
        ordering = ["jenis", "kunci"]
        verbose_name = "teks baku"
        verbose_name_plural = "teks baku"
        constraints = [
            models.UniqueConstraint(fields=["pemerintah_daerah", "jenis", "kunci"], name="teks_baku_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis}: {self.kunci}"


class DasarHukum(models.Model):
    """A regulation that decrees cite: national, of a local government, or of one agency's own library.

    `menggantikan` names the wider entry in whose place an own version stands; deleting it brings that back.
    """

    pemerintah_daerah = models.ForeignKey(
        "instansi.PemerintahDaerah", models.CASCADE, null=True, blank=True, related_name="dasar_hukum"
    )
    perangkat_daerah = models.ForeignKey(
        "instansi.PerangkatDaerah", models.CASCADE, null=True, blank=True, related_name="dasar_hukum"
    )
    peringkat = models.PositiveSmallIntegerField(choices=Peringkat.choices)
    nomor = models.CharField(max_length=60, blank=True)
    tahun = models.PositiveSmallIntegerField(null=True, blank=True)
    tanggal = models.DateField(null=True, blank=True, help_text="Tanggal penetapan, bila diketahui")
    teks = models.TextField(help_text="Kutipan lengkap seperti dicetak, tanpa tanda baca akhir")
    bawaan = models.CharField(max_length=60, blank=True, help_text="Jenis keputusan yang memuatnya sejak awal")
    dicabut = models.BooleanField(default=False)
    pencabut = models.CharField(max_length=PANJANG_NAMA, blank=True, help_text="Peraturan yang mencabut")
    menggantikan = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="pengganti")
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["peringkat", "tahun", "tanggal", "pk"]
        verbose_name = "dasar hukum"
        verbose_name_plural = "dasar hukum"
        constraints = [
            models.CheckConstraint(
                condition=Q(pemerintah_daerah__isnull=True) | Q(perangkat_daerah__isnull=True),
                name="dasar_hukum_satu_pemilik",
            ),
        ]

    def __str__(self) -> str:
        return self.teks

    def bawaan_untuk(self, jenis: JenisKeputusan) -> bool:
        """Whether a new decree of the kind cites it from the start."""
        return jenis.value in self.bawaan.split()


class Keputusan(models.Model):
    """A decree. The columns from `tentang` to `mengubah_tentang` are those of `rows.IsiKeputusan`, by the same names.

    Tied to one version of the tree (named by string: this app reads no tree). `nomor` is set when it is issued, from
    pattern and serial number, and is used once in an agency. `arsip` and `pdf` hold what was issued, `pindaian` the
    signed scan or electronically signed file.
    """

    perangkat_daerah = models.ForeignKey("instansi.PerangkatDaerah", models.PROTECT, related_name="keputusan")
    jenis = models.CharField(max_length=10, choices=JenisKeputusan.choices)
    periode = models.ForeignKey("instansi.Periode", models.PROTECT, related_name="+")
    pohon = models.ForeignKey("pohon.Pohon", models.PROTECT, null=True, blank=True, related_name="keputusan")
    pohon_rev = models.PositiveIntegerField(null=True, blank=True, help_text="Revisi pohon saat lampiran disusun")
    status = models.CharField(max_length=12, choices=StatusKeputusan.choices, default=StatusKeputusan.DRAF)
    nomor = models.CharField(max_length=PANJANG_NAMA, blank=True, help_text="Nomor lengkap setelah ditetapkan")

    tentang = models.TextField(blank=True)
    judul_lampiran = models.TextField(blank=True)
    nomor_pola = models.CharField(max_length=PANJANG_NAMA, blank=True)
    nomor_urut = models.CharField(max_length=PANJANG_NAMA, blank=True)
    hari = models.PositiveSmallIntegerField(null=True, blank=True)
    bulan = models.PositiveSmallIntegerField(null=True, blank=True)
    tahun = models.PositiveSmallIntegerField(null=True, blank=True)
    tempat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    kop_pemerintah = models.CharField(max_length=PANJANG_NAMA, blank=True)
    kop_nama = models.CharField(max_length=PANJANG_NAMA, blank=True)
    kop_alamat = models.TextField(blank=True)
    pejabat_penetap = models.CharField(max_length=PANJANG_JUDUL, blank=True)
    kuasa = models.BooleanField(default=False)
    ttd_status = models.CharField(max_length=5, choices=StatusTtd.choices, blank=True)
    ttd_jabatan = models.CharField(max_length=PANJANG_JUDUL, blank=True)
    ttd_nama = models.CharField(max_length=PANJANG_NAMA, blank=True)
    ttd_pangkat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    ttd_nip = models.CharField(max_length=30, blank=True)
    mengubah = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="perubahan")
    mengubah_sebutan = models.CharField(max_length=PANJANG_JUDUL, blank=True)
    mengubah_nomor = models.CharField(max_length=PANJANG_NAMA, blank=True)
    mengubah_tahun = models.PositiveSmallIntegerField(null=True, blank=True)
    mengubah_tentang = models.TextField(blank=True)

    arsip = models.ForeignKey("instansi.Arsip", models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(ArsipBerkas, models.PROTECT, null=True, blank=True, related_name="+")
    pindaian = models.ForeignKey(ArsipBerkas, models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)
    dibuat = models.DateTimeField(auto_now_add=True)
    diubah = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "keputusan"
        verbose_name_plural = "keputusan"
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "nomor"], condition=~Q(nomor=""), name="keputusan_nomor_sekali"
            ),
            models.CheckConstraint(
                condition=Q(status=StatusKeputusan.DRAF, arsip__isnull=True, pdf__isnull=True, nomor="")
                | ~Q(status=StatusKeputusan.DRAF) & Q(arsip__isnull=False, pdf__isnull=False) & ~Q(nomor=""),
                name="keputusan_beku_bila_terbit",
            ),
        ]

    def __str__(self) -> str:
        return f"Keputusan {self.jenis.upper()} {self.nomor or self.get_status_display().lower()}"

    @property
    def wadah(self) -> str:
        """The name its audit entries are read by."""
        return f"keputusan:{self.pk}"


class ButirKeputusan(models.Model):
    """An item of one of the ordered lists of a decree; of a legal basis an editable copy of the library's citation."""

    keputusan = models.ForeignKey(Keputusan, models.CASCADE, related_name="butir")
    bagian = models.CharField(max_length=14, choices=BagianButir.choices)
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField(blank=True)
    dasar = models.ForeignKey(DasarHukum, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["keputusan", "bagian", "urutan", "pk"]
        verbose_name = "butir keputusan"
        verbose_name_plural = "butir keputusan"

    def __str__(self) -> str:
        return self.teks


class Cetakan(models.Model):
    """A paper that someone asked for and a worker prints: the truth about it, whatever becomes of worker and queue.

    `jenis` and `parameter` are those of the registry (`naskah.cetak`), `kunci` names what is printed by its hash
    (`naskah.bahan`): the file lies in `naskah.simpanan` and is shared by all who ask for the same. `percobaan` counts
    the runs; only the worker of the present one may write. `terhenti` counts those that died since it was asked for;
    `detak` is the last sign of life of `pekerja`, the worker that has it.
    """

    pengguna = models.ForeignKey("instansi.Pengguna", models.CASCADE, related_name="+")
    jenis = models.CharField(max_length=40)
    parameter = models.JSONField(default=dict)
    kunci = models.CharField(max_length=64)
    judul = models.CharField(max_length=PANJANG_JUDUL)
    nama_berkas = models.CharField(max_length=PANJANG_NAMA)
    tipe = models.CharField(max_length=100)
    kembali = models.CharField(max_length=500, help_text="Halaman tempat naskah ini diminta")
    keadaan = models.CharField(
        max_length=12, choices=KeadaanCetakan.choices, default=KeadaanCetakan.MENUNGGU, db_index=True
    )
    persen = models.PositiveSmallIntegerField(default=0)
    kabar = models.CharField(max_length=PANJANG_NAMA, blank=True)
    galat = models.CharField(max_length=500, blank=True)
    percobaan = models.PositiveIntegerField(default=0)
    terhenti = models.PositiveSmallIntegerField(default=0)
    ukuran = models.PositiveIntegerField(default=0)
    dibuat = models.DateTimeField(auto_now_add=True)
    pekerja = models.CharField(max_length=100, blank=True)
    detak = models.DateTimeField(null=True, blank=True)
    selesai = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "cetakan"
        verbose_name_plural = "cetakan"
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "kunci"], name="cetakan_sekali"),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def berjalan(self) -> bool:
        """Whether it waits or is being printed."""
        return self.keadaan in (KeadaanCetakan.MENUNGGU, KeadaanCetakan.DIKERJAKAN)


class Pekerja(models.Model):
    """A process that prints papers, with its last sign of life: whether a long paper can be taken on."""

    nama = models.CharField(max_length=100, unique=True)
    detak = models.DateTimeField()

    class Meta:
        verbose_name = "pekerja"
        verbose_name_plural = "pekerja"

    def __str__(self) -> str:
        return self.nama
