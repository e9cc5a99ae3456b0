"""The first release's data, brought here: every row is still there, history guarded, pages and papers answer.

`rilis_pertama/` was made by commit f165a5c, the first version people could use: an approved tree that names another
agency, a tree with a deletion, one under review with a note, an issued IKU decree, a position's sheet; as a plain dump
of each database, with the two issued files. Accounts and agencies are made up.
"""

import gzip
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from instansi.models import Pengguna
from naskah.models import Keputusan
from pohon.models import Penghapusan, Permintaan, Pohon
from telaah.models import Persetujuan

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]
AKAR = Path(__file__).resolve().parents[2]
RILIS = Path(__file__).parent / "rilis_pertama"
# Made anew by Django for the models there are, or not kept.
BUKAN_ISI = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence", "django_session"}
# As deploy/perbarui.sh does it; then a backup, to look at the outcome in the test's own database.
LANGKAH = """
import django, sys
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
for perintah in ("selaraskan_permintaan", "periksa_pohon", "periksa_arsip"):
    call_command(perintah)
call_command("cadangkan", sys.argv[1])
"""
Isi = dict[str, list[dict[str, Any]]]


@pytest.fixture
def lama(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database of its own that holds the first release's data; its files lie beside."""
    with zipfile.ZipFile(RILIS / "media.zip") as arsip:
        arsip.extractall(tmp_path / "media")
    koneksi = connection.copy()
    if connection.vendor == "sqlite":
        koneksi.settings_dict = {**koneksi.settings_dict, "NAME": str(tmp_path / "lama.sqlite3")}
    else:
        koneksi.settings_dict = {**koneksi.settings_dict, "NAME": f"{connection.settings_dict['NAME']}_lama"}
        nama = connection.ops.quote_name(koneksi.settings_dict["NAME"])
        with koneksi._nodb_cursor() as kursor:
            kursor.execute(f"DROP DATABASE IF EXISTS {nama}")
            kursor.execute(f"CREATE DATABASE {nama}")
    with closing(koneksi):
        perintah = gzip.decompress((RILIS / f"{connection.vendor}.sql.gz").read_bytes()).decode()
        with koneksi.cursor() as kursor:
            (kursor.executescript if connection.vendor == "sqlite" else kursor.execute)(perintah)
        koneksi.close()  # the dump sets its session up in its own way
        yield koneksi
    if connection.vendor == "postgresql":
        with koneksi._nodb_cursor() as kursor:
            kursor.execute(f"DROP DATABASE {nama} WITH (FORCE)")


def isi(koneksi: BaseDatabaseWrapper) -> Isi:
    """Return every row of every table as the database itself has it."""
    hasil = {}
    with koneksi.cursor() as kursor:
        for tabel in set(koneksi.introspection.table_names(kursor)) - BUKAN_ISI:
            kursor.execute(f"SELECT * FROM {koneksi.ops.quote_name(tabel)}")  # noqa: S608
            kolom = [satu[0] for satu in kursor.description]
            hasil[tabel] = [dict(zip(kolom, baris, strict=True)) for baris in kursor.fetchall()]
    return hasil


def tingkatkan(koneksi: BaseDatabaseWrapper, folder: Path) -> str:
    """Bring the database to this version, check it, back it up; return what the commands said."""
    pengaturan = koneksi.settings_dict
    alamat = f"sqlite:///{pengaturan['NAME']}"
    if koneksi.vendor == "postgresql":
        siapa = f"{quote(pengaturan['USER'])}:{quote(pengaturan['PASSWORD'])}"
        alamat = f"postgresql://{siapa}@{pengaturan['HOST']}:{pengaturan['PORT']}/{pengaturan['NAME']}"
    lingkungan = os.environ | {
        "DATABASE_URL": alamat, "VAR_DIR": str(folder), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    hasil = subprocess.run(  # noqa: S603 — our own commands
        [sys.executable, "-c", LANGKAH, str(folder / "cadangan.zip")],
        cwd=AKAR, env=lingkungan, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr[-2000:]
    return hasil.stdout


def satukan(baris: list[dict[str, Any]], kolom: set[str]) -> list[str]:
    return sorted(json.dumps({nama: satu[nama] for nama in kolom}, default=str, sort_keys=True) for satu in baris)


def test_the_first_release_is_brought_here_without_loss(
    lama: BaseDatabaseWrapper, tmp_path: Path, settings: Any
) -> None:
    sebelum = isi(lama)
    kata = tingkatkan(lama, tmp_path)
    sesudah = isi(lama)

    assert sum(map(len, sebelum.values())) == 155
    for tabel, baris in sebelum.items():
        kolom = set(baris[0]) if baris else set()
        assert set(satukan(baris, kolom)) <= set(satukan(sesudah[tabel], kolom)), tabel
        # What naming another agency asks of it is new, and so is the entry about it.
        assert len(sesudah[tabel]) == len(baris) + (tabel == "instansi_catatanaudit"), tabel
    assert "Permintaan crosscutting dari 1 pohon" in kata
    assert "Semua pohon utuh" in kata and "5 arsip diperiksa, semuanya utuh" in kata
    for perintah in ("UPDATE instansi_catatanaudit SET ringkas = ''", "DELETE FROM telaah_persetujuan"):
        with pytest.raises(IntegrityError), lama.cursor() as kursor:
            kursor.execute(perintah)
    lama.close()

    settings.MEDIA_ROOT = tmp_path / "media-baru"
    call_command("pulihkan", str(tmp_path / "cadangan.zip"), stdout=StringIO())
    for pohon in Pohon.objects.all():
        klien = Client()
        klien.force_login(
            Pengguna.objects.get(peran__jenis="perencana", peran__perangkat_daerah=pohon.perangkat_daerah)
        )
        for nama in (
            "tahap_1",
            "tahap_2",
            "tahap_3",
            "tahap_4",
            "tahap_5",
            "bagan",
            "dokumen",
            "terhapus",
            "riwayat_pohon",
        ):
            assert klien.get(reverse(nama, args=[pohon.pk])).status_code == 200, nama
    assert Penghapusan.objects.get().dipulihkan is None
    assert (Permintaan.objects.get().kode, Permintaan.objects.get().tujuan.nama) == ("1.1.1.2", "Dinas Mitra")
    disetujui = Persetujuan.objects.get()
    klien.force_login(disetujui.oleh)
    buku = klien.get(reverse("arsip_buku", args=[disetujui.pohon_id]))
    assert b"".join(buku).startswith(b"%PDF")
    assert Keputusan.objects.get().status == "ditetapkan"
