"""The history of a tree: per tree, per box, per person; notes only for those who may read them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran
from pohon.services import IsiSimpul, ubah_simpul
from telaah.services import buat_catatan
from tests.pabrik.basis import berperan, perencana_di, simpul
from tests.pabrik.telaah import Kasus, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db


def halaman(client: Client, kasus: Kasus, **query: str) -> str:
    return client.get(reverse("riwayat_pohon", args=[kasus.pohon.pk]), query).content.decode()


def test_per_tree_per_box_and_per_person_with_old_and_new_values(client: Client) -> None:
    kasus = pohon_lengkap()
    rekan = perencana_di(kasus.pohon.perangkat_daerah)
    for aktor, lama, baru in (
        (kasus.perencana, "Tersusunnya rencana pelatihan", "Tersusunnya jadwal pelatihan"),
        (rekan, "Tersedianya petugas terlatih", "Tersedianya petugas bersertifikat"),
    ):
        kotak = simpul(kasus.pohon, lama)
        ubah_simpul(aktor=aktor, pohon_id=kasus.pohon.pk, simpul_id=kotak.pk, versi=kotak.versi, isi=IsiSimpul(baru))
    client.force_login(kasus.penelaah)
    semua = halaman(client, kasus)
    assert "Tersusunnya rencana pelatihan" in semua and "Tersusunnya jadwal pelatihan" in semua
    satu = halaman(client, kasus, simpul=str(kotak.identitas))
    assert "Tersedianya petugas terlatih" in satu and "Tersusunnya rencana pelatihan" not in satu
    orang = halaman(client, kasus, orang=rekan.nama_tampil)
    assert "Tersedianya petugas terlatih" in orang and "Tersusunnya jadwal pelatihan" not in orang


def test_readers_see_no_notes_in_the_history(client: Client) -> None:
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Hanya untuk perencana.")
    client.force_login(kasus.perencana)
    assert "Hanya untuk perencana." in halaman(client, kasus)
    client.force_login(berperan(JenisPeran.PEMBACA, kasus.pohon.perangkat_daerah))
    assert "Hanya untuk perencana." not in halaman(client, kasus)


@pytest.mark.parametrize("query", [{"simpul": "bukan-uuid"}, {"orang": "Bukan Siapa-siapa"}, {"orang": "a\x00"}])
def test_a_filter_that_cannot_be_is_answered_clearly(query: dict[str, str], client: Client) -> None:
    kasus = pohon_lengkap()
    client.force_login(kasus.perencana)
    assert client.get(reverse("riwayat_pohon", args=[kasus.pohon.pk]), query).status_code == 422


def test_a_constant_number_of_queries(client: Client) -> None:
    kasus = pohon_lengkap()
    client.force_login(kasus.perencana)
    halaman(client, kasus)
    biaya = []
    for nomor in (1, 20):
        for n in range(nomor):
            kotak = simpul(kasus.pohon, "Tersedianya petugas terlatih")
            for tulisan in (f"Ubah {nomor} {n}", "Tersedianya petugas terlatih"):
                kotak.refresh_from_db()
                ubah_simpul(
                    aktor=kasus.perencana,
                    pohon_id=kasus.pohon.pk,
                    simpul_id=kotak.pk,
                    versi=kotak.versi,
                    isi=IsiSimpul(tulisan),
                )
        with CaptureQueriesContext(connection) as kueri:
            halaman(client, kasus)
        biaya.append(len(kueri))
    assert biaya[0] == biaya[1] <= 20
