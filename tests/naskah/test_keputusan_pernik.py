"""Numbers, letters and citations are spelled and sorted as decrees do it."""

import pytest

from naskah.choices import JenisKeputusan, Peringkat, StatusKeputusan
from naskah.dasar_hukum import ada_kosong, baca_kutipan
from naskah.penomoran import diktum, huruf, romawi
from naskah.rows import IsiKeputusan
from naskah.transitions import Kata, transisi
from tests.pabrik.keputusan import baris_keputusan


def test_letters_go_on_past_z() -> None:
    assert [huruf(satu) for satu in (1, 26, 27, 28, 52, 53, 702, 703)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_diktum_is_spelled_out_beyond_ten() -> None:
    assert [diktum(satu) for satu in (1, 2, 9, 10, 11, 12, 20, 21, 35)] == [
        "KESATU", "KEDUA", "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KEDUA PULUH", "KEDUA PULUH SATU",
        "KETIGA PULUH LIMA",
    ]  # fmt: skip


def test_attachments_are_numbered_in_roman() -> None:
    assert [romawi(satu) for satu in (1, 2, 4, 9, 14, 40, 99)] == ["I", "II", "IV", "IX", "XIV", "XL", "XCIX"]


@pytest.mark.parametrize(
    ("teks", "peringkat", "nomor", "tahun"),
    [
        ("Undang-Undang Nomor 28 Tahun 1999 tentang X", Peringkat.UU, "28", 1999),
        ("Undang - Undang Nomor 23 Tahun 2014 tentang X sebagaimana … Nomor 9 Tahun 2015", Peringkat.UU, "23", 2014),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022 tentang X", Peringkat.UU, "2", 2022),
        ("Peraturan Pemerintah Nomor 8 Tahun 2006 tentang X", Peringkat.PP, "8", 2006),
        ("Instruksi Presiden Nomor 7 Tahun 1999 tentang X", Peringkat.INPRES, "7", 1999),
        (
            "Peraturan Menteri Negara PAN Nomor PER/9/M.PAN/5/2007 tentang X",
            Peringkat.PERMEN,
            "PER/9/M.PAN/5/2007",
            2007,
        ),
        ("Peraturan Daerah Kabupaten Balangan Nomor 2 Tahun 2008 tentang X", Peringkat.PERDA, "2", 2008),
        ("Peraturan Daerah Provinsi Kalimantan Nomor 1 Tahun 2010 tentang X", Peringkat.PERDA_PROVINSI, "1", 2010),
        ("Peraturan Bupati Balangan Nomor Tahun 2023 tentang X", Peringkat.PERKADA, "", 2023),
        ("Surat apa saja", Peringkat.LAIN, "", None),
    ],
)
def test_a_citation_tells_its_rank_number_and_year(
    teks: str, peringkat: Peringkat, nomor: str, tahun: int | None
) -> None:
    kutipan = baca_kutipan(teks)

    assert (kutipan.peringkat, kutipan.nomor, kutipan.tahun) == (peringkat, nomor, tahun)


@pytest.mark.parametrize(
    ("teks", "kosong"),
    [
        ("Peraturan Bupati Balangan Nomor Tahun 2023 tentang Penyesuaian", True),
        ("Peraturan Bupati Nomor ... Tahun 2023 tentang Penyesuaian", True),
        ("Peraturan Bupati Nomor 38 Tahun tentang Penyesuaian", True),
        ("Peraturan Bupati Nomor 38 Tahun 2016 tentang Nomor Tahun", False),
    ],
)
def test_a_blank_in_a_citation_is_seen(teks: str, kosong: bool) -> None:
    assert ada_kosong(teks) is kosong


def test_what_is_unknown_is_a_blank_and_never_none() -> None:
    isi = IsiKeputusan(nomor_pola="050/{nomor}/DC/TAHUN {tahun}")

    assert not isi.nomor_lengkap
    assert "None" not in isi.nomor + isi.tanggal
    assert not isi.tanggal_lengkap


def test_an_amendment_is_named_after_the_decree_it_amends() -> None:
    isi = baris_keputusan(
        mengubah_nomor="050/61.1/DC/TAHUN 2021", mengubah_tahun=2021, mengubah_tentang="Indikator Kinerja Utama"
    ).isi

    assert isi.tentang_lengkap == (
        "Perubahan Keputusan Kepala Dinas Contoh Kabupaten Contoh Nomor 050/61.1/DC/TAHUN 2021 tentang "
        "Indikator Kinerja Utama"
    )


def test_the_year_of_a_bare_number_is_named_once() -> None:
    isi = baris_keputusan(mengubah_nomor="61", mengubah_tahun=2021, mengubah_tentang="IKU").isi

    assert "Nomor 61 Tahun 2021 tentang IKU" in isi.tentang_lengkap


BOLEH = {
    (StatusKeputusan.DRAF, Kata.TETAPKAN): StatusKeputusan.DITETAPKAN,
    (StatusKeputusan.DITETAPKAN, Kata.GANTI): StatusKeputusan.DIUBAH,
    (StatusKeputusan.DIUBAH, Kata.GANTI): StatusKeputusan.DIUBAH,
    (StatusKeputusan.DITETAPKAN, Kata.CABUT): StatusKeputusan.DICABUT,
    (StatusKeputusan.DIUBAH, Kata.CABUT): StatusKeputusan.DICABUT,
}


@pytest.mark.parametrize("status", StatusKeputusan)
@pytest.mark.parametrize("kata", Kata)
def test_only_these_steps_exist(status: StatusKeputusan, kata: Kata) -> None:
    langkah = transisi(status, kata)

    assert (langkah.ke if langkah else None) == BOLEH.get((status, kata))


def test_every_kind_of_decree_has_standing_texts() -> None:
    from naskah.selectors import _teks_bawaan

    for jenis in JenisKeputusan.values:
        assert {"tentang", "judul_lampiran", "menimbang-1", "diktum-1"} <= _teks_bawaan()[jenis].keys()
