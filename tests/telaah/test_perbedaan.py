"""Two versions side by side: what counts as new, changed, moved and deleted, and which words are marked."""

from copy import deepcopy
from typing import Any

import pytest

from telaah.perbedaan import Tanda, bandingkan, polos, sanding_kata

KEPALA = {"tahun": 2023, "mandat": "", "periode": "2021–2026"}


def simpul(kunci: str, *anak: dict[str, Any], jenis: str = "kondisi_antara", **isi: Any) -> dict[str, Any]:
    return {
        "identitas": kunci, "jenis": jenis, "kode": "", "pernyataan": f"Pernyataan {kunci}", "sumber": "",
        "tingkat": "", "komponen": "", "indikator": [], "jabatan": [], "crosscutting": [], "anak": list(anak), **isi,
    }  # fmt: skip


def indikator(kunci: str, **isi: Any) -> dict[str, Any]:
    return {"identitas": kunci, "nama": f"Indikator {kunci}", "sumber_data": [], **isi}


def pohon(*anak: dict[str, Any], **kepala: Any) -> dict[str, Any]:
    """Return a frozen tree, codes given by place."""

    def nomori(daftar: list[dict[str, Any]], awalan: str) -> None:
        for nomor, satu in enumerate(daftar, 1):
            satu["kode"] = f"{awalan}{nomor}"
            nomori(satu["anak"], f"{satu['kode']}.")

    akar = [deepcopy(simpul("akar", *anak, jenis="outcome"))]
    nomori(akar[0]["anak"], "")
    akar[0]["kode"] = "O"
    return {"kepala": KEPALA | kepala, "simpul": akar}


def tanda(lama: dict[str, Any], baru: dict[str, Any]) -> dict[str, tuple[Tanda, ...]]:
    return {satu.identitas: satu.tanda for satu in bandingkan(lama, baru).baris if satu.tanda}


def test_equal_versions_differ_in_nothing() -> None:
    isi = pohon(simpul("a", simpul("b")), simpul("c"))
    hasil = bandingkan(isi, deepcopy(isi))
    assert hasil.sama
    assert hasil.hanya_berubah() == ()


def test_words_are_marked_and_not_whole_texts() -> None:
    kiri, kanan = sanding_kata(
        "Meningkatnya Kompetensi SDM layanan Pendaftaran", "Meningkatnya Kompetensi SDM Pelayanan Pendaftaran"
    )
    assert [satu.teks for satu in kiri if satu.beda] == ["layanan"]
    assert [satu.teks for satu in kanan if satu.beda] == ["Pelayanan"]
    assert polos(kiri) == "Meningkatnya Kompetensi SDM layanan Pendaftaran"


@pytest.mark.parametrize(("lama", "baru"), [("", "Baru"), ("Lama", ""), ("satu  dua", "satu dua"), ("", "")])
def test_pieces_join_to_the_texts_they_were_cut_from(lama: str, baru: str) -> None:
    kiri, kanan = sanding_kata(lama, baru)
    assert (polos(kiri).split(), polos(kanan).split()) == (lama.split(), baru.split())


def test_new_changed_deleted() -> None:
    lama = pohon(simpul("a", simpul("b")), simpul("c"))
    baru = pohon(simpul("a", simpul("b", pernyataan="Lain sama sekali"), simpul("d")))
    assert tanda(lama, baru) == {"b": (Tanda.DIUBAH,), "d": (Tanda.BARU,), "c": (Tanda.DIHAPUS,)}


def test_a_deleted_branch_stands_where_it_was() -> None:
    lama = pohon(simpul("a"), simpul("b", simpul("b1")), simpul("c"))
    hasil = bandingkan(lama, pohon(simpul("a"), simpul("c")))
    assert [satu.identitas for satu in hasil.baris] == ["akar", "a", "b", "b1", "c"]
    assert (hasil.baris[2].kode, hasil.baris[2].kode_baru) == ("2", "")
    assert hasil.baris[4].tanda == ()  # its code fell from 3 to 2: no move


def test_a_node_under_another_parent_is_moved_and_says_from_where() -> None:
    lama = pohon(simpul("a", simpul("x", pernyataan="Tersedianya alat")), simpul("b"))
    baru = pohon(simpul("a"), simpul("b", simpul("x", pernyataan="Tersedianya alat baru")))
    (pindah,) = [satu for satu in bandingkan(lama, baru).baris if satu.tanda]
    assert pindah.tanda == (Tanda.DIPINDAH, Tanda.DIUBAH)
    assert (pindah.kode_lama, pindah.kode_baru, pindah.dari) == ("1.1", "2.1", "1 Pernyataan a")


def test_what_survives_a_deleted_parent_is_shown_once_at_its_new_place() -> None:
    lama = pohon(simpul("a", simpul("x")), simpul("b"))
    hasil = bandingkan(lama, pohon(simpul("b", simpul("x"))))
    assert [satu.identitas for satu in hasil.baris] == ["akar", "a", "b", "x"]
    assert tanda(lama, pohon(simpul("b", simpul("x")))) == {"a": (Tanda.DIHAPUS,), "x": (Tanda.DIPINDAH,)}


def test_the_fewest_siblings_count_as_moved() -> None:
    lama = pohon(*(simpul(kunci) for kunci in "abcde"))
    assert tanda(lama, pohon(*(simpul(kunci) for kunci in "eabcd"))) == {"e": (Tanda.DIPINDAH,)}


def test_columns_positions_and_indicators_are_named() -> None:
    lama = pohon(
        simpul("a", tingkat="strategis", indikator=[indikator("i"), indikator("j")], jabatan=[{"nama": "Camat"}])
    )
    baru = pohon(
        simpul(
            "a",
            tingkat="operasional",
            indikator=[indikator("i", satuan="persen"), indikator("k")],
            crosscutting=[{"nama": "Polres"}],
        )
    )
    (satu,) = [baris for baris in bandingkan(lama, baru).baris if baris.tanda]
    assert {beda.label: (polos(beda.lama), polos(beda.baru)) for beda in satu.kolom} == {
        "Tingkat kinerja": ("kinerja strategis", "kinerja operasional"),
        "Indikator 1, satuan": ("", "persen"),
        "Indikator baru": ("", "Indikator k"),
        "Indikator dihapus": ("Indikator j", ""),
        "Jabatan": ("Camat", ""),
        "Crosscutting": ("", "Polres"),
    }


def test_only_changed_rows_come_with_those_above_them() -> None:
    lama = pohon(simpul("a", simpul("b", simpul("c"))), simpul("d"))
    baru = pohon(simpul("a", simpul("b", simpul("c", pernyataan="Lain"))), simpul("d"))
    assert [satu.identitas for satu in bandingkan(lama, baru).hanya_berubah()] == ["akar", "a", "b", "c"]


def test_the_head_is_compared_too() -> None:
    hasil = bandingkan(pohon(), pohon(tahun=2029, mandat="Perda baru"))
    assert [(beda.label, polos(beda.baru)) for beda in hasil.kepala] == [
        ("Tahun pada sampul", "2029"),
        ("Mandat", "Perda baru"),
    ]
    assert not hasil.sama
