"""Snapshots of the test database: SQLite's is put back in milliseconds, empty or with a world that many tests need.

What a single test adds is built by the factories beside this module. PostgreSQL has no snapshots: Django empties its
tables, and the world is built each time.
"""

import atexit
import copy
import shutil
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.test import override_settings

from instansi.models import Pengguna
from pohon.contoh import muat_contoh
from pohon.pemuat import Hasil

T = TypeVar("T")


class Cuplikan:
    """The whole SQLite test database as it is now, kept in memory."""

    def __init__(self) -> None:
        self._isi = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self._isi)

    def pasang(self) -> None:
        """Make the test database what it was. Not inside a transaction: other connections are to see it too."""
        connection.ensure_connection()
        self._isi.backup(connection.connection)


def pasang(bangun: Callable[[], T]) -> T:
    """Give an empty test database, and its folder of files, what `bangun` builds; return what it returned.

    Tests that may use real transactions (`django_db(transaction=True)`) wait for the building once in a process.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return bangun()
    assert not Pengguna.objects.exists(), "Cuplikan menggantikan seluruh isi basis data: pasanglah lebih dahulu."
    cuplikan, berkas, hasil = _cuplikan(bangun)
    cuplikan.pasang()
    shutil.copytree(berkas / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    shutil.copytree(berkas / "var", settings.VAR_DIR, dirs_exist_ok=True)
    return copy.deepcopy(hasil)


def pasang_contoh(*, disetujui: bool = False) -> None:
    """Give an empty test database the demo data; their trees are all drafts unless `disetujui`."""
    pasang(muat_contoh if disetujui else _contoh_draf)


def _contoh_draf() -> list[Hasil]:
    return muat_contoh(disetujui=False)


@cache
def _cuplikan(bangun: Callable[[], Any]) -> tuple[Cuplikan, Path, Any]:
    berkas = Path(mkdtemp(prefix="pohon-cuplikan-"))
    atexit.register(shutil.rmtree, berkas, ignore_errors=True)
    for folder in ("media", "var"):
        (berkas / folder).mkdir()
    with override_settings(MEDIA_ROOT=berkas / "media", VAR_DIR=berkas / "var"):
        hasil = bangun()
    return Cuplikan(), berkas, hasil
