"""Indexes of trigrams over statements and indicators, for searches among millions of rows (telaah/pencarian.py).

On PostgreSQL only: SQLite has no such index and serves one office. `UPPER` is what Django's `icontains` compares.
Needs the extension pg_trgm, which the owner of a database may create since PostgreSQL 13.
"""

from django.db import migrations

_INDEKS = (("simpul_pernyataan_trgm", "pohon_simpul", "pernyataan"), ("indikator_nama_trgm", "pohon_indikator", "nama"))


def pasang(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for nama, tabel, kolom in _INDEKS:
        schema_editor.execute(f"CREATE INDEX {nama} ON {tabel} USING gin (UPPER({kolom}) gin_trgm_ops)")


def lepas(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for nama, _, _ in _INDEKS:
            schema_editor.execute(f"DROP INDEX {nama}")


class Migration(migrations.Migration):
    dependencies = [("pohon", "0002_lintas_pohon")]

    operations = [migrations.RunPython(pasang, lepas)]
