"""Checks D-01 to D-10: each finds its flaw, and a decree without flaws has no finding."""

import pytest

from naskah.rows import Butir
from naskah.rules import ATURAN, periksa_keputusan
from tests.pabrik.keputusan import ISI, baris_keputusan

UU = Butir("Undang-Undang Nomor 28 Tahun 1999 tentang Penyelenggara Negara;")
PP = Butir("Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan;", dasar_id=5)

CACAT = {
    "D-01": {"nomor_urut": ""},
    "D-02": {"hari": None},
    "D-03": {"mengingat": (PP, UU)},
    "D-04": {"mengingat": (UU, PP), "dicabut": {5: "Peraturan Pemerintah Nomor 1 Tahun 2020"}},
    "D-05": {"mengingat": (UU, Butir("Peraturan Bupati Contoh Nomor Tahun 2023 tentang Renstra."))},
    "D-06": {"mengingat": (UU, PP), "memperhatikan": (PP,)},
    "D-07": {"diktum": ()},
    "D-08": {"judul_lampiran": "Perubahan Indikator Kinerja Utama Tahun 2021-2026"},
    "D-09": {"ttd_jabatan": "Sekretaris Dinas Contoh"},
    "D-10": {"menimbang": (Butir("bahwa sebagaimana dimaksud pada huruf a;"), Butir("bahwa dua;"))},
}


def test_a_sound_decree_has_no_finding() -> None:
    assert periksa_keputusan(baris_keputusan()) == []


@pytest.mark.parametrize("kode", CACAT)
def test_each_flaw_is_found_by_its_rule_alone(kode: str) -> None:
    assert {satu.kode for satu in periksa_keputusan(baris_keputusan(**CACAT[kode]))} == {kode}


def test_every_rule_has_a_flaw_here_and_a_code_of_its_own() -> None:
    assert [satu.kode for satu in ATURAN] == list(CACAT)


def test_signing_on_behalf_is_no_flaw() -> None:
    keputusan = baris_keputusan(pejabat_penetap="Bupati Contoh", ttd_jabatan="Kepala Dinas Contoh", kuasa=True)

    assert periksa_keputusan(keputusan) == []


def test_title_of_another_period_is_found() -> None:
    keputusan = baris_keputusan(tentang=ISI.tentang.replace("2021-2026", "2016-2020"))

    assert [satu.kode for satu in periksa_keputusan(keputusan)] == ["D-08"]
