"""What a position has in the IKI book: its functions, its sasaran with their indicators. Data and constraints only.

The position itself (name, class, superior, task) is `instansi.Jabatan`. Changes go through services, reading through
selectors. Links to a tree are by `identitas`, which survives versions of the tree, never by a row's key.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from pohon.api import JenisFormula


class LembarJabatan(models.Model):
    """The sheet of a position in the book: what edits lock, and the version they compare."""

    jabatan = models.OneToOneField("instansi.Jabatan", models.CASCADE, related_name="lembar_iki")
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "lembar jabatan"
        verbose_name_plural = "lembar jabatan"

    def __str__(self) -> str:
        return f"Lembar IKI {self.jabatan}"


class ButirFungsi(models.Model):
    """A standard item of an agency's library of functions; positions that have the same function share it."""

    perangkat_daerah = models.ForeignKey("instansi.PerangkatDaerah", models.CASCADE, related_name="butir_fungsi")
    teks = models.TextField()
    sidik = models.CharField(max_length=64, help_text="SHA-256 dari teks: teks terlalu panjang untuk indeks")

    class Meta:
        ordering = ["pk"]
        verbose_name = "butir fungsi"
        verbose_name_plural = "butir fungsi"
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "sidik"], name="butir_fungsi_sekali"),
        ]

    def __str__(self) -> str:
        return self.teks


class FungsiJabatan(models.Model):
    """A function of a position, by its place in the list; the letter before it is made when it is shown."""

    jabatan = models.ForeignKey("instansi.Jabatan", models.CASCADE, related_name="fungsi_iki")
    butir = models.ForeignKey(ButirFungsi, models.PROTECT, related_name="dipakai")
    urutan = models.PositiveIntegerField()

    class Meta:
        ordering = ["jabatan", "urutan", "pk"]
        verbose_name = "fungsi jabatan"
        verbose_name_plural = "fungsi jabatan"

    def __str__(self) -> str:
        return self.butir.teks


class Sasaran(models.Model):
    """A sasaran of a position: from a node it carries (`simpul_identitas`) or its own.

    `mendukung` is the superior's sasaran that it supports. While `ikut_pohon`, the node's statement is shown; `teks`
    is then the copy that stays when the node goes.
    """

    jabatan = models.ForeignKey("instansi.Jabatan", models.CASCADE, related_name="sasaran_iki")
    identitas = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    urutan = models.PositiveIntegerField()
    teks = models.TextField()
    mendukung = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="pendukung")
    simpul_identitas = models.UUIDField(null=True, blank=True)
    ikut_pohon = models.BooleanField(default=False)

    class Meta:
        ordering = ["jabatan", "urutan", "pk"]
        verbose_name = "sasaran jabatan"
        verbose_name_plural = "sasaran jabatan"
        constraints = [
            models.CheckConstraint(condition=~Q(mendukung=F("pk")), name="sasaran_bukan_diri"),
        ]

    def __str__(self) -> str:
        return self.teks


class IndikatorSasaran(models.Model):
    """An indicator of a sasaran with its structured formula; `ikut_pohon` as for the sasaran."""

    sasaran = models.ForeignKey(Sasaran, models.CASCADE, related_name="indikator")
    identitas = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    urutan = models.PositiveIntegerField()
    nama = models.TextField()
    jenis_formula = models.CharField(max_length=12, choices=JenisFormula.choices, blank=True)
    pembilang = models.TextField(blank=True)
    penyebut = models.TextField(blank=True)
    pengali = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    formula = models.TextField(blank=True, help_text="Uraian perhitungan bila tidak cukup dengan pembilang/penyebut")
    sumber_data = models.TextField(blank=True, help_text="Satu sumber setiap baris; dicetak dipisah titik koma")
    keterangan = models.TextField(blank=True)
    indikator_identitas = models.UUIDField(null=True, blank=True)
    ikut_pohon = models.BooleanField(default=False)

    class Meta:
        ordering = ["sasaran", "urutan", "pk"]
        verbose_name = "indikator sasaran"
        verbose_name_plural = "indikator sasaran"

    def __str__(self) -> str:
        return self.nama
