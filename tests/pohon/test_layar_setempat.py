"""Answers to the quick way on Tahap 2, 4 and 5: parts of a page in one round trip, the same queries for any size."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pohon.models import Indikator, Pohon, Simpul
from tests.pabrik.baris import kondisi, operasional, outcome, utama
from tests.pabrik.basis import PerangkatFactory, perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db

CEPAT = {"HX-Request": "true"}


def _pohon(jumlah: int = 3) -> tuple[Pohon, Client]:
    """Return a tree with so many operational nodes, and its planner's client."""
    dinas = PerangkatFactory()
    perencana, klien = perencana_di(dinas), Client()
    klien.force_login(perencana)
    anak = [operasional(f"Operasional {nomor}", indikator=[f"Jumlah {nomor}"]) for nomor in range(jumlah)]
    benih = outcome("Outcome", kondisi("Kondisi", utama("Utama", *anak)))
    return pohon_tersimpan(benih, perencana=perencana, perangkat_daerah=dinas), klien


def _ubah_kondisi(klien: Client, pohon: Pohon) -> Any:
    satu = simpul(pohon, "Kondisi")
    isi = {"dari": "2", "versi": satu.versi, "pernyataan": "Kondisi baru"}
    return klien.post(reverse("simpul_ubah", args=[pohon.pk, satu.pk]), isi, headers=CEPAT)


def _pindah_csf(klien: Client, pohon: Pohon) -> Any:
    csf = Simpul.objects.get(pohon=pohon, jenis="csf")
    return klien.post(reverse("simpul_hapus", args=[pohon.pk, csf.pk]), {"dari": "2"}, headers=CEPAT)


def _simpan_baris(klien: Client, pohon: Pohon) -> Any:
    satu = Indikator.objects.get(pohon=pohon, nama="Jumlah 1")
    isi = {"simpul": satu.simpul_id, "indikator": satu.pk, "versi": satu.versi, "nama": "Jumlah satu"}
    return klien.post(reverse("tahap_4_kisi", args=[pohon.pk]), isi, headers=CEPAT)


def _terima(klien: Client, pohon: Pohon) -> Any:
    isi = {"aksi": "dipilih", "simpul": simpul(pohon, "Operasional 1").pk}
    return klien.post(reverse("tahap_5_terima", args=[pohon.pk]), isi, headers=CEPAT)


def _terjemah(klien: Client, pohon: Pohon) -> Any:
    satu = simpul(pohon, "Operasional 1")
    isi = {"versi": satu.versi, "komponen": "sasaran_kegiatan", "kinerja_jabatan": "PK"}
    return klien.post(reverse("tahap_5_ubah", args=[pohon.pk, satu.pk]), isi, headers=CEPAT)


@pytest.mark.parametrize("tindakan", [_ubah_kondisi, _pindah_csf, _simpan_baris, _terima, _terjemah])
def test_an_action_is_answered_at_once_with_the_same_queries_for_10_and_for_60_nodes(
    tindakan: Callable[[Client, Pohon], Any],
) -> None:
    hitungan = []
    for jumlah in (10, 60):
        pohon, klien = _pohon(jumlah)
        with CaptureQueriesContext(connection) as tertangkap:
            jawaban = tindakan(klien, pohon)
        assert jawaban.status_code == 200
        isi = jawaban.content.decode()
        assert "<template data-jawaban" in isi and "<html" not in isi
        assert 'id="bilah-tahap" hx-swap-oob="true"' in isi
        hitungan.append(len(tertangkap))
    assert hitungan[0] == hitungan[1] <= 42


def test_a_stage_5_row_opens_alone_and_a_search_answers_with_what_it_found_alone() -> None:
    pohon, klien = _pohon()
    ubah = reverse("tahap_5_ubah", args=[pohon.pk, simpul(pohon, "Operasional 1").pk])
    isi = klien.get(ubah, headers=CEPAT).content.decode()
    assert isi.count("data-terbuka") == 1 and "<html" not in isi and "data-daftar" not in isi
    isi = klien.post(ubah, {"versi": "1", "aksi": "cari", "cari": "tak ada"}, headers=CEPAT).content.decode()
    assert "hasil-nomenklatur" in isi and "Tidak ada kode yang cocok" in isi and "form-terjemah" not in isi


def test_rows_that_the_browser_shows_are_placeholders_and_the_filter_of_its_page_stays() -> None:
    pohon, klien = _pohon()
    halaman = reverse("tahap_5", args=[pohon.pk])
    semua = klien.get(halaman).content.decode()
    tampak = " ".join(satu.split('"')[0] for satu in semua.split('data-sidik="')[1:])
    terima = reverse("tahap_5_terima", args=[pohon.pk])
    isian = {"aksi": "dipilih", "simpul": simpul(pohon, "Operasional 1").pk}
    jawaban = klien.post(terima, isian, headers=CEPAT | {"X-Tampak": tampak})
    assert jawaban.content.decode().count("data-tetap") == 5
    alamat = f"http://testserver{halaman}?saring=usulan"
    isian["simpul"] = simpul(pohon, "Operasional 2").pk
    isi = klien.post(terima, isian, headers=CEPAT | {"HX-Current-URL": alamat}).content.decode()
    assert "Operasional 0" in isi and "Operasional 1" not in isi and "Operasional 2" not in isi


def test_proposals_of_another_tree_or_without_a_choice_are_not_accepted() -> None:
    pohon, klien = _pohon()
    asing, _ = _pohon()
    terima = reverse("tahap_5_terima", args=[pohon.pk])
    klien.post(terima, {"aksi": "dipilih", "simpul": simpul(asing, "Utama").pk})
    klien.post(terima, {"aksi": "dipilih"})
    assert not Simpul.objects.filter(pohon__in=[pohon, asing]).exclude(komponen="").exists()
    ditolak = klien.post(terima, {"aksi": "dipilih", "simpul": "bukan kunci"}, headers=CEPAT)
    assert ditolak.status_code == 422 and "Pilih kinerja dari daftar." in ditolak.content.decode()


def test_undoing_returns_to_the_page_it_was_asked_from() -> None:
    pohon, klien = _pohon()
    _terima(klien, pohon)
    halaman = reverse("tahap_5", args=[pohon.pk])
    urungkan = klien.get(halaman).context["urungkan"]
    jawaban = klien.post(urungkan.url, dict(urungkan.bidang))
    assert jawaban["Location"].startswith(halaman)
    assert not simpul(pohon, "Operasional 1").komponen
    jawaban = klien.post(urungkan.url, dict(urungkan.bidang) | {"kembali": "https://contoh.example/"})
    assert jawaban["Location"].startswith(reverse("tahap_3", args=[pohon.pk]))
