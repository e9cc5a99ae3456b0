"""The performance tree: header, nodes, indicators, stage-5 rows, nomenclature, deletions. Data and constraints only.

The tree's structure is written by `tree.py` alone; everything else by `services.py`. Saving or deleting a node through
the model raises, because MPTT's own writes corrupt a tree under concurrency (ARCHITECTURE.md, "The tree").
"""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from mptt.models import MPTTModel, TreeForeignKey

from pohon.choices import (
    PANJANG_PENDEK,
    STATUS_KERJA,
    Arah,
    JenisFormula,
    JenisSimpul,
    Komponen,
    Sifat,
    StatusPohon,
    Tingkat,
)
from pohon.models_lintas import Dukungan, Permintaan
from pohon.querysets import SimpulManager

if TYPE_CHECKING:
    from instansi.models import PemerintahDaerah, PerangkatDaerah

# Django looks for an app's tables here; those between trees have a module of their own.
__all__ = [
    "Crosscutting",
    "Dukungan",
    "Indikator",
    "Nomenklatur",
    "Penghapusan",
    "PeraturanNomenklatur",
    "Permintaan",
    "Pohon",
    "Simpul",
    "SimpulJabatan",
]


class Pohon(models.Model):  # type: ignore[django-manager-missing]  # MPTT is untyped, so is Simpul's manager
    """One tree: of one owner (agency or local government), one urusan (may be empty) and one period, in one version."""

    perangkat_daerah = models.ForeignKey(
        "instansi.PerangkatDaerah", models.PROTECT, null=True, blank=True, related_name="pohon"
    )
    pemerintah_daerah = models.ForeignKey(
        "instansi.PemerintahDaerah", models.PROTECT, null=True, blank=True, related_name="pohon"
    )
    periode = models.ForeignKey("instansi.Periode", models.PROTECT, related_name="pohon")
    urusan = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    tahun = models.PositiveSmallIntegerField(help_text="Tahun yang dicetak pada sampul")
    status = models.CharField(max_length=12, choices=StatusPohon.choices, default=StatusPohon.DRAF)
    nomor_versi = models.PositiveSmallIntegerField(default=1)
    asal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="turunan")
    arsip = models.ForeignKey("instansi.Arsip", models.PROTECT, null=True, blank=True, related_name="+")
    rev = models.PositiveIntegerField(default=0, help_text="Naik pada setiap perubahan isi")
    versi = models.PositiveIntegerField(default=1, help_text="Naik bila kolom pohon ini sendiri berubah")
    mandat = models.TextField(blank=True)
    permasalahan = models.TextField(blank=True)
    ekspektasi = models.TextField(blank=True)
    tanggal_kesepakatan = models.DateField(null=True, blank=True)
    peserta_kesepakatan = models.TextField(blank=True)
    judul_kolom_sumber = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    diubah = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["perangkat_daerah", "-nomor_versi"]
        verbose_name = "pohon kinerja"
        verbose_name_plural = "pohon kinerja"
        constraints = [
            models.CheckConstraint(
                condition=Q(perangkat_daerah__isnull=False, pemerintah_daerah__isnull=True)
                | Q(perangkat_daerah__isnull=True, pemerintah_daerah__isnull=False),
                name="pohon_satu_pemilik",
            ),
            models.UniqueConstraint(
                fields=["perangkat_daerah", "periode", "urusan"],
                condition=Q(perangkat_daerah__isnull=False, status__in=STATUS_KERJA),
                name="pohon_kerja_perangkat",
            ),
            models.UniqueConstraint(
                fields=["pemerintah_daerah", "periode", "urusan"],
                condition=Q(pemerintah_daerah__isnull=False, status__in=STATUS_KERJA),
                name="pohon_kerja_pemerintah",
            ),
            models.UniqueConstraint(
                fields=["perangkat_daerah", "periode", "urusan", "nomor_versi"],
                condition=Q(perangkat_daerah__isnull=False),
                name="pohon_versi_perangkat",
            ),
            models.UniqueConstraint(
                fields=["pemerintah_daerah", "periode", "urusan", "nomor_versi"],
                condition=Q(pemerintah_daerah__isnull=False),
                name="pohon_versi_pemerintah",
            ),
        ]

    def __str__(self) -> str:
        urusan = f" urusan {self.urusan}" if self.urusan else ""
        return f"Pohon kinerja {self.perangkat_daerah or self.pemerintah_daerah}{urusan} {self.periode}"

    @property
    def pemilik(self) -> "PerangkatDaerah | PemerintahDaerah":
        """The one owner: the agency, or the local government itself."""
        pemilik = self.perangkat_daerah or self.pemerintah_daerah
        if pemilik is None:
            raise ValueError("Pohon tanpa pemilik belum dapat dipakai.")
        return pemilik

    @property
    def wadah(self) -> str:
        """The name its audit entries are read by."""
        return f"pohon:{self.pk}"


