"""Searching words in the statements and indicators of all trees an account may see.

On PostgreSQL a trigram index of each text (migration `pohon.0003`) answers among millions of rows; on SQLite the rows
are read, which is enough for the one office it serves.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Lower

from instansi.api import Pengguna, hak_akses, perangkat_terlihat
from pohon.api import Indikator, JenisSimpul, Pohon, Simpul, StatusPohon

HASIL_CARI = 50  # of statements, and of indicators

TextField.register_lookup(Lower, "kecil")  # an expression that no index knows; see `cari`


@dataclass(frozen=True, slots=True)
class HasilCari:
    """A statement or indicator that holds the words: where it is, its kind and text, the page and anchor to open."""

    pohon: Pohon
    jenis: str
    teks: str
    halaman: str
    simpul_id: int


def pohon_terlihat(pengguna: Pengguna) -> list[int] | None:
    """Return the keys of the trees of agencies that the account may see, but for replaced versions; None for all."""
    if hak_akses(pengguna).superuser:
        return None
    milik = Pohon.objects.filter(perangkat_daerah__in=perangkat_terlihat(pengguna).values("pk"))
    return list(milik.exclude(status=StatusPohon.DIGANTIKAN).values_list("pk", flat=True))


def cari(kata: str, pohon: Collection[int] | None) -> list[HasilCari]:
    """Return statements and indicators of these trees that hold every word; three queries, at most so many of each.

    `None` searches every tree that is not a replaced version, by the index of trigrams. Among given trees that index
    would bring the words of a whole country only to throw nearly all away, so their rows are read and compared.
    """
    if pohon is None:
        dari, cara = ~Q(pohon__status=StatusPohon.DIGANTIKAN), "icontains"
    else:
        dari, cara = Q(pohon__in=pohon), "kecil__contains"
    simpul = Simpul.objects.hidup().filter(dari).exclude(jenis=JenisSimpul.AKAR)
    indikator = Indikator.objects.filter(dari, penghapusan__isnull=True, simpul__penghapusan__isnull=True)
    for satu in kata.lower().split():
        simpul = simpul.filter(**{f"pernyataan__{cara}": satu})
        indikator = indikator.filter(**{f"nama__{cara}": satu})
    temuan = [
        (p, str(JenisSimpul(jenis).label), teks, "tahap_2" if jenis == JenisSimpul.CSF else "tahap_3", pk)
        for pk, p, jenis, teks in simpul.order_by().values_list("pk", "pohon", "jenis", "pernyataan")[:HASIL_CARI]
    ]
    temuan += [
        (p, "Indikator", teks, "tahap_4", pk)
        for pk, p, teks in indikator.order_by().values_list("simpul", "pohon", "nama")[:HASIL_CARI]
    ]
    kepala = Pohon.objects.select_related("perangkat_daerah", "pemerintah_daerah", "periode").in_bulk(
        {satu[0] for satu in temuan}
    )
    hasil = [HasilCari(kepala[p], *lain) for p, *lain in temuan]
    return sorted(hasil, key=lambda satu: (satu.pohon.pemilik.nama, satu.pohon.pk, satu.halaman, satu.simpul_id))
