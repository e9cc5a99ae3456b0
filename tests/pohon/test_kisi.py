"""The grid of Tahap 4: its rows, what a pasted block makes of them, saving a row and a block through the pages."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit
from pohon.kisi import susun_kisi, tempelkan
from pohon.models import Indikator, Pohon, Simpul
from pohon.rows import BarisPohon
from pohon.selectors import baca_pohon
from pohon.services.urungkan import urungkan
from tests.pabrik.baris import antara, baris_pohon, kondisi, operasional, outcome, silang, utama
from tests.pabrik.basis import JabatanFactory, PerangkatFactory, berperan, perencana_di, pohon_tersimpan, simpul

JABATAN = [(7, "Kepala Bidang A"), (8, "Kepala Bidang B"), (9, "Staf"), (10, "Staf")]


def contoh() -> BarisPohon:
    """A tree with two indicators at one node, none at another, and another agency's work."""
    return baris_pohon(
        outcome(
            "Outcome",
            kondisi(
                "Kondisi", utama("Utama", operasional("Operasional"), silang("Jaringan", crosscutting=["Kominfo"]))
            ),
            indikator=["Persentase satu", "Persentase dua"],
        )
    )


def rebah(teks: str, *, mulai: int = 0, kolom: str = "nama") -> Any:
    kisi = susun_kisi(contoh())
    return tempelkan(kisi, teks, baris=kisi[mulai].kunci, kolom=kolom, jabatan=JABATAN)


class TestSusunan:
    def test_every_indicator_is_a_row_and_a_node_without_one_has_an_empty_row(self) -> None:
        kisi = susun_kisi(contoh())
        assert [(x.simpul.pernyataan, x.indikator and x.indikator.nama) for x in kisi] == [
            ("Outcome", "Persentase satu"),
            ("Outcome", "Persentase dua"),
            ("Kondisi", None),
            ("Utama", None),
            ("Operasional", None),
        ]

    def test_the_filter_leaves_what_lacks_an_indicator_and_a_node_may_get_another(self) -> None:
        rows = contoh()
        assert [x.simpul.pernyataan for x in susun_kisi(rows, belum=True)] == ["Kondisi", "Utama", "Operasional"]
        lagi = susun_kisi(rows, tambah=rows.outcome[0].id)
        assert [x.indikator is None for x in lagi[:3]] == [False, False, True]


class TestTempelan:
    def test_cells_go_right_and_down_from_the_first_one(self) -> None:
        hasil = rebah("Persen\tRasio\nOrang\tJumlah\n", kolom="satuan")
        assert [x.judul for x in hasil.kolom] == ["Satuan", "Jenis formula"]
        assert [isi for _, isi in hasil.baris] == [
            {"satuan": "Persen", "jenis_formula": "rasio"},
            {"satuan": "Orang", "jenis_formula": "jumlah"},
        ]
        assert not hasil.pesan

    def test_line_ends_quotes_and_hard_spaces_of_excel_are_understood(self) -> None:
        hasil = rebah('"Bidang A\nBidang ""B"""\tMakna\u00a0satu\r\nBidang C\t\r\n', kolom="sumber_data")
        assert [isi for _, isi in hasil.baris] == [
            {"sumber_data": 'Bidang A\nBidang "B"', "makna": "Makna satu"},
            {"sumber_data": "Bidang C", "makna": ""},
        ]

    def test_words_of_choices_become_keys_and_doubtful_ones_stay_words(self) -> None:
        hasil = rebah("kepala  bidang a\tMakin tinggi makin baik\nStaf\tNaik turun", kolom="penanggung_jawab")
        assert [isi for _, isi in hasil.baris] == [
            {"penanggung_jawab": "7", "arah": "naik"},
            {"penanggung_jawab": "Staf", "arah": "Naik turun"},
        ]

    def test_an_empty_line_leaves_its_row_and_a_heading_line_is_left_out(self) -> None:
        hasil = rebah("Indikator\tSatuan\nNilai A\tIndeks\n\t\nNilai C\tIndeks")
        assert [baris.kunci for baris, _ in hasil.baris] == [susun_kisi(contoh())[nomor].kunci for nomor in (0, 2)]
        assert hasil.pesan == ("Baris judul kolom tidak ikut ditempel.",)

    def test_what_finds_no_room_is_told(self) -> None:
        hasil = rebah("1\t2\t3\n4\t5\t6\n7\t8\t9", mulai=3, kolom="arah")
        assert len(hasil.baris) == 2
        assert hasil.pesan[0].startswith("1 kolom paling kanan tidak mendapat tempat")
        assert hasil.pesan[1].startswith("1 baris terakhir tidak mendapat tempat")

    @pytest.mark.parametrize(
        ("teks", "baris", "pesan"),
        [
            ("x", "indikator-999999", "Tempat menempel tidak ada lagi"),
            ("\n\n", "", "Tidak ada isi"),
            ("x\n" * 2000, "", "paling banyak"),
        ],
    )
    def test_what_cannot_be_laid_is_refused_in_words(self, teks: str, baris: str, pesan: str) -> None:
        kisi = susun_kisi(contoh())
        with pytest.raises(ValueError, match=pesan):
            tempelkan(kisi, teks, baris=baris or kisi[0].kunci, kolom="nama", jabatan=())


pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas() -> Any:
    return PerangkatFactory()


@pytest.fixture
def perencana(dinas: Any) -> Any:
    return perencana_di(dinas)


@pytest.fixture
def klien(perencana: Any) -> Client:
    klien = Client()
    klien.force_login(perencana)
    return klien


@pytest.fixture
def pohon(dinas: Any, perencana: Any) -> Pohon:
    return pohon_tersimpan(
        outcome("Outcome", kondisi("Kondisi", utama("Utama", antara("Antara"))), indikator=["Persentase satu"]),
        perencana=perencana,
        perangkat_daerah=dinas,
    )


def _kisi(pohon: Pohon) -> str:
    return reverse("tahap_4_kisi", args=[pohon.pk])


def _tempel(pohon: Pohon) -> str:
    return reverse("tahap_4_tempel", args=[pohon.pk])


def _isian(pohon: Pohon, **ganti: str) -> dict[str, str]:
    satu = Indikator.objects.get(pohon=pohon, nama="Persentase satu")
    return {"simpul": str(satu.simpul_id), "indikator": str(satu.pk), "versi": str(satu.versi), **ganti}


class TestSatuBaris:
    def test_a_row_is_saved_and_only_what_changed_comes_back(self, klien: Client, pohon: Pohon) -> None:
        semua = klien.get(_kisi(pohon)).content.decode()
        tampak = " ".join(satu.split('"')[0] for satu in semua.split('data-sidik="')[1:])
        jawaban = klien.post(
            _kisi(pohon),
            _isian(pohon, nama="Persentase  satu", satuan="persen", pengali="1.234,5"),
            headers={"HX-Request": "true", "X-Tampak": tampak},
        )
        isi = jawaban.content.decode()
        assert jawaban.status_code == 200
        assert isi.count("data-tetap") == 3
        assert isi.count("data-versi") == 1
        assert 'id="bilah-tahap" hx-swap-oob="true"' in isi
        assert "<b>1 dari 4</b>" in isi
        assert Indikator.objects.get(pohon=pohon).pengali == Decimal("1234.5")

    def test_an_empty_row_becomes_the_first_indicator_and_the_count_follows(self, klien: Client, pohon: Pohon) -> None:
        kunci = simpul(pohon, "Antara").pk
        jawaban = klien.post(_kisi(pohon), {"simpul": kunci, "nama": "Jumlah"}, headers={"HX-Request": "true"})
        assert "<b>2 dari 4</b>" in jawaban.content.decode()
        assert Indikator.objects.get(simpul=kunci).nama == "Jumlah"

    def test_what_cannot_be_stored_comes_back_in_its_cell_as_typed(self, klien: Client, pohon: Pohon) -> None:
        jawaban = klien.post(
            _kisi(pohon), _isian(pohon, nama="", pengali="1,234.5", makna="Tetap ada"), headers={"HX-Request": "true"}
        )
        isi = jawaban.content.decode()
        assert jawaban.status_code == 422
        assert isi.count('aria-invalid="true"') == 2
        for teks in ("Indikator belum diisi.", "1,234.5", "Tulis angka seperti 100", "Tetap ada"):
            assert teks in isi
        assert Indikator.objects.get(pohon=pohon).nama == "Persentase satu"

    def test_a_conflict_shows_both_texts_and_overwrites_only_knowingly(self, klien: Client, pohon: Pohon) -> None:
        Indikator.objects.filter(pohon=pohon).update(versi=9, satuan="orang")
        lama = _isian(pohon, nama="Persentase satu", satuan="persen", versi="1")
        jawaban = klien.post(_kisi(pohon), lama, headers={"HX-Request": "true"})
        assert jawaban.status_code == 409
        isi = jawaban.content.decode()
        assert "orang" in isi and "persen" in isi and 'value="9"' in isi
        assert Indikator.objects.get(pohon=pohon).satuan == "orang"
        assert klien.post(_kisi(pohon), lama | {"versi": "9"}).status_code == 302
        assert Indikator.objects.get(pohon=pohon).satuan == "persen"

    def test_a_row_of_another_tree_or_a_deleted_node_is_refused(self, klien: Client, pohon: Pohon) -> None:
        asing = pohon_tersimpan(outcome("Lain", indikator=["Milik lain"]))
        jawaban = klien.post(_kisi(pohon), {"simpul": str(simpul(asing, "Lain").pk), "nama": "Titipan"})
        assert jawaban.status_code == 422
        assert not Indikator.objects.filter(nama="Titipan").exists()

    def test_a_reader_sees_the_grid_without_any_way_to_change_it(self, dinas: Any, pohon: Pohon) -> None:
        pembaca = Client()
        pembaca.force_login(berperan(JenisPeran.PEMBACA, dinas))
        isi = pembaca.get(_kisi(pohon)).content.decode()
        assert "Persentase satu" in isi
        assert "Hapus" not in isi and "kisi.js" not in isi
        assert pembaca.post(_kisi(pohon), _isian(pohon, nama="Titipan")).status_code == 403

    @pytest.mark.parametrize("jumlah", [10, 60])
    def test_saving_a_row_takes_the_same_queries_for_any_size(
        self, klien: Client, dinas: Any, perencana: Any, jumlah: int
    ) -> None:
        anak = [operasional(f"Operasional {nomor}", indikator=[f"Jumlah {nomor}"]) for nomor in range(jumlah)]
        besar = pohon_tersimpan(
            outcome("Outcome", kondisi("Kondisi", utama("Utama", *anak))), perencana=perencana, perangkat_daerah=dinas
        )
        satu = Indikator.objects.get(nama="Jumlah 3")
        with CaptureQueriesContext(connection) as tertangkap:
            jawaban = klien.post(
                _kisi(besar),
                {"simpul": satu.simpul_id, "indikator": satu.pk, "versi": satu.versi, "nama": "Jumlah tiga"},
                headers={"HX-Request": "true"},
            )
        assert jawaban.status_code == 200
        assert len(tertangkap) <= 40, [satu["sql"][:90] for satu in tertangkap.captured_queries]


