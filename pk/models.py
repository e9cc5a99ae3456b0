"""Targets, budgets and performance agreements. Data and constraints only; changes go through services.

Targets name an indicator by (agency, period, urusan, `identitas`), never by a row of a tree: a new version of the tree
finds them again, and a frozen tree is not touched by them (ARCHITECTURE.md, "identity").
"""

from django.db import models
from django.db.models import Q

from pk.choices import (
    DESIMAL,
    DIGIT,
    PANJANG_NAMA,
    PANJANG_NILAI,
    JenisNilai,
    StatusPerjanjian,
    StatusPihak,
)
from pohon.api import PANJANG_PENDEK, Arah


class TargetIndikator(models.Model):
    """The row of an indicator in the grids: what edits lock, and the version they compare.

    `satuan` and `arah` are empty where the tree's own hold; an approved tree cannot be given them any more.
    """

    perangkat_daerah = models.ForeignKey("instansi.PerangkatDaerah", models.PROTECT, related_name="target_indikator")
    periode = models.ForeignKey("instansi.Periode", models.PROTECT, related_name="+")
    urusan = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    identitas = models.UUIDField()
    satuan = models.CharField(max_length=PANJANG_NILAI, blank=True)
    arah = models.CharField(max_length=6, choices=Arah.choices, blank=True)
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "target indikator"
        verbose_name_plural = "target indikator"
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "periode", "urusan", "identitas"], name="target_indikator_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"Target {self.identitas}"


class NilaiIndikator(models.Model):
    """One value of a target row: the baseline (year 0), or target, quarter or realisation of a year."""

    target = models.ForeignKey(TargetIndikator, models.CASCADE, related_name="nilai")
    jenis = models.CharField(max_length=10, choices=JenisNilai.choices)
    tahun = models.PositiveSmallIntegerField(default=0)
    angka = models.DecimalField(max_digits=DIGIT, decimal_places=DESIMAL, null=True, blank=True)
    teks = models.CharField(max_length=PANJANG_NILAI, blank=True)

    class Meta:
        ordering = ["target", "tahun", "jenis"]
        verbose_name = "nilai indikator"
        verbose_name_plural = "nilai indikator"
        constraints = [
            models.UniqueConstraint(fields=["target", "jenis", "tahun"], name="nilai_indikator_sekali"),
            models.CheckConstraint(
                condition=Q(angka__isnull=False, teks="") | Q(angka__isnull=True) & ~Q(teks=""),
                name="nilai_angka_atau_teks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tahun or ''}: {self.teks or self.angka}"


class AnggaranProgram(models.Model):
    """The budget of a programme, kegiatan or sub kegiatan in a year, by its code: one number for all agreements."""

    perangkat_daerah = models.ForeignKey("instansi.PerangkatDaerah", models.PROTECT, related_name="anggaran_program")
    tahun = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=40)
    rupiah = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    keterangan = models.CharField(max_length=PANJANG_NAMA, blank=True, help_text="Misalnya APBD, DAK")
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["perangkat_daerah", "tahun", "kode"]
        verbose_name = "anggaran program"
        verbose_name_plural = "anggaran program"
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "kode"], name="anggaran_program_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.tahun}"


class Perjanjian(models.Model):
    """A performance agreement of a position and year; `perubahan_ke` 0 is the first one, later ones amend it.

    The columns from `pembuka` to `tanggal` are those of `rows.IsiPerjanjian`, by the same names. `tanpa` holds what the
    planner leaves out: identities of sasaran, codes of programmes. `arsip` and `pdf` hold what was signed, `pindaian`
    the signed scan.
    """

    perangkat_daerah = models.ForeignKey("instansi.PerangkatDaerah", models.PROTECT, related_name="perjanjian")
    jabatan = models.ForeignKey("instansi.Jabatan", models.PROTECT, related_name="perjanjian")
    tahun = models.PositiveSmallIntegerField()
    perubahan_ke = models.PositiveSmallIntegerField(default=0)
    mengubah = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="perubahan")
    status = models.CharField(max_length=16, choices=StatusPerjanjian.choices, default=StatusPerjanjian.DRAF)

    pembuka = models.TextField(blank=True)
    pernyataan = models.TextField(blank=True)
    pihak1_status = models.CharField(max_length=5, choices=StatusPihak.choices, blank=True)
    pihak1_jabatan = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak1_nama = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak1_pangkat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak1_nip = models.CharField(max_length=30, blank=True)
    pihak2_status = models.CharField(max_length=5, choices=StatusPihak.choices, blank=True)
    pihak2_jabatan = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak2_nama = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak2_pangkat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    pihak2_nip = models.CharField(max_length=30, blank=True)
    tempat = models.CharField(max_length=PANJANG_NAMA, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    tanpa = models.JSONField(default=list, blank=True)

    arsip = models.ForeignKey("instansi.Arsip", models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey("naskah.ArsipBerkas", models.PROTECT, null=True, blank=True, related_name="+")
    pindaian = models.ForeignKey("naskah.ArsipBerkas", models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)
    dibuat = models.DateTimeField(auto_now_add=True)
    diubah = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["perangkat_daerah", "tahun", "jabatan", "-perubahan_ke"]
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        constraints = [
            models.UniqueConstraint(fields=["jabatan", "tahun", "perubahan_ke"], name="perjanjian_sekali"),
            models.CheckConstraint(
                condition=Q(status=StatusPerjanjian.DRAF, arsip__isnull=True, pdf__isnull=True)
                | ~Q(status=StatusPerjanjian.DRAF) & Q(arsip__isnull=False, pdf__isnull=False),
                name="perjanjian_beku_bila_ditandatangani",
            ),
        ]

    def __str__(self) -> str:
        perubahan = f" perubahan {self.perubahan_ke}" if self.perubahan_ke else ""
        return f"Perjanjian kinerja {self.jabatan} {self.tahun}{perubahan}"

    @property
    def wadah(self) -> str:
        """The name its audit entries are read by."""
        return f"perjanjian:{self.pk}"
