"""Which tables a backup holds, and their rows as JSON lines: the same bytes on SQLite and on PostgreSQL.

Rows are read and written as columns, not as objects: no `save()`, no automatic date, no manager that hides rows. What
numbers of another installation mean nothing (content types, permissions) is written by name.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_iso_string

# Tables that are not anybody's work, each with the reason. Every other table of an installed model is in the backup.
SEMENTARA = {
    "auth.permission": "made anew by every migration",
    "contenttypes.contenttype": "made anew by every migration",
    "sessions.session": "not used: sessions are rows of instansi.sesi",
    "instansi.hitungan": "counts of who asks how often, for minutes",
    "instansi.sesi": "who is signed in just now; a restored installation asks everybody to sign in",
    "axes.accessattempt": "counters of failed sign-ins, for minutes",
    "axes.accessattemptexpiration": "counters of failed sign-ins, for minutes",
    "axes.accessfailurelog": "counters of failed sign-ins",
    "axes.accesslog": "not kept: who signed in when is on the account",
    "django_tasks_database.dbtaskresult": "the queue of background work",
    "naskah.pekerja": "signs of life of processes",
    "naskah.cetakan": "papers on their way to one person; printed again when asked for",
}
_SEPOTONG = 500  # rows written by one statement
_SEPOTONG_BACA = 50  # rows held while reading: one of an archive may be a whole tree, or a book of pictures
Baris = list[Any]


def semua_tabel() -> list[type[models.Model]]:
    """Return the models whose tables are backed up, tables between two models included, by label."""
    kandidat = apps.get_models(include_auto_created=True)
    return sorted(
        (satu for satu in kandidat if satu._meta.managed and not satu._meta.proxy and label(satu) not in SEMENTARA),
        key=label,
    )


def label(model: type[models.Model]) -> str:
    """Return the name of a table in the archive: "pohon.simpul"."""
    return model._meta.label_lower


def kolom(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns that are stored, in the order of the model; computed ones are left out."""
    return [satu for satu in model._meta.concrete_fields if not getattr(satu, "generated", False)]


def baca_baris(model: type[models.Model]) -> Iterator[bytes]:
    """Yield every row of a table as a line of JSON, by primary key."""
    bidang = kolom(model)
    sandi = [_penyandi(satu) for satu in bidang]
    rows = model._base_manager.order_by("pk").values_list(*(satu.attname for satu in bidang))
    for row in rows.iterator(chunk_size=_SEPOTONG_BACA):
        isi = [tulis(nilai) for tulis, nilai in zip(sandi, row, strict=True)]
        yield json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def tulis_baris(model: type[models.Model], baris: Iterable[bytes]) -> None:
    """Insert rows as `baca_baris` gave them. Raises ValueError for a line that does not fit the table."""
    bidang = kolom(model)
    arti = [_pengarti(satu) for satu in bidang]
    nama = ", ".join(connection.ops.quote_name(str(satu.column)) for satu in bidang)
    tabel = connection.ops.quote_name(model._meta.db_table)
    # Names of our own tables and columns; every value is a parameter.
    perintah = f"INSERT INTO {tabel} ({nama}) VALUES ({', '.join(['%s'] * len(bidang))})"  # noqa: S608  # nosec B608
    with connection.cursor() as kursor:
        for kumpulan in _potong(baris):
            kursor.executemany(perintah, [_nilai(bidang, arti, json.loads(satu)) for satu in kumpulan])


def atur_nomor(semua: Iterable[type[models.Model]]) -> None:
    """Let the numbering of each table go on after its highest row."""
    with connection.cursor() as kursor:
        for perintah in connection.ops.sequence_reset_sql(no_style(), list(semua)):
            kursor.execute(perintah)


def _nilai(bidang: list[models.Field[Any, Any]], arti: list[Callable[[Any], Any]], baris: Baris) -> Baris:
    return [
        satu.get_db_prep_save(baca(nilai), connection) for satu, baca, nilai in zip(bidang, arti, baris, strict=True)
    ]


def _potong(baris: Iterable[bytes]) -> Iterator[list[bytes]]:
    kumpulan: list[bytes] = []
    for satu in baris:
        kumpulan.append(satu)
        if len(kumpulan) == _SEPOTONG:
            yield kumpulan
            kumpulan = []
    if kumpulan:
        yield kumpulan


def _penyandi(bidang: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Return what turns a column's value into JSON."""
    bernama = _bernama(bidang)
    if bernama is not None:
        menurut_nomor = {nomor: nama for nama, nomor in bernama.items()}
        return lambda nilai: None if nilai is None else menurut_nomor[nilai]
    return _polos


def _pengarti(bidang: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Return what turns JSON back into a column's value."""
    bernama = _bernama(bidang)
    if bernama is not None:
        return lambda nilai: None if nilai is None else bernama[nilai]
    if isinstance(bidang, models.JSONField):
        return lambda nilai: nilai
    return bidang.to_python


def _bernama(bidang: models.Field[Any, Any]) -> dict[str, int] | None:
    """Return name → number for a column that points to a table which every installation makes for itself."""
    if bidang.related_model is ContentType:
        return {f"{satu.app_label}.{satu.model}": satu.pk for satu in ContentType.objects.all()}
    if bidang.related_model is Permission:
        return {
            f"{satu.content_type.app_label}.{satu.content_type.model}.{satu.codename}": satu.pk
            for satu in Permission.objects.select_related("content_type")
        }
    return None


def _polos(nilai: Any) -> Any:
    """Return a value as JSON keeps it without loss: moments to the microsecond in UTC, decimals and bytes as text."""
    if isinstance(nilai, datetime | date | time):
        return nilai.isoformat()
    if isinstance(nilai, timedelta):
        return duration_iso_string(nilai)
    if isinstance(nilai, Decimal | UUID):
        return str(nilai)
    if isinstance(nilai, bytes | memoryview):
        return base64.b64encode(bytes(nilai)).decode("ascii")
    return nilai
