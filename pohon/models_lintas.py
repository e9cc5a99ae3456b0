"""What ties trees of different owners together: requests for crosscutting, and outcomes under regional goals.

Data and constraints only; `services.lintas`, `services.selaras` and `services.dukungan` write them. No row here belongs
to a tree: each names nodes by (owner, period, urusan, identity), so versions come and go without touching it.
"""

from django.db import models
from django.db.models import Q

from pohon.choices import PANJANG_PENDEK, JawabanPermintaan, StatusPermintaan

_PERANGKAT = "instansi.PerangkatDaerah"
_PEMERINTAH = "instansi.PemerintahDaerah"
_PENGGUNA = "instansi.Pengguna"


class Permintaan(models.Model):
    """One node of one owner asks one agency to carry it; the agency accepts with a node of its own, or refuses.

    `peminta` is empty when the local government's own tree asks. Texts and places of both nodes are copies that
    `services.selaras` keeps as they are in the newest versions; `*_disepakati` are the texts the answer was given for.
    """

    pemerintah_daerah = models.ForeignKey(_PEMERINTAH, models.PROTECT, related_name="permintaan")
    periode = models.ForeignKey("instansi.Periode", models.PROTECT, related_name="+")
    peminta = models.ForeignKey(_PERANGKAT, models.PROTECT, null=True, blank=True, related_name="permintaan_keluar")
    urusan = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    simpul = models.UUIDField(help_text="Identitas simpul yang meminta")
    kode = models.CharField(max_length=40)
    pernyataan = models.TextField()
    letak = models.TextField(blank=True, help_text="Simpul di atasnya, dari outcome, satu per baris")
    tujuan = models.ForeignKey(_PERANGKAT, models.PROTECT, related_name="permintaan_masuk")
    status = models.CharField(max_length=20, choices=StatusPermintaan.choices, default=StatusPermintaan.MENUNGGU)
    sejak = models.DateTimeField(help_text="Sejak kapan berstatus demikian")
    jawaban = models.CharField(max_length=10, choices=JawabanPermintaan.choices, blank=True)
    alasan = models.TextField(blank=True)
    dijawab = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    urusan_jawab = models.CharField(max_length=PANJANG_PENDEK, blank=True)
    simpul_jawab = models.UUIDField(null=True, blank=True, help_text="Identitas simpul yang menjawab")
    jawab_ada = models.BooleanField(default=False, help_text="Simpul yang menjawab masih ada")
    kode_jawab = models.CharField(max_length=40, blank=True)
    pernyataan_jawab = models.TextField(blank=True)
    letak_jawab = models.TextField(blank=True)
    pernyataan_disepakati = models.TextField(blank=True)
    pernyataan_jawab_disepakati = models.TextField(blank=True)
    versi = models.PositiveIntegerField(default=1, help_text="Naik bila status, pernyataan, atau jawaban berubah")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "permintaan crosscutting"
        verbose_name_plural = "permintaan crosscutting"
        indexes = [
            models.Index(fields=["tujuan", "periode"], name="permintaan_masuk"),
            models.Index(fields=["pemerintah_daerah", "periode"], name="permintaan_pemerintah"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["peminta", "periode", "urusan", "simpul", "tujuan"],
                condition=Q(peminta__isnull=False),
                name="permintaan_sekali",
            ),
            models.UniqueConstraint(
                fields=["pemerintah_daerah", "periode", "urusan", "simpul", "tujuan"],
                condition=Q(peminta__isnull=True),
                name="permintaan_pemerintah_sekali",
            ),
            models.CheckConstraint(
                condition=~Q(jawaban=JawabanPermintaan.DITERIMA) | Q(simpul_jawab__isnull=False),
                name="permintaan_diterima_bertaut",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.pernyataan}"

    @property
    def wadah(self) -> str:
        """The name its audit entries are read by."""
        return f"permintaan:{self.pk}"

    @property
    def nama_peminta(self) -> str:
        """Who asks: the agency, or the local government itself. Wants both joined."""
        return str(self.peminta or self.pemerintah_daerah)

    @property
    def jejak(self) -> list[str]:
        """The nodes above the asking node, the outcome first."""
        return self.letak.split("\n") if self.letak else []

    @property
    def jejak_jawab(self) -> list[str]:
        """The nodes above the answering node, the outcome first."""
        return self.letak_jawab.split("\n") if self.letak_jawab else []


class Dukungan(models.Model):
    """An agency's outcome supports a node of the local government's own tree of the same period; one place each."""

    pemerintah_daerah = models.ForeignKey(_PEMERINTAH, models.PROTECT, related_name="dukungan")
    periode = models.ForeignKey("instansi.Periode", models.PROTECT, related_name="+")
    simpul = models.UUIDField(help_text="Identitas simpul pohon pemerintah daerah")
    perangkat_daerah = models.ForeignKey(_PERANGKAT, models.PROTECT, related_name="dukungan")
    outcome = models.UUIDField(help_text="Identitas outcome perangkat daerah")
    oleh = models.ForeignKey(_PENGGUNA, models.PROTECT, related_name="+")
    waktu = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = "dukungan"
        verbose_name_plural = "dukungan"
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "periode", "outcome"], name="dukungan_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.perangkat_daerah_id} {self.outcome} → {self.simpul}"
