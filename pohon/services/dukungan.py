"""Hanging outcomes of agencies under the local government's own tree of the same period.

The link names both by identity and is part of neither tree, so that it may change while they are frozen. Planners say
what their own outcomes support, the planning board says it for every agency.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from instansi.api import (
    GalatLayanan,
    Pengguna,
    PerangkatDaerah,
    Periode,
    TidakBerhak,
    TidakDitemukan,
    boleh_lihat_perangkat,
    catat,
)
from pohon.choices import JenisSimpul
from pohon.letak import Letak, baca_letak, versi_terbaru
from pohon.models import Dukungan, Pohon
from pohon.policies import boleh_atur_dukungan


def atur_dukungan(
    *, aktor: Pengguna, perangkat_daerah: PerangkatDaerah, periode: Periode, outcome: UUID, simpul: UUID | None
) -> Dukungan | None:
    """Hang an outcome under a node of the local government's tree, or (None) take it off; return the link.

    Raises TidakDitemukan or TidakBerhak; GalatLayanan when either is not in the newest version of its tree, or the node
    is a CSF, which carries nothing.
    """
    if not boleh_lihat_perangkat(aktor, perangkat_daerah):
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    if not boleh_atur_dukungan(aktor, perangkat_daerah):
        raise TidakBerhak("Hanya perencana perangkat daerah ini dan Bappeda yang dapat mengatur dukungannya.")
    with transaction.atomic():
        PerangkatDaerah.objects.select_for_update(of=("self",)).get(pk=perangkat_daerah.pk)
        milik = simpul_terbaru(Pohon.objects.filter(perangkat_daerah=perangkat_daerah, periode=periode)).get(outcome)
        if milik is None or milik.jenis != JenisSimpul.OUTCOME:
            raise GalatLayanan("Outcome ini tidak ada lagi. Muat ulang halaman.", kolom="outcome")
        lama = Dukungan.objects.filter(perangkat_daerah=perangkat_daerah, periode=periode, outcome=outcome).first()
        if simpul is None:
            if lama is not None:
                lama.delete()
                _catat(aktor, perangkat_daerah, outcome, milik.pernyataan, lama.simpul, None)
            return None
        pemerintah = perangkat_daerah.pemerintah_daerah_id
        atas = simpul_terbaru(Pohon.objects.filter(pemerintah_daerah=pemerintah, periode=periode)).get(simpul)
        if atas is None or atas.jenis == JenisSimpul.CSF:
            raise GalatLayanan("Pilih dari pohon pemerintah daerah.", kolom="simpul")
        baru, _ = Dukungan.objects.update_or_create(
            perangkat_daerah=perangkat_daerah,
            periode=periode,
            outcome=outcome,
            defaults={
                "pemerintah_daerah_id": pemerintah,
                "simpul": simpul,
                "oleh": aktor,
                "waktu": timezone.now(),
            },
        )
        _catat(aktor, perangkat_daerah, outcome, milik.pernyataan, lama.simpul if lama else None, simpul)
        return baru


def simpul_terbaru(pohon: Iterable[Pohon]) -> Mapping[UUID, Letak]:
    """Return the nodes of the newest versions among these trees, by identity; two queries."""
    kunci = [satu.pk for satu in versi_terbaru(list(pohon))]
    hasil: dict[UUID, Letak] = {}
    for simpul in baca_letak(kunci).values():
        hasil.update(simpul)
    return hasil


def _catat(
    aktor: Pengguna,
    perangkat_daerah: PerangkatDaerah,
    outcome: UUID,
    pernyataan: str,
    lama: UUID | None,
    baru: UUID | None,
) -> None:
    catat(
        aktor=aktor,
        kata_kerja="atur_dukungan",
        wadah=f"perangkat_daerah:{perangkat_daerah.pk}",
        jenis_objek="dukungan",
        kunci=outcome,
        identitas=outcome,
        ringkas=pernyataan,
        sebelum={"simpul": str(lama) if lama else None},
        sesudah={"simpul": str(baru) if baru else None},
    )
