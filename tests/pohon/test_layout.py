"""The tree picture: what stands where, so that a reader finds every box whole, apart and in order."""

from itertools import combinations
from time import perf_counter

import pytest

from pohon.layout import (
    EM,
    KERTAS,
    LAYAR,
    Bagan,
    JenisTanda,
    Ranting,
    Tanda,
    menurun,
    menurun_pas,
    menyamping,
    ranting_pohon,
)
from pohon.layout.huruf import bungkus, hitung_baris, lebar_kata
from pohon.layout.kotak import RUANG_KENDALI
from pohon.layout.menurun import Cara
from tests.pabrik.baris import (
    antara,
    baris_pohon,
    kondisi,
    operasional,
    outcome,
    pohon_acak,
    pohon_contoh,
    silang,
    utama,
)

UKURAN = (1, 30, 96, 133, 300)
PANJANG = "Meningkatnya " + "kualitas pelayanan administrasi kependudukan " * 22
USIL = "<script>alert('x')</script> 👩‍👩‍👧‍👦 مرحبا بالعالم & \"kutip\" " + "tanpaspasi" * 30


def pohon_sulit():
    """A tree of everything that goes wrong: long texts, hostile texts, deep nesting, a wide family, empty boxes."""
    dalam = antara("Bersarang 6")
    for tingkat in range(5, 0, -1):
        dalam = antara(f"Bersarang {tingkat}", dalam, operasional("Sampingan"))
    return baris_pohon(
        outcome(
            PANJANG[:1000],
            kondisi(USIL, utama("Lebar", *(operasional(f"Anak {n}", indikator=["Jumlah"]) for n in range(25)))),
            kondisi("Bersarang", utama("Dalam", dalam), silang("Jaringan", crosscutting=["Dinas A, B", "Dinas C"])),
            indikator=[PANJANG[:300], USIL, "Ketiga"],
        ),
        outcome("", kondisi("x" * 1000, jabatan=["Kepala " + "y" * 80])),
    )


def semua_susunan(pohon, cascading=False) -> list[Bagan]:
    akar = ranting_pohon(pohon)
    cara = [Cara(0, 99, 1), Cara(1, 99, 1), Cara(1, 3, 1), Cara(2, 99, 1), Cara(2, 4, 1), Cara(3, 6, 1)]
    return [
        menyamping(akar, cascading=cascading),
        *(menurun(akar, cascading=cascading, lebar_kotak=lebar, cara=satu) for satu in cara for lebar in (97, 180)),
        menurun_pas(akar, lebar_mm=400, tinggi_mm=260, cascading=cascading),
    ]


def bertumpuk(a, b) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


@pytest.mark.parametrize("banyak", UKURAN)
def test_no_box_covers_another_and_all_lie_within_the_picture(banyak):
    for bagan in semua_susunan(pohon_acak(banyak, benih=banyak)):
        assert len(bagan.kotak) == banyak
        for kotak in bagan.kotak:
            assert kotak.x >= -0.01 and kotak.y >= -0.01
            assert kotak.x + kotak.w <= bagan.lebar + 0.01
            assert kotak.y + kotak.h <= bagan.tinggi + 0.01
        assert not [(a.simpul.kode, b.simpul.kode) for a, b in combinations(bagan.kotak, 2) if bertumpuk(a, b)]


@pytest.mark.parametrize("cascading", [False, True])
def test_boxes_of_a_difficult_tree_stay_apart(cascading):
    for bagan in semua_susunan(pohon_sulit(), cascading):
        assert not [(a.simpul.kode, b.simpul.kode) for a, b in combinations(bagan.kotak, 2) if bertumpuk(a, b)]


