"""What a review leaves behind: submissions, leave of the head, findings set aside, notes, approvals, notifications.

Data and constraints only. Changes go through `services`, the state of a tree through `services.alur` alone.
"""

from django.db import models
from django.db.models import Q

from instansi.api import BarisSejarah
from telaah.choices import CaraSurel, HasilPengajuan, JenisKabar

_PENGGUNA = "instansi.Pengguna"
_POHON = "pohon.Pohon"


class Pengajuan(models.Model):
    """One round of a tree: submitted, review begun, ended; each with date and name. Open while `hasil` is empty."""

    pohon = models.ForeignKey(_POHON, models.PROTECT, related_name="pengajuan")
    nomor = models.PositiveSmallIntegerField()
    rev = models.PositiveIntegerField(help_text="Keadaan isi yang diajukan")
    diajukan = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")
    mulai = models.DateTimeField(null=True, blank=True)
    mulai_oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    selesai = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    hasil = models.CharField(max_length=12, choices=HasilPengajuan.choices, blank=True)

    class Meta:
        ordering = ["pohon", "-nomor"]
        verbose_name = "pengajuan"
        verbose_name_plural = "pengajuan"
        constraints = [
            models.UniqueConstraint(fields=["pohon", "nomor"], name="pengajuan_nomor"),
            models.UniqueConstraint(fields=["pohon"], condition=Q(hasil=""), name="pengajuan_satu_terbuka"),
        ]

    def __str__(self) -> str:
        return f"Pengajuan {self.nomor} pohon {self.pohon_id}"


class IzinPimpinan(BarisSejarah):
    """The head's leave to submit what the tree held at `rev`; any later edit makes it void."""

    pohon = models.ForeignKey(_POHON, models.PROTECT, related_name="izin")
    rev = models.PositiveIntegerField()
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "izin pimpinan"
        verbose_name_plural = "izin pimpinan"

    def __str__(self) -> str:
        return f"Izin pohon {self.pohon_id} rev {self.rev}"


class Pengabaian(models.Model):
    """A finding set aside with a reason. It holds for the very texts found (`kutipan`): when they change, it is void.

    `identitas` is that of the node or indicator; empty when the finding concerns the whole tree.
    """

    pohon = models.ForeignKey(_POHON, models.PROTECT, related_name="pengabaian")
    kode = models.CharField(max_length=10)
    identitas = models.UUIDField(null=True, blank=True)
    kutipan = models.TextField(blank=True)
    alasan = models.TextField()
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "pengabaian temuan"
        verbose_name_plural = "pengabaian temuan"
        constraints = [
            models.UniqueConstraint(
                fields=["pohon", "kode", "identitas"],
                condition=Q(identitas__isnull=False),
                name="pengabaian_sekali",
            ),
            models.UniqueConstraint(
                fields=["pohon", "kode"], condition=Q(identitas__isnull=True), name="pengabaian_umum_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} pohon {self.pohon_id}"


class Catatan(models.Model):
    """A note, or an answer to one (`induk`). It is about a node, a stage, or (both empty) the whole tree.

    A note keeps the node's code and statement as they were, so that it stays readable when the node is deleted.
    """

    pohon = models.ForeignKey(_POHON, models.PROTECT, related_name="catatan")
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="jawaban")
    identitas = models.UUIDField(null=True, blank=True, help_text="Simpul yang dimaksud")
    kode_simpul = models.CharField(max_length=40, blank=True)
    pernyataan = models.TextField(blank=True)
    tahap = models.CharField(max_length=1, blank=True)
    isi = models.TextField()
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")
    oleh_peran = models.CharField(max_length=10, blank=True)
    waktu = models.DateTimeField(auto_now_add=True)
    selesai = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        indexes = [models.Index(fields=["pohon", "induk"], name="catatan_pohon")]
        constraints = [
            models.CheckConstraint(
                condition=Q(induk__isnull=True) | Q(identitas__isnull=True, tahap="", selesai__isnull=True),
                name="catatan_jawaban_tanpa_tempat",
            ),
            models.CheckConstraint(condition=Q(identitas__isnull=True) | Q(tahap=""), name="catatan_satu_tempat"),
        ]

    def __str__(self) -> str:
        return self.isi[:80]


class Persetujuan(BarisSejarah):
    """An approval: the frozen tree and the booklet as it was issued, for ever."""

    pohon = models.OneToOneField(_POHON, models.PROTECT, related_name="persetujuan")
    pengajuan = models.OneToOneField(Pengajuan, models.PROTECT, related_name="persetujuan")
    arsip = models.OneToOneField("instansi.Arsip", models.PROTECT, related_name="+")
    buku = models.ForeignKey("naskah.ArsipBerkas", models.PROTECT, related_name="+")
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "persetujuan"
        verbose_name_plural = "persetujuan"

    def __str__(self) -> str:
        return f"Persetujuan pohon {self.pohon_id}"


class Kabar(models.Model):
    """A notification to one person, about a tree or a request. `surel` says when an e-mail carried it, if one did.

    Of several requests told at once `permintaan` is the first, and `banyak` their number.
    """

    penerima = models.ForeignKey(_PENGGUNA, models.CASCADE, related_name="kabar")
    jenis = models.CharField(max_length=12, choices=JenisKabar.choices)
    pohon = models.ForeignKey(_POHON, models.CASCADE, null=True, blank=True, related_name="+")
    permintaan = models.ForeignKey("pohon.Permintaan", models.CASCADE, null=True, blank=True, related_name="+")
    banyak = models.PositiveSmallIntegerField(default=1)
    catatan = models.ForeignKey(Catatan, models.CASCADE, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    dibaca = models.DateTimeField(null=True, blank=True)
    surel = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "kabar"
        verbose_name_plural = "kabar"
        indexes = [
            models.Index(fields=["penerima"], condition=Q(dibaca__isnull=True), name="kabar_belum_dibaca"),
            models.Index(fields=["penerima", "-id"], name="kabar_penerima"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(pohon__isnull=False, permintaan__isnull=True)
                | Q(pohon__isnull=True, permintaan__isnull=False),
                name="kabar_satu_pokok",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} → {self.penerima_id}"

    @property
    def pokok(self) -> str:
        """What it is about, in one line: the owner of the tree, or the other side of the request."""
        if self.permintaan is not None:
            lain = self.permintaan.nama_peminta
            if self.jenis == JenisKabar.LINTAS_JAWAB:
                lain = f"{self.permintaan.tujuan} kepada {lain}"
            return f"{lain} ({self.banyak} permintaan)" if self.banyak > 1 else lain
        assert self.pohon is not None  # noqa: S101 - the database constraint kabar_satu_pokok
        urusan = f", urusan {self.pohon.urusan}" if self.pohon.urusan else ""
        return f"{self.pohon.pemilik}{urusan}"


class PilihanKabar(models.Model):
    """How a person wants notifications by e-mail; without a row, a daily summary."""

    pengguna = models.OneToOneField(_PENGGUNA, models.CASCADE, related_name="pilihan_kabar")
    cara = models.CharField(max_length=10, choices=CaraSurel.choices, default=CaraSurel.RINGKASAN)

    class Meta:
        verbose_name = "pilihan kabar"
        verbose_name_plural = "pilihan kabar"

    def __str__(self) -> str:
        return f"{self.pengguna_id}: {self.get_cara_display()}"
