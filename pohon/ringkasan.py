"""Many trees at a glance: agencies with their trees and counts, in two queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from instansi.api import PerangkatDaerah
from pohon.choices import JenisSimpul, StatusPohon
from pohon.models import Indikator, Pohon, Simpul


@dataclass(frozen=True, slots=True)
class RingkasPerangkat:
    """An agency and its trees; each tree carries `kotak` and `berindikator`, its counts of boxes."""

    perangkat: PerangkatDaerah
    pohon: tuple[Pohon, ...]


def ringkas_perangkat(perangkat: Iterable[PerangkatDaerah]) -> list[RingkasPerangkat]:
    """Return the agencies, in the order given, each with its trees but for replaced versions."""
    perangkat = list(perangkat)
    kotak = Simpul.objects.hidup().exclude(jenis=JenisSimpul.CSF).filter(pohon=OuterRef("pk"))
    berindikator = Indikator.objects.filter(
        pohon=OuterRef("pk"), penghapusan__isnull=True, simpul__penghapusan__isnull=True
    )
    pohon = (
        Pohon.objects.filter(perangkat_daerah__in=perangkat)
        .exclude(status=StatusPohon.DIGANTIKAN)
        .select_related("periode")
        .annotate(
            kotak=_hitung(kotak.order_by().values("pohon").annotate(jumlah=Count("pk"))),
            berindikator=_hitung(
                berindikator.order_by().values("pohon").annotate(jumlah=Count(F("simpul"), distinct=True))
            ),
        )
        .order_by("-periode__mulai", "urusan", "-nomor_versi")
    )
    milik: dict[int, list[Pohon]] = defaultdict(list)
    for satu in pohon:
        if satu.perangkat_daerah_id is not None:
            milik[satu.perangkat_daerah_id].append(satu)
    return [RingkasPerangkat(satu, tuple(milik[satu.pk])) for satu in perangkat]


def _hitung(rows: object) -> Coalesce:
    return Coalesce(Subquery(rows.values("jumlah")), 0)  # type: ignore[attr-defined]