@pytest.mark.parametrize("cascading", [False, True])
@pytest.mark.parametrize("buat", [pohon_sulit, lambda: pohon_contoh("disdukcapil"), lambda: pohon_contoh("naker")])
def test_no_text_leaves_its_box(buat, cascading):
    for bagan in semua_susunan(buat(), cascading):
        for kotak in bagan.kotak:
            bawah = 0.0
            for bagian in kotak.bagian:
                assert bagian.y >= bawah - 0.01
                bawah = bagian.y + bagian.h
                assert len(bagian.baris) * bagian.tinggi_baris + 2 * bagian.isi_y <= bagian.h + 0.01
                for baris in bagian.baris:
                    lebar = lebar_kata(baris, bagian.tebal) * bagian.huruf / EM
                    assert bagian.x + bagian.isi_x + lebar <= kotak.w - bagian.isi_x + 0.05, baris
            assert bawah <= kotak.h


def test_boxes_hold_all_texts_in_order_and_lose_no_letter():
    pohon = pohon_contoh("disdukcapil")
    for bagan in (menyamping(ranting_pohon(pohon), cascading=True), *semua_susunan(pohon, True)):
        assert [kotak.simpul.kode for kotak in bagan.kotak] == [simpul.kode for simpul in pohon.tanpa_csf]
        for kotak in bagan.kotak:
            teks = "".join("".join(bagian.baris) for bagian in kotak.bagian).replace(" ", "")
            simpul = kotak.simpul
            isi = [simpul.kode, simpul.pernyataan, simpul.nama_jabatan, *(satu.nama for satu in simpul.indikator)]
            assert not [satu for satu in isi if satu.replace(" ", "") not in teks]


def test_the_search_for_paper_breaks_no_ordinary_word():
    pohon = pohon_contoh("naker")
    for lebar in (250, 400, 800):
        bagan = menurun_pas(ranting_pohon(pohon), lebar_mm=lebar, tinggi_mm=200, cascading=True)
        for kotak in bagan.kotak:
            kata = {kata for bagian in kotak.bagian for baris in bagian.baris for kata in baris.split()}
            assert set(kotak.simpul.pernyataan.split()) <= kata


def test_left_to_right_puts_children_in_the_next_column_level_with_their_parent():
    bagan = menyamping(ranting_pohon(pohon_contoh("disdukcapil")))
    kotak = {satu.simpul.id: satu for satu in bagan.kotak}
    assert bagan.lebar <= 1270
    terakhir: dict[int | None, float] = {}
    for satu in bagan.kotak:
        induk = kotak.get(satu.simpul.induk_tampil_id)
        if induk:
            assert satu.x == induk.x + induk.w + LAYAR.jarak_tingkat
            if satu.simpul.induk_tampil_id not in terakhir:
                assert satu.y == induk.y
            else:
                assert satu.y > terakhir[satu.simpul.induk_tampil_id]
        terakhir[satu.simpul.induk_tampil_id] = satu.y


def test_top_down_keeps_the_order_of_siblings_and_puts_children_below():
    for bagan in semua_susunan(pohon_acak(96))[1:]:
        kotak = {satu.simpul.id: satu for satu in bagan.kotak}
        sebelum: dict[int | None, tuple[float, float]] = {}
        for satu in bagan.kotak:
            induk = kotak.get(satu.simpul.induk_tampil_id)
            if induk:
                assert satu.y >= induk.y + induk.h
            x, y = sebelum.get(satu.simpul.induk_tampil_id, (-1e9, -1e9))
            assert satu.x > x + 1 or satu.y > y  # to the right, or further down a comb
            sebelum[satu.simpul.induk_tampil_id] = (satu.x, satu.y)


def test_lines_never_run_through_a_box():
    for bagan in semua_susunan(pohon_contoh("naker")):
        for ruas in bagan.ruas:
            for i in range(0, len(ruas) - 2, 2):
                x0, x1 = sorted((ruas[i], ruas[i + 2]))
                y0, y1 = sorted((ruas[i + 1], ruas[i + 3]))
                for kotak in bagan.kotak:
                    di_dalam = (
                        x1 > kotak.x + 0.02
                        and x0 < kotak.x + kotak.w - 0.02
                        and y1 > kotak.y + 0.02
                        and y0 < kotak.y + kotak.h - 0.02
                    )
                    assert not di_dalam, (kotak.simpul.kode, ruas)


