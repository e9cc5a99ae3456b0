"""Pasted lists become branches: from numbering, indentation, empty cells or kinds."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.models import Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from pohon.selectors import baca_pohon
from pohon.uraian import baca_uraian, susun_uraian
from tests.pabrik.cuplikan import pasang_contoh

A, B, C, D = "Meningkatnya mutu data", "Meningkatnya kecakapan petugas", "Terlaksananya diklat", "Tersedianya sarana"
BENTUK = {
    "numbers": f"1. {A}\n1.1 {B}\n1.1.1. {C}\n1.2) {D}",
    "numbers in their own column": f"No\tPernyataan\n2.1\t{A}\n2.1.1\t{B}\n2.1.1.1\t{C}\n2.1.2\t{D}",
    "tabs": f"{A}\n\t{B}\n\t\t{C}\n\t{D}",
    "cells of a spreadsheet": f"{A}\t\t\n\t{B}\t\n\t\t{C}\n\t{D}\t",
    "spaces": f"{A}\n  {B}\n     {C}\n  {D}\n",
    "bullets": f"• {A}\n   - {B}\n      a. {C}\n   - {D}",
    "kinds": f"{A}\tKondisi antara utama\n{B}\tKondisi antara\n{C}\tKondisi operasional\n{D}\tKondisi antara",
}


@pytest.mark.parametrize("teks", BENTUK.values(), ids=BENTUK)
def test_the_same_branch_is_read_from_every_form(teks: str) -> None:
    baris = baca_uraian(teks)
    assert [(satu.kedalaman, satu.pernyataan) for satu in baris] == [(0, A), (1, B), (2, C), (1, D)]


def test_kinds_follow_the_place_and_leaves_are_not_parents() -> None:
    (akar,) = susun_uraian(baca_uraian(BENTUK["tabs"]), JenisSimpul.KONDISI)
    assert [satu.jenis for satu in akar.urut()] == [
        JenisSimpul.ANTARA_UTAMA, JenisSimpul.ANTARA, JenisSimpul.OPERASIONAL, JenisSimpul.ANTARA
    ]  # fmt: skip


def test_a_named_kind_is_kept_where_it_fits_and_noted_where_it_does_not() -> None:
    teks = f"{A}\tOperasional\n\t{B}\tCrosscutting\n"
    (akar,) = susun_uraian(baca_uraian(teks), JenisSimpul.KONDISI)
    assert akar.jenis == JenisSimpul.ANTARA_UTAMA
    assert "Kondisi operasional tidak cocok" in akar.catatan
    assert akar.anak[0].jenis == JenisSimpul.CROSSCUTTING and not akar.anak[0].catatan


def test_a_jump_over_a_level_is_one_step_and_empty_lines_say_nothing() -> None:
    baris = baca_uraian(f"\n        {A}\n\n                {B}\n{C}")
    assert [satu.kedalaman for satu in baris] == [0, 1, 0]
    assert baca_uraian(" \n\t\n- \n1.\n") == []


@pytest.fixture
def pohon(transactional_db: None) -> Pohon:
    """The demo data: a tree of 34 boxes."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


class TestHalaman:
    @pytest.fixture
    def perencana(self, client: Client, pohon: Pohon) -> Client:
        """Signed in as the planner."""
        client.force_login(Pengguna.objects.get(username="perencana.disdukcapil"))
        return client

    def test_the_preview_saves_nothing_and_saving_makes_one_step(self, perencana: Client, pohon: Pohon) -> None:
        kondisi = next(satu for satu in baca_pohon(pohon.pk).simpul if satu.kode == "3")
        alamat = reverse("tempel", args=[pohon.pk])
        isian = {"induk": kondisi.id, "teks": BENTUK["tabs"]}
        jumlah = Simpul.objects.count()

        pratinjau = perencana.post(alamat, {**isian, "aksi": "pratinjau"})
        assert "Simpan 4 kotak" in pratinjau.content.decode()
        assert Simpul.objects.count() == jumlah

        jawaban = perencana.post(alamat, {**isian, "aksi": "simpan"})
        baru = Simpul.objects.get(pernyataan=A)
        assert jawaban.headers["Location"] == f"/pohon/{pohon.pk}/tahap-3/#simpul-{baru.pk}"
        assert baru.parent_id == kondisi.id
        assert Simpul.objects.count() == jumlah + 4

    @pytest.mark.parametrize(
        ("isian", "pesan"),
        [
            ({"teks": A}, "Pilih tempatnya."),
            ({"induk": "0", "teks": A}, "Masukkan pilihan yang valid"),
            ({"teks": " \n "}, "Tidak ada kalimat"),
            ({"teks": f"{A}\n" * 501}, "paling banyak 500 sekaligus"),
        ],
    )
    def test_what_cannot_be_read_comes_back_with_the_reason(
        self, perencana: Client, pohon: Pohon, isian: dict[str, str], pesan: str
    ) -> None:
        jawaban = perencana.post(reverse("tempel", args=[pohon.pk]), isian)
        assert jawaban.status_code == 422
        assert pesan in jawaban.content.decode()

    def test_a_statement_that_is_too_long_blocks_saving(self, perencana: Client, pohon: Pohon) -> None:
        kondisi = next(satu for satu in baca_pohon(pohon.pk).simpul if satu.kode == "3")
        jawaban = perencana.post(
            reverse("tempel", args=[pohon.pk]), {"induk": kondisi.id, "teks": "x" * 5_000, "aksi": "simpan"}
        )
        isi = jawaban.content.decode()
        assert "Terlalu panjang" in isi and "Simpan 1 kotak" not in isi

    def test_readers_may_not_paste(self, client: Client, pohon: Pohon) -> None:
        client.force_login(Pengguna.objects.get(username="pembaca.disdukcapil"))
        assert client.get(reverse("tempel", args=[pohon.pk])).status_code == 403
