"""Guards of history inside the database: triggers that refuse to change or delete a row that is written once.

`BarisSejarah` refuses in Python already; the triggers hold for SQL typed by hand as well. They are set after every
migration, for each table of a `BarisSejarah`: SQLite drops them whenever Django rebuilds a table to alter it. Whoever
owns the database can drop them too; checksums (`manage.py periksa_arsip`) tell of that.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from instansi.models import BarisSejarah

PESAN = "Sejarah tidak dapat diubah atau dihapus."
AKSI = ("update", "delete")

_FUNGSI_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION penjaga_sejarah() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{PESAN}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def tabel_sejarah(app_config: AppConfig | None = None) -> list[str]:
    """Return the tables, of one app or of all, whose rows are written once."""
    model_semua = app_config.get_models() if app_config else apps.get_models()
    return sorted(model._meta.db_table for model in model_semua if issubclass(model, BarisSejarah))


def setelah_migrasi(app_config: AppConfig, using: str, plan: list[Any] | None = None, **_lain: object) -> None:
    """Guard the app's tables when migrations ran (`plan`); emptying a database sends the signal too, without a plan."""
    if plan:
        pasang(connections[using], tabel_sejarah(app_config))


def pasang(koneksi: BaseDatabaseWrapper, tabel: list[str]) -> None:
    """Set the guards of those tables that exist; guards already there are set anew."""
    with koneksi.cursor() as kursor:
        ada = set(koneksi.introspection.table_names(kursor))
        if koneksi.vendor == "postgresql":
            kursor.execute(_FUNGSI_POSTGRESQL)
        for satu in ada.intersection(tabel):
            for perintah in _perintah(koneksi.vendor, satu):
                kursor.execute(perintah)


def lepas(koneksi: BaseDatabaseWrapper, aksi: tuple[str, ...] = AKSI) -> None:
    """Take the guards off: for tests that empty tables or forge rows."""
    with koneksi.cursor() as kursor:
        for tabel in tabel_sejarah():
            for satu in aksi:
                kursor.execute(_hapus(koneksi.vendor, tabel, satu))


def _nama(tabel: str, aksi: str) -> str:
    return f"{tabel}_tanpa_{aksi}"


def _hapus(vendor: str, tabel: str, aksi: str) -> str:
    dari = f" ON {tabel}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {_nama(tabel, aksi)}{dari}"


def _perintah(vendor: str, tabel: str) -> Iterator[str]:
    for aksi in AKSI:
        yield _hapus(vendor, tabel, aksi)
        kepala = f"CREATE TRIGGER {_nama(tabel, aksi)} BEFORE {aksi.upper()} ON {tabel} FOR EACH ROW"
        if vendor == "postgresql":
            yield f"{kepala} EXECUTE FUNCTION penjaga_sejarah()"
        else:
            yield f"{kepala} BEGIN SELECT RAISE(ABORT, '{PESAN}'); END"