def test_several_outcomes_stand_side_by_side():
    pohon = pohon_acak(40, banyak_outcome=3)
    bagan = menurun(ranting_pohon(pohon))
    puncak = [satu for satu in bagan.kotak if satu.simpul.kode.startswith("O")]
    assert [satu.simpul.kode for satu in puncak] == ["O1", "O2", "O3"]
    assert {satu.y for satu in puncak} == {0}
    assert puncak[0].x < puncak[1].x < puncak[2].x


def test_the_same_tree_gives_the_same_picture():
    assert semua_susunan(pohon_acak(96, benih=7)) == semua_susunan(pohon_acak(96, benih=7))


def test_paper_gets_the_largest_type_that_fits():
    akar = ranting_pohon(pohon_contoh("disdukcapil"))
    bagan = menurun_pas(akar, lebar_mm=400, tinggi_mm=260)
    assert bagan.lebar <= 400 and bagan.tinggi <= 260
    assert bagan.huruf_pt >= 7.5  # 34 boxes on A3; the trial layout reached 6.7
    assert bagan.lebar > 395 or bagan.tinggi > 255 or bagan.huruf_pt > 9.9
    kecil = menurun_pas(akar, lebar_mm=280, tinggi_mm=190)
    assert kecil.huruf_pt < bagan.huruf_pt
    assert menurun_pas(akar, lebar_mm=280, tinggi_mm=190, pt_terkecil=7.5) is None
    assert menurun_pas((), lebar_mm=280, tinggi_mm=190) is None


def test_all_type_of_a_picture_is_at_least_as_large_as_it_says():
    for bagan in semua_susunan(pohon_contoh("naker"), True):
        assert min(bagian.huruf for kotak in bagan.kotak for bagian in kotak.bagian) == bagan.huruf


def test_a_shortened_branch_leaves_out_indicators_and_tells_the_page():
    ranting = ranting_pohon(pohon_contoh("disdukcapil"))[0]
    ringkas = Ranting(ranting.simpul, rujukan="gambar-9", ringkas=True)
    (kotak,) = menurun([ringkas], cascading=True).kotak
    assert [bagian.jenis for bagian in kotak.bagian] == ["kepala", "pernyataan", "rujukan"]
    assert kotak.rujukan == "gambar-9"


# -- text ------------------------------------------------------------------------------------------------------------


def test_lines_break_at_spaces_then_after_slashes_then_between_letters():
    assert bungkus("satu dua tiga", False, lebar_kata("satu dua")) == ("satu dua", "tiga")
    assert bungkus("sarana/prasarana", False, lebar_kata("prasarana")) == ("sarana/", "prasarana")
    assert "".join(bungkus("x" * 100, True, 5 * EM)) == "x" * 100
    assert bungkus("", False, EM) == ()


@pytest.mark.parametrize("teks", [PANJANG, USIL, "", "  ", "a", "z" * 1000, "e\u0301" * 200])
@pytest.mark.parametrize("batas", [6 * EM, 10 * EM, 40 * EM])
def test_counting_lines_agrees_with_wrapping(teks, batas):
    baris = bungkus(teks, True, batas)
    assert hitung_baris(teks, True, batas) == len(baris)
    assert all(lebar_kata(satu, True) <= batas for satu in baris)
    assert "".join(baris).replace(" ", "") == "".join(teks.split())


def test_a_letter_keeps_its_marks_when_a_word_is_broken():
    keluarga = "👩‍👩‍👧"
    for baris in bungkus(keluarga * 40, False, 6 * EM):
        assert baris.startswith("👩‍")
        assert not baris.endswith("\u200d")


def test_control_characters_are_not_drawn():
    assert bungkus("a\x00b\x1b[31m \u202ec\ud800", False, 99 * EM) == ("ab[31m c",)


