"""Searching all trees: every word, in statements and indicators, and nothing that one may not see."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import Pengguna
from pohon.choices import StatusPohon
from pohon.models import Indikator, Pohon, Simpul
from telaah import pencarian
from tests.pabrik.baris import kondisi, outcome, utama
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]


def cari(akun: Pengguna, kata: str) -> str:
    klien = Client()
    klien.force_login(akun)
    return klien.get(reverse("cari"), {"q": kata}).content.decode()


def pohon_tentang(hal: str, **lain: object) -> Pohon:
    return pohon_tersimpan(
        outcome(
            f"Terwujudnya {hal} yang merata",
            kondisi(
                f"Meningkatnya mutu {hal}", utama(f"Terlatihnya petugas {hal}", indikator=[f"Persentase {hal} bermutu"])
            ),
        ),
        **lain,  # type: ignore[arg-type]
    )


def test_every_word_must_occur_in_any_case_and_order() -> None:
    pohon = pohon_tentang("Puskesmas")
    isi = cari(perencana_di(pohon.perangkat_daerah), "puskesMAS petugas")

    assert "Terlatihnya petugas Puskesmas" in isi
    assert "Meningkatnya mutu Puskesmas" not in isi
    assert reverse("tahap_3", args=[pohon.pk]) in isi
    assert "Persentase Puskesmas bermutu" in cari(perencana_di(pohon.perangkat_daerah), "bermutu")


def test_a_part_of_a_word_and_signs_of_patterns_are_searched_as_they_are() -> None:
    pohon = pohon_tentang("layanan 100% gratis")
    akun = perencana_di(pohon.perangkat_daerah)

    assert "Terlatihnya petugas layanan" in cari(akun, "etugas 0% grat")
    assert "(0)" in cari(akun, "petugas_layanan")


def test_each_sees_what_is_theirs() -> None:
    milik = pohon_tentang("irigasi")
    sekantor = milik.perangkat_daerah.pemerintah_daerah
    pohon_tentang("irigasi", perangkat_daerah=PerangkatFactory(pemerintah_daerah=sekantor, nama="Dinas Sebelah"))
    pohon_tentang("irigasi", perangkat_daerah=PerangkatFactory(nama="Dinas Jauh"))

    perencana = cari(perencana_di(milik.perangkat_daerah), "irigasi")
    penelaah = cari(berperan(JenisPeran.PENELAAH, sekantor), "irigasi")
    pengelola = cari(PenggunaFactory(is_superuser=True), "irigasi")

    assert "Dinas Sebelah" not in perencana
    assert "Dinas Sebelah" in penelaah and "Dinas Jauh" not in penelaah
    assert "Dinas Sebelah" in pengelola and "Dinas Jauh" in pengelola


def test_replaced_versions_and_deleted_rows_are_left_out() -> None:
    pohon = pohon_tentang("arsip")
    akun = perencana_di(pohon.perangkat_daerah)
    Pohon.objects.filter(pk=pohon.pk).update(status=StatusPohon.DIGANTIKAN)

    assert "(0)" in cari(akun, "arsip")


@pytest.mark.parametrize("terbaru", [20_000, 0], ids=["terbaru", "lama"])
def test_a_whole_country_is_searched_for_words_and_their_parts(monkeypatch: pytest.MonkeyPatch, terbaru: int) -> None:
    """Also beyond the newest rows, where indexes find words, and parts of words of three letters; each place once."""
    monkeypatch.setattr(pencarian, "_TERBARU", terbaru)
    for hal in ("Puskesmas desa", "air 100% bersih", "PAD di kota"):
        pohon_tentang(hal)

    def teks(kata: str) -> list[str]:
        return [satu.teks for satu in pencarian.cari(kata, None)]

    assert teks("PUSKESMAS petugas") == teks("etugas uskes") == ["Terlatihnya petugas Puskesmas desa"]
    assert teks("100% petugas") == ["Terlatihnya petugas air 100% bersih"]
    assert teks("di pad petugas") == ["Terlatihnya petugas PAD di kota"]
    assert len(teks("puskesmas")) == 5
    assert teks("petugas tidakada") == teks("puskesmas kota") == teks("10_% petugas") == []
    Pohon.objects.update(status=StatusPohon.DIGANTIKAN)
    assert teks("petugas") == []


@pytest.mark.parametrize(
    ("model", "kolom", "indeks"),
    [(Simpul, "pernyataan", "simpul_pernyataan"), (Indikator, "nama", "indikator_nama")],
)
def test_the_indexes_are_of_what_the_search_asks_for(model: type[Model], kolom: str, indeks: str) -> None:
    """An index of another expression would help nobody, and nobody would see it before there are millions of rows."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite tidak punya indeks ini")
    rows = model._base_manager.order_by()
    with pencarian._lewat_indeks():
        assert f"{indeks}_kata" in pencarian._berkata(rows, kolom, "air bersih").explain()
        assert f"{indeks}_trgm" in pencarian._berisi(rows, f"{kolom}__icontains", "air bersih").explain()


def test_the_price_does_not_grow_with_what_is_found(client: Client) -> None:
    akun = berperan(JenisPeran.PENELAAH, pohon_tentang("sampah").perangkat_daerah.pemerintah_daerah)
    pemda = akun.peran.get().pemerintah_daerah
    client.force_login(akun)
    alamat = f"{reverse('cari')}?q=sampah"
    client.get(alamat)
    with CaptureQueriesContext(connection) as satu:
        client.get(alamat)
    for _ in range(4):
        pohon_tentang("sampah", perangkat_daerah=PerangkatFactory(pemerintah_daerah=pemda))
    with CaptureQueriesContext(connection) as lima:
        assert client.get(alamat).content.decode().count("Persentase sampah bermutu") == 5

    assert len(lima) == len(satu) <= 9
