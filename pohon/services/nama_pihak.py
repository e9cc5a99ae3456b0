"""Agencies named by text, as imported documents leave them: proposals to link them, and linking one.

Nothing is linked by itself: a planner accepts a proposal, through `ubah_simpul`, so that it can be undone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from instansi.api import GalatLayanan, Pengguna, PerangkatDaerah
from pohon.models import Crosscutting, Pohon, Simpul
from pohon.services.isian import IsiSimpul, Pihak
from pohon.services.simpul import ubah_simpul

MIRIP = 70  # per cent of likeness from which an agency is proposed
_USULAN = 3


@dataclass(frozen=True, slots=True)
class NamaLepas:
    """A party named by text on a node, with the agencies it may be: (key, name), the likeliest first."""

    crosscutting: Crosscutting
    usulan: tuple[tuple[int, str], ...]


def nama_lepas(pohon: Pohon, perangkat: Sequence[PerangkatDaerah]) -> list[NamaLepas]:
    """Return the parties of live nodes of a tree that are named by text only, in its order; one query."""
    rows = (
        Crosscutting.objects.filter(pohon=pohon, perangkat_daerah__isnull=True, simpul__penghapusan__isnull=True)
        .select_related("simpul")
        .order_by("simpul__lft", "urutan")
    )
    return [NamaLepas(satu, usulkan(satu.nama, perangkat)) for satu in rows]


def usulkan(nama: str, perangkat: Sequence[PerangkatDaerah]) -> tuple[tuple[int, str], ...]:
    """Return the agencies a name may mean, the likeliest first: by its short name, else by likeness of words."""
    pendek = [satu for satu in perangkat if satu.singkatan and satu.singkatan.casefold() == nama.strip().casefold()]
    if pendek:
        return tuple((satu.pk, satu.nama) for satu in pendek)
    mirip = process.extract(
        nama,
        {satu.pk: satu.nama for satu in perangkat},
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        limit=_USULAN,
        score_cutoff=MIRIP,
    )
    return tuple((kunci, teks) for teks, _, kunci in mirip)


def tautkan_nama(*, aktor: Pengguna, pohon_id: int, crosscutting_id: int, perangkat_daerah_id: int) -> Simpul:
    """Say which agency a name means; the request goes to it with that. Return the node.

    Raises GalatLayanan when the name is gone or the agency no other one of the same government, and as `ubah_simpul`.
    """
    satu = (
        Crosscutting.objects.filter(
            pk=crosscutting_id, pohon=pohon_id, perangkat_daerah__isnull=True, simpul__penghapusan__isnull=True
        )
        .select_related("simpul")
        .first()
    )
    if satu is None:
        raise GalatLayanan("Nama ini sudah ditautkan atau dihapus. Muat ulang halaman.", kolom="crosscutting")
    simpul = satu.simpul
    pihak = [
        Pihak(perangkat_daerah_id=perangkat_daerah_id)
        if lain.pk == satu.pk
        else Pihak(lain.perangkat_daerah_id, "" if lain.perangkat_daerah_id else lain.nama)
        for lain in Crosscutting.objects.filter(simpul=simpul).order_by("urutan", "pk")
    ]
    return ubah_simpul(
        aktor=aktor,
        pohon_id=pohon_id,
        simpul_id=simpul.pk,
        versi=simpul.versi,
        isi=IsiSimpul(
            simpul.pernyataan, simpul.sumber, simpul.judul_csf, simpul.sifat, crosscutting=tuple(dict.fromkeys(pihak))
        ),
    )
