"""Indexes of whole words over statements and indicators, for searches among millions of rows (telaah/pencarian.py).

On PostgreSQL only, as for the trigrams of 0003. The expression is the one of Django's `SearchVector`; words are kept as
they are written ("simple"), since PostgreSQL has no Indonesian dictionary of its own everywhere.
"""

from django.db import migrations

_INDEKS = (("simpul_pernyataan_kata", "pohon_simpul", "pernyataan"), ("indikator_nama_kata", "pohon_indikator", "nama"))


def pasang(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for nama, tabel, kolom in _INDEKS:
            vektor = f"to_tsvector('simple'::regconfig, COALESCE({kolom}, ''))"
            schema_editor.execute(f"CREATE INDEX {nama} ON {tabel} USING gin ({vektor})")


def lepas(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for nama, _, _ in _INDEKS:
            schema_editor.execute(f"DROP INDEX {nama}")


class Migration(migrations.Migration):
    dependencies = [("pohon", "0005_urutan_penghapusan")]

    operations = [migrations.RunPython(pasang, lepas)]
