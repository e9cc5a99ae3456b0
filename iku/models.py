"""The rows of the two attachments of an IKU decree. Only data and constraints; changes go through services."""

from django.db import models

from iku.choices import NomorLampiran


class BarisLampiran(models.Model):
    """One row. Its cells follow the indicator of the tree it names; `isian` holds those that the decree words itself.

    A row without `simpul_identitas` stands without a node, and all its cells are in `isian`. Issuing writes every cell
    into `isian`, so that an issued row no longer depends on the tree. `urutan` is its place in its attachment.
    """

    keputusan = models.ForeignKey("naskah.Keputusan", models.CASCADE, related_name="baris_iku")
    lampiran = models.PositiveSmallIntegerField(choices=NomorLampiran.choices)
    urutan = models.PositiveIntegerField()
    simpul_identitas = models.UUIDField(null=True, blank=True)
    indikator_identitas = models.UUIDField(null=True, blank=True)
    isian = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["keputusan", "lampiran", "urutan", "pk"]
        verbose_name = "baris lampiran IKU"
        verbose_name_plural = "baris lampiran IKU"
        indexes = [models.Index(fields=["keputusan", "lampiran", "urutan"], name="baris_iku_urut")]

    def __str__(self) -> str:
        return f"{self.get_lampiran_display()} baris {self.urutan}"
