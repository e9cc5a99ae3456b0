"""Papers as they were issued: the bytes in a file named by their checksum, a row that says what they are."""

from django.db import models

from instansi.api import BarisSejarah


class ArsipBerkas(BarisSejarah):
    """An issued file: written once, never replaced. The file lies at `lokasi` under MEDIA_ROOT (see `arsip.py`)."""

    jenis = models.CharField(max_length=40)
    nama = models.CharField(max_length=200, help_text="Nama berkas bagi yang mengunduh")
    tipe = models.CharField(max_length=100)
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    oleh = models.ForeignKey("instansi.Pengguna", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "berkas arsip"
        verbose_name_plural = "berkas arsip"

    def __str__(self) -> str:
        return f"{self.nama} {self.sha256[:12]}"

    @property
    def lokasi(self) -> str:
        """Where the bytes lie: files of the same content share one place."""
        return f"arsip/{self.sha256[:2]}/{self.sha256}"
