"""History is guarded inside the database: what SQL typed by hand may not do to it, on SQLite and on PostgreSQL."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from instansi.arsip import bekukan
from instansi.audit import catat
from instansi.models import Arsip, CatatanAudit, Pengguna
from instansi.penjaga_sejarah import PESAN, pasang, setelah_migrasi, tabel_sejarah

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]


@pytest.fixture
def sejarah(pengelola: Pengguna) -> Pengguna:
    """An entry and an archive, with all guards set as after a migration."""
    pasang(connection, tabel_sejarah())
    catat(aktor=pengelola, kata_kerja="ubah", wadah="pohon:1", jenis_objek="pohon", kunci=1)
    bekukan(jenis="pohon", skema=1, data={"a": 1}, oleh=pengelola)
    return pengelola


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE instansi_catatanaudit SET ringkas = 'lain'",
        "UPDATE instansi_catatanaudit SET aktor_id = NULL",
        "DELETE FROM instansi_catatanaudit",
        "UPDATE instansi_arsip SET isi = '{}'",
        "DELETE FROM instansi_arsip",
    ],
)
def test_sql_by_hand_is_refused(sejarah: Pengguna, perintah: str) -> None:
    with pytest.raises(IntegrityError, match=PESAN), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah)

    assert CatatanAudit.objects.get().aktor == sejarah
    assert Arsip.objects.get().isi == '{"a":1}'


def test_every_table_written_once_is_guarded(sejarah: Pengguna) -> None:
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            kursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        penjaga = set(kursor.fetchall())

    assert {"instansi_catatanaudit", "instansi_arsip", "telaah_persetujuan", "naskah_arsipberkas"} <= set(
        tabel_sejarah()
    )
    for tabel in tabel_sejarah():
        assert {(tabel, f"{tabel}_tanpa_update"), (tabel, f"{tabel}_tanpa_delete")} <= penjaga


def test_guards_come_back_after_a_migration_only(sejarah: Pengguna) -> None:
    app = apps.get_app_config("instansi")
    with connection.cursor() as kursor:
        dari = " ON instansi_arsip" if connection.vendor == "postgresql" else ""
        kursor.execute(f"DROP TRIGGER instansi_arsip_tanpa_update{dari}")
        setelah_migrasi(app, connection.alias)
        kursor.execute("UPDATE instansi_arsip SET jenis = 'uji'")
        setelah_migrasi(app, connection.alias, plan=["ada"])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE instansi_arsip SET jenis = 'pohon'")


def test_an_account_that_did_something_is_kept(sejarah: Pengguna) -> None:
    with pytest.raises(ProtectedError):
        sejarah.delete()