class BeritaAcara(models.Model):
    """The minutes of the agreement on the outcomes (Tahap 1), a PDF; the bytes lie where `sha256` says.

    Replacing or removing it changes this row only: what frozen versions refer to by its checksum stays.
    """

    pohon = models.OneToOneField(Pohon, models.CASCADE, related_name="berita_acara")
    nama = models.CharField(max_length=PANJANG_PENDEK, help_text="Nama berkas bagi yang mengunduh")
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    oleh = models.ForeignKey("instansi.Pengguna", models.SET_NULL, null=True, blank=True, related_name="+")
    diunggah = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "berita acara"
        verbose_name_plural = "berita acara"

    def __str__(self) -> str:
        return self.nama


class Penghapusan(models.Model):  # type: ignore[django-manager-missing]  # the same
    """One deletion of one or several nodes or indicators: what shares it comes back together.

    `rev` is the tree's when it was made: the order of deletions, also on a clock that was put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="penghapusan")
    oleh = models.ForeignKey("instansi.Pengguna", models.SET_NULL, null=True, blank=True, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    rev = models.PositiveIntegerField(default=0, editable=False)
    ringkas = models.CharField(max_length=300)
    dipulihkan = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-rev", "-waktu"]
        verbose_name = "penghapusan"
        verbose_name_plural = "penghapusan"

    def __str__(self) -> str:
        return self.ringkas


class PeraturanNomenklatur(models.Model):
    """A decree that issued a list of programmes, activities and sub-activities."""

    kode = models.CharField(max_length=60, unique=True, help_text="Misalnya 900.1.15.5-1317/2023")
    judul = models.CharField(max_length=400)
    tahun = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-tahun", "kode"]
        verbose_name = "peraturan nomenklatur"
        verbose_name_plural = "peraturan nomenklatur"

    def __str__(self) -> str:
        return self.kode


class Nomenklatur(models.Model):
    """One official code under its regulation. Lists are replaced every other year; nodes keep a copy of the text."""

    peraturan = models.ForeignKey(PeraturanNomenklatur, models.CASCADE, related_name="isi")
    kode = models.CharField(max_length=40)
    nama = models.TextField()
    sasaran = models.TextField(blank=True)
    indikator = models.TextField(blank=True)
    satuan = models.CharField(max_length=PANJANG_PENDEK, blank=True)

    class Meta:
        ordering = ["peraturan", "kode"]
        verbose_name = "nomenklatur"
        verbose_name_plural = "nomenklatur"
        constraints = [
            models.UniqueConstraint(fields=["peraturan", "kode"], name="nomenklatur_kode_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


class Simpul(MPTTModel):
    """A node. Parent and `urutan` are the truth; tree_id, lft, rght and level are derived from them by `tree.py`."""

    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="simpul", db_index=False)
    identitas = models.UUIDField(default=uuid.uuid4, editable=False)
    parent = TreeForeignKey("self", models.PROTECT, null=True, blank=True, related_name="anak")
    urutan = models.PositiveIntegerField(default=0)
    tree_id = models.PositiveBigIntegerField(editable=False)
    lft = models.PositiveIntegerField(editable=False)
    rght = models.PositiveIntegerField(editable=False)
    level = models.PositiveSmallIntegerField(editable=False)

    jenis = models.CharField(max_length=24, choices=JenisSimpul.choices)
    pernyataan = models.TextField(blank=True)
    sumber = models.TextField(blank=True, help_text="Sumber CSF, misalnya masalah pada renstra")
    judul_csf = models.TextField(blank=True, help_text="Judul tabel CSF untuk outcome ini")
    sifat = models.CharField(max_length=12, choices=Sifat.choices, blank=True)
    tingkat = models.CharField(
        max_length=24, choices=Tingkat.choices, blank=True, help_text="Kosong: menurut jenis simpul"
    )
    komponen = models.CharField(max_length=24, choices=Komponen.choices, blank=True)
    kinerja_jabatan = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    nomenklatur = models.ForeignKey(Nomenklatur, models.SET_NULL, null=True, blank=True, related_name="+")
    nomenklatur_kode = models.CharField(max_length=40, blank=True)
    nomenklatur_nama = models.TextField(blank=True)
    nomenklatur_peraturan = models.CharField(max_length=60, blank=True)
    versi = models.PositiveIntegerField(default=1)
    penghapusan = models.ForeignKey(Penghapusan, models.PROTECT, null=True, blank=True, related_name="simpul")

    objects = SimpulManager()

    class Meta:
        verbose_name = "simpul"
        verbose_name_plural = "simpul"
        indexes = [models.Index(fields=["tree_id", "lft"], name="simpul_urut")]
        constraints = [
            models.CheckConstraint(condition=Q(tree_id=F("pohon")), name="simpul_tree_id_pohon"),
            models.CheckConstraint(condition=Q(lft__lt=F("rght")), name="simpul_batas"),
            models.CheckConstraint(
                condition=Q(jenis=JenisSimpul.AKAR, parent__isnull=True)
                | (~Q(jenis=JenisSimpul.AKAR) & Q(parent__isnull=False)),
                name="simpul_akar_tanpa_induk",
            ),
            models.UniqueConstraint(fields=["pohon"], condition=Q(parent__isnull=True), name="simpul_satu_akar"),
            models.UniqueConstraint(fields=["pohon", "identitas"], name="simpul_identitas"),
        ]

    def __str__(self) -> str:
        return self.pernyataan or self.get_jenis_display()

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse: structure is written by `tree.py`, content by `services.py`."""
        raise TypeError("Simpul ditulis lewat pohon.tree dan pohon.services, bukan lewat save().")

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: deleting is soft and goes through `services.hapus_simpul`."""
        raise TypeError("Simpul dihapus lewat pohon.services.hapus_simpul, bukan lewat delete().")


class Indikator(models.Model):
    """An indicator of a node, with its structured formula and what the decrees print about it."""

    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="indikator")
    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="indikator")
    identitas = models.UUIDField(default=uuid.uuid4, editable=False)
    urutan = models.PositiveIntegerField(default=0)
    nama = models.TextField()
    satuan = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    jenis_formula = models.CharField(max_length=12, choices=JenisFormula.choices, blank=True)
    pembilang = models.TextField(blank=True)
    penyebut = models.TextField(blank=True)
    pengali = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    formula = models.TextField(blank=True, help_text="Uraian perhitungan bila tidak cukup dengan pembilang/penyebut")
    makna = models.TextField(blank=True)
    alasan = models.TextField(blank=True)
    sumber_data = models.TextField(blank=True, help_text="Satu sumber per baris")
    arah = models.CharField(max_length=6, choices=Arah.choices, blank=True)
    penanggung_jawab = models.ForeignKey(
        "instansi.Jabatan", models.PROTECT, null=True, blank=True, related_name="indikator"
    )
    versi = models.PositiveIntegerField(default=1)
    penghapusan = models.ForeignKey(Penghapusan, models.PROTECT, null=True, blank=True, related_name="indikator")

    class Meta:
        ordering = ["simpul", "urutan", "pk"]
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        constraints = [models.UniqueConstraint(fields=["pohon", "identitas"], name="indikator_identitas")]

    def __str__(self) -> str:
        return self.nama


class SimpulJabatan(models.Model):
    """A position that carries a node (Tahap 5); a node may be carried by several."""

    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="simpul_jabatan")
    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="pemegang")
    jabatan = models.ForeignKey("instansi.Jabatan", models.PROTECT, related_name="simpul_jabatan")
    identitas = models.UUIDField(default=uuid.uuid4, editable=False)
    urutan = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["simpul", "urutan", "pk"]
        verbose_name = "jabatan pemegang simpul"
        verbose_name_plural = "jabatan pemegang simpul"
        constraints = [
            models.UniqueConstraint(fields=["simpul", "jabatan"], name="simpul_jabatan_sekali"),
            models.UniqueConstraint(fields=["pohon", "identitas"], name="simpul_jabatan_identitas"),
        ]

    def __str__(self) -> str:
        return f"{self.simpul_id} → {self.jabatan_id}"


class Crosscutting(models.Model):
    """Another agency (or an outside body, as text) whose work a node is. `nama` keeps the name as it was printed."""

    pohon = models.ForeignKey(Pohon, models.CASCADE, related_name="crosscutting")
    simpul = models.ForeignKey(Simpul, models.PROTECT, related_name="crosscutting")
    identitas = models.UUIDField(default=uuid.uuid4, editable=False)
    urutan = models.PositiveIntegerField(default=0)
    perangkat_daerah = models.ForeignKey(
        "instansi.PerangkatDaerah", models.PROTECT, null=True, blank=True, related_name="crosscutting_masuk"
    )
    nama = models.CharField(max_length=PANJANG_PENDEK)

    class Meta:
        ordering = ["simpul", "urutan", "pk"]
        verbose_name = "crosscutting"
        verbose_name_plural = "crosscutting"
        constraints = [
            models.UniqueConstraint(
                fields=["simpul", "perangkat_daerah"],
                condition=Q(perangkat_daerah__isnull=False),
                name="crosscutting_sekali",
            ),
            models.UniqueConstraint(fields=["pohon", "identitas"], name="crosscutting_identitas"),
        ]

    def __str__(self) -> str:
        return self.nama
