"""Searching words in the statements and indicators of all trees an account may see.

Among given trees the rows are read and compared, and so on SQLite always, which is enough for the one office it serves.
Among all trees of a country PostgreSQL asks in three steps, each only for what the one before left over:

    the newest rows    common words fill the list from these; an index would first gather all their places, millions
    whole words        an index of words (migration `pohon.0006`): a few lists to intersect, one for each word
    parts of words     an index of trigrams (`pohon.0003`): a dozen long lists for two common words, so it comes last
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection, transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Lower

from instansi.api import Pengguna, hak_akses, perangkat_terlihat
from pohon.api import Indikator, JenisSimpul, Pohon, Simpul, StatusPohon

HASIL_CARI = 50  # of statements, and of indicators
_TERBARU = 20_000  # rows read first among all trees: 20 ms; a word of one row in 400 fills the list
_KONFIGURASI = "simple"  # of the index of words: every word as it is written, no stems, no stop words
_BERTRIGRAM = re.compile(r"[^\W_]{3}")

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
    """Return statements and indicators of these trees that hold every word, at most so many of each; three queries.

    `None` searches every tree that is not a replaced version, in nine queries at most. Among given trees the indexes
    would bring the words of a whole country only to throw nearly all away, so their rows are compared.
    """
    dari = ~Q(pohon__status=StatusPohon.DIGANTIKAN) if pohon is None else Q(pohon__in=pohon)
    simpul = Simpul.objects.hidup().filter(dari).exclude(jenis=JenisSimpul.AKAR).order_by()
    indikator = Indikator.objects.filter(dari, penghapusan__isnull=True, simpul__penghapusan__isnull=True).order_by()
    memuat = _memuat if pohon is not None or connection.vendor != "postgresql" else _memuat_senegara
    temuan = [
        (satu.pohon_id, str(JenisSimpul(satu.jenis).label), satu.pernyataan, _halaman(satu.jenis), satu.pk)
        for satu in memuat(simpul.only("pohon", "jenis", "pernyataan"), "pernyataan", kata.lower())
    ]
    temuan += [
        (satu.pohon_id, "Indikator", satu.nama, "tahap_4", satu.simpul_id)
        for satu in memuat(indikator.only("pohon", "simpul", "nama"), "nama", kata.lower())
    ]
    kepala = Pohon.objects.select_related("perangkat_daerah", "pemerintah_daerah", "periode").in_bulk(
        {satu[0] for satu in temuan}
    )
    hasil = [HasilCari(kepala[p], *lain) for p, *lain in temuan]
    return sorted(hasil, key=lambda satu: (satu.pohon.pemilik.nama, satu.pohon.pk, satu.halaman, satu.simpul_id))


def _memuat(rows: QuerySet[Any], kolom: str, kata: str) -> list[Any]:
    """Return rows whose text holds every word, by reading and comparing each."""
    return list(_berisi(rows, f"{kolom}__kecil__contains", kata)[:HASIL_CARI])


def _memuat_senegara(rows: QuerySet[Any], kolom: str, kata: str) -> list[Any]:
    """Return the same out of millions, in the steps told at the top of this module.

    Words of one or two letters have no trigrams: beyond the newest rows they are found as whole words only.
    """
    akhir = rows.model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    hasil = _memuat(rows.filter(pk__gt=akhir - _TERBARU), kolom, kata)
    langkah = []
    if kata.replace(" ", "").isalnum():  # other signs are no part of the indexed words
        langkah.append(_berkata(rows, kolom, kata))
    if _BERTRIGRAM.search(kata):
        langkah.append(_berisi(rows, f"{kolom}__icontains", kata))
    with _lewat_indeks():
        for calon in langkah:
            if len(hasil) < HASIL_CARI:
                hasil += calon.exclude(pk__in=[satu.pk for satu in hasil])[: HASIL_CARI - len(hasil)]
    return hasil


@contextmanager
def _lewat_indeks() -> Iterator[None]:
    """Let nothing but the indexes of words and trigrams find rows meanwhile (those answer by bitmaps only).

    For words that are each common and never together PostgreSQL expects to meet enough of them soon, and would read all
    rows by the table or by another index: 8 to 70 s a table, where these indexes know it in a tenth of a second.
    """
    with transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        yield


def _berkata(rows: QuerySet[Any], kolom: str, kata: str) -> QuerySet[Any]:
    vektor = SearchVector(kolom, config=_KONFIGURASI)
    return rows.alias(kata=vektor).filter(kata=SearchQuery(kata, config=_KONFIGURASI))


def _berisi(rows: QuerySet[Any], syarat: str, kata: str) -> QuerySet[Any]:
    for satu in kata.split():
        rows = rows.filter(**{syarat: satu})
    return rows


def _halaman(jenis: str) -> str:
    return "tahap_2" if jenis == JenisSimpul.CSF else "tahap_3"