def test_cut_off_text_says_so():
    baris = bungkus(PANJANG, True, 12 * EM, 3)
    assert len(baris) == 3
    assert baris[-1].endswith("…")
    assert lebar_kata(baris[-1], True) <= 12 * EM


def test_layout_is_quick():
    """Generous against noisy machines: 133 boxes take about 5 ms, the search on paper about 40 ms."""
    akar = ranting_pohon(pohon_acak(133))
    menyamping(akar)
    mulai = perf_counter()
    menyamping(akar)
    menurun(akar, gaya=KERTAS)
    menurun_pas(akar, lebar_mm=400, tinggi_mm=260)
    assert perf_counter() - mulai < 2


# -- the page's own --------------------------------------------------------------------------------------------------


def test_a_folded_branch_leaves_one_box_that_counts_the_others():
    pohon = pohon_acak(40)
    akar = ranting_pohon(pohon)[0]
    dalam = akar.anak[0].simpul.id
    bertanda = akar.anak[0].anak[0].simpul.id
    tanda = {bertanda: (Tanda("1 perlu dicek", JenisTanda.AWAS),)}
    terlipat = ranting_pohon(pohon, terlipat={dalam}, tanda=tanda)[0]
    assert not terlipat.anak[0].anak
    assert terlipat.anak[0].terlipat == len(list(akar.anak[0].semua())) - 1
    assert terlipat.anak[0].terlipat_bertanda == 1
    # Folded within folded: counted once.
    semuanya = ranting_pohon(pohon, terlipat={akar.simpul.id, dalam}, tanda=tanda)[0]
    assert (semuanya.terlipat, semuanya.terlipat_bertanda) == (39, 1)


def test_a_branch_begins_at_its_own_box_and_an_unknown_one_has_none():
    pohon = pohon_acak(40)
    cabang = ranting_pohon(pohon)[0].anak[0]
    assert ranting_pohon(pohon, cabang=cabang.simpul.id) == (cabang,)
    assert ranting_pohon(pohon, cabang=10**9) == ()


@pytest.mark.parametrize("tata", [menyamping, menurun])
def test_lines_to_another_agencys_work_are_apart(tata):
    pohon = baris_pohon(outcome("Hasil", kondisi("K", silang("S", crosscutting=["Dinas"]), operasional("O"))))
    bagan = tata(ranting_pohon(pohon))
    assert len(bagan.ruas_silang) == 1
    kotak = next(satu for satu in bagan.kotak if satu.simpul.pernyataan == "S")
    x, y = bagan.ruas_silang[0][-2:]
    assert kotak.x <= x <= kotak.x + kotak.w and kotak.y <= y <= kotak.y + kotak.h
    assert bagan.garis_silang and not tata(ranting_pohon(pohon_acak(9))).garis_silang


@pytest.mark.parametrize("tata", [menyamping, menurun])
def test_marks_and_the_room_for_controls_stay_inside_their_box(tata):
    pohon = pohon_sulit()
    tanda = {
        simpul.id: (Tanda("12 wajib diperbaiki", JenisTanda.GALAT), Tanda("x" * 90, JenisTanda.BAIK))
        for simpul in pohon.simpul
    }
    bagan = tata(ranting_pohon(pohon, tanda=tanda), gaya=LAYAR, lebar_kotak=220.0, kendali=True)
    for kotak in bagan.kotak:
        bawah = max(bagian.y + bagian.h for bagian in kotak.bagian)
        assert bawah <= kotak.h
        assert sum(bagian.jenis in tuple(JenisTanda) for bagian in kotak.bagian) == 2
        kepala = kotak.bagian[0]
        ruang = RUANG_KENDALI if kotak.ranting.anak else 0
        for baris in kepala.baris:
            assert lebar_kata(baris) * kepala.huruf / EM <= kotak.w - 2 * LAYAR.isi_x - ruang + 0.01
    assert not [1 for a, b in combinations(bagan.kotak, 2) if bertumpuk(a, b)]