class TestTempelLewatHalaman:
    def _kirim(self, klien: Client, pohon: Pohon, teks: str, **lain: str) -> Any:
        satu = Indikator.objects.get(pohon=pohon, nama="Persentase satu")
        return klien.post(_tempel(pohon), {"baris": f"indikator-{satu.pk}", "kolom": "nama", "teks": teks, **lain})

    def test_a_preview_saves_nothing_and_saving_it_is_one_step(
        self, klien: Client, pohon: Pohon, perencana: Any, dinas: Any
    ) -> None:
        JabatanFactory(perangkat_daerah=dinas, nama="Kepala Bidang Contoh")
        pertama = "Persentase A|persen|Persentase|Pembilang|Penyebut|100|Bidang A|Makna|Alasan|Kepala Bidang Contoh"
        teks = f"{pertama}\r\nJumlah B|orang|Jumlah".replace("|", "\t")
        pratinjau = self._kirim(klien, pohon, teks)
        assert pratinjau.status_code == 200
        assert pratinjau.context["pratinjau"].berubah == 13
        assert Indikator.objects.filter(pohon=pohon).count() == 1
        jawaban = self._kirim(klien, pohon, teks, aksi="simpan", sidik=pratinjau.context["pratinjau"].sidik)
        assert jawaban.status_code == 302
        satu, kedua = Indikator.objects.filter(pohon=pohon).order_by("pk")
        assert (satu.nama, satu.pengali, satu.penanggung_jawab.nama) == (
            "Persentase A",
            Decimal(100),
            "Kepala Bidang Contoh",
        )
        assert (kedua.nama, kedua.simpul.pernyataan, kedua.jenis_formula) == ("Jumlah B", "Kondisi", "jumlah")
        urungkan(aktor=perencana, pohon_id=pohon.pk)
        assert Indikator.objects.get(pohon=pohon, penghapusan=None).nama == "Persentase satu"

    def test_errors_are_told_by_cell_and_nothing_is_saved(self, klien: Client, pohon: Pohon) -> None:
        teks = "Persentase A\tpersen\tNgawur\tx\ty\t1,234.5\n\tpersen"
        pratinjau = self._kirim(klien, pohon, teks)
        isi = pratinjau.content.decode()
        for pesan in ("Pilihan ini tidak ada dalam daftar.", "Tulis angka seperti 100", "Indikator belum diisi."):
            assert pesan in isi
        assert pratinjau.context["pratinjau"].galat == 3
        jawaban = self._kirim(klien, pohon, teks, aksi="simpan", sidik=pratinjau.context["pratinjau"].sidik)
        assert jawaban.status_code == 422
        assert Indikator.objects.get(pohon=pohon).nama == "Persentase satu"

    def test_a_grid_that_changed_meanwhile_is_previewed_anew(self, klien: Client, pohon: Pohon) -> None:
        pratinjau = self._kirim(klien, pohon, "Persentase A")
        Indikator.objects.filter(pohon=pohon).update(versi=5, satuan="orang")
        jawaban = self._kirim(klien, pohon, "Persentase A", aksi="simpan", sidik=pratinjau.context["pratinjau"].sidik)
        assert jawaban.status_code == 409
        assert "berubah sejak pratinjau" in jawaban.content.decode()
        assert Indikator.objects.get(pohon=pohon).nama == "Persentase satu"

    def test_pasting_many_rows_takes_few_queries_besides_the_trail(
        self, klien: Client, dinas: Any, perencana: Any
    ) -> None:
        anak = [operasional(f"Operasional {nomor}", indikator=[f"Jumlah {nomor}"]) for nomor in range(60)]
        besar = pohon_tersimpan(
            outcome("Outcome", kondisi("Kondisi", utama("Utama", *anak)), indikator=["Persentase satu"]),
            perencana=perencana,
            perangkat_daerah=dinas,
        )
        teks = "\n".join(f"Indikator {nomor}\tpersen" for nomor in range(63))
        pratinjau = self._kirim(klien, besar, teks)
        catatan = CatatanAudit.objects.count()
        with CaptureQueriesContext(connection) as tertangkap:
            jawaban = self._kirim(klien, besar, teks, aksi="simpan", sidik=pratinjau.context["pratinjau"].sidik)
        assert jawaban.status_code == 302
        assert CatatanAudit.objects.count() - catatan == 63
        assert len(tertangkap) <= 63 + 45
        assert Simpul.objects.filter(pohon=besar, indikator__satuan="persen").count() == 63
        assert baca_pohon(besar.pk).rev
