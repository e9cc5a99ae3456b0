"""Searching words in the statements and indicators of all trees an account may see.

On PostgreSQL a trigram index of each text (migration `pohon.0003`) answers among millions of rows; on SQLite the rows
are read, which is enough for the one office it serves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from instansi.api import Pengguna, hak_akses, perangkat_terlihat
from pohon.api import Indikator, JenisSimpul, Pohon, Simpul, StatusPohon

HASIL_CARI = 50  # of statements, and of indicators


@dataclass(frozen=True, slots=True)
class HasilCari:
    """A statement or indicator that holds the words: where it is, its kind and text, the page and anchor to open."""

    pohon: Pohon
    jenis: str
    teks: str
    halaman: str
    simpul_id: int


def pohon_terlihat(pengguna: Pengguna) -> QuerySet[Pohon]:
    """Return the trees of agencies that the account may see, but for replaced versions."""
    semua = Pohon.objects.exclude(status=StatusPohon.DIGANTIKAN)
    if hak_akses(pengguna).superuser:
        return semua
    return semua.filter(perangkat_daerah__in=perangkat_terlihat(pengguna).values("pk"))


def cari(pohon: Iterable[Pohon], kata: str) -> list[HasilCari]:
    """Return statements and indicators of these trees that hold every word; three queries, at most so many of each."""
    simpul = Simpul.objects.hidup().filter(pohon__in=pohon).exclude(jenis=JenisSimpul.AKAR)
    indikator = Indikator.objects.filter(pohon__in=pohon, penghapusan__isnull=True, simpul__penghapusan__isnull=True)
    for satu in kata.split():
        simpul = simpul.filter(pernyataan__icontains=satu)
        indikator = indikator.filter(nama__icontains=satu)
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
