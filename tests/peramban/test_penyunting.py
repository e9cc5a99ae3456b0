"""The quick editor of Tahap 3, by mouse: rows are edited, added, moved and deleted without the page loading anew."""

import pytest
from playwright.sync_api import Page, expect

from instansi.models import Sesi
from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from tests.peramban.bantuan import masuk_lewat_formulir, periksa_axe
from tests.peramban.editor import baris, buka_editor, muat_pohon, pastikan_halaman_sama, simpul

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    return muat_pohon()


@pytest.fixture
def editor(page: Page, pohon: Pohon) -> Page:
    """Tahap 3, open."""
    return buka_editor(page, pohon)


class TestMengubah:
    def test_a_text_is_edited_in_its_row_and_nothing_else_moves(self, editor: Page, pohon: Pohon) -> None:
        tetangga = baris(editor, "1.1.2")
        tetangga.evaluate("satu => { satu.dataset.sama = 'ya' }")
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        kolom = editor.get_by_label("Kondisi yang diperlukan")
        expect(kolom).to_be_focused()
        gulir = editor.evaluate("scrollY")
        expect(baris(editor, "1.1.2").get_by_role("link", name="Ubah 1.1.2")).to_be_visible()
        kolom.fill("Meningkatnya kecakapan petugas loket")
        editor.get_by_role("button", name="Simpan", exact=True).click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        expect(baris(editor, "1.1.1")).to_be_focused()
        expect(tetangga).to_have_attribute("data-sama", "ya")
        expect(editor.locator("#kabar")).to_contain_text("Tersimpan: Meningkatnya kecakapan petugas loket")
        assert editor.evaluate("scrollY") == gulir
        assert simpul(pohon, "1.1.1").pernyataan == "Meningkatnya kecakapan petugas loket"
        pastikan_halaman_sama(editor)

    def test_cancel_puts_the_row_back_without_asking_the_server(self, editor: Page) -> None:
        semula = baris(editor, "1.1.1").locator(".pohon-pernyataan").inner_text()
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Tidak jadi")
        editor.get_by_role("link", name="Batal").click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text(semula)
        expect(baris(editor, "1.1.1")).to_be_focused()
        pastikan_halaman_sama(editor)

    def test_an_empty_text_is_refused_in_the_row(self, editor: Page) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("")
        editor.get_by_role("button", name="Simpan", exact=True).click()

        kolom = editor.locator("#id_pernyataan")
        expect(kolom).to_have_attribute("aria-invalid", "true")
        expect(kolom).to_be_focused()
        periksa_axe(editor)
        pastikan_halaman_sama(editor)

    def test_opening_another_row_saves_the_first_as_leaving_a_cell_does(self, editor: Page, pohon: Pohon) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Meningkatnya kecakapan petugas loket")
        baris(editor, "1.1.2").get_by_role("link", name="Ubah 1.1.2").click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        expect(baris(editor, "1.1.2").locator("#id_pernyataan")).to_be_focused()
        assert simpul(pohon, "1.1.1").pernyataan == "Meningkatnya kecakapan petugas loket"
        pastikan_halaman_sama(editor)

    def test_a_numbered_text_is_split_in_place(self, editor: Page) -> None:
        baris(editor, "1.1.1.1").get_by_role("link", name="Ubah 1.1.1.1").click()
        editor.locator("#id_pernyataan").fill("1. Terlaksananya diklat 2. Tersusunnya modul diklat")
        editor.get_by_role("button", name="Simpan", exact=True).click()
        editor.get_by_role("button", name="Pecah menjadi 2 kondisi").click()

        expect(baris(editor, "1.1.1.2").locator(".pohon-pernyataan")).to_have_text("Tersusunnya modul diklat")
        pastikan_halaman_sama(editor)


class TestBentrok:
    def _buka_lalu_orang_lain_menyimpan(self, page: Page, pohon: Pohon) -> None:
        baris(page, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        page.locator("#id_pernyataan").fill("Tulisan saya")
        kini = simpul(pohon, "1.1.1")
        Simpul.objects.filter(pk=kini.pk).update(versi=kini.versi + 1, pernyataan="Tulisan orang lain")
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator(".bentrok-kotak")).to_contain_text("Tulisan orang lain")
        expect(page.locator(".bentrok-kotak")).to_be_focused()

    def test_both_texts_are_shown_in_the_row_and_ones_own_can_be_saved(self, editor: Page, pohon: Pohon) -> None:
        self._buka_lalu_orang_lain_menyimpan(editor, pohon)
        periksa_axe(editor)
        editor.get_by_role("button", name="Simpan tulisan saya").click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Tulisan saya")
        pastikan_halaman_sama(editor)

    def test_the_stored_text_can_be_taken_instead(self, editor: Page, pohon: Pohon) -> None:
        self._buka_lalu_orang_lain_menyimpan(editor, pohon)
        editor.get_by_role("link", name="Pakai yang tersimpan").click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Tulisan orang lain")
        pastikan_halaman_sama(editor)


class TestSusunan:
    def test_siblings_are_added_one_after_the_other(self, editor: Page, pohon: Pohon) -> None:
        baris(editor, "1.1.1.2").get_by_role("link", name="Tambah sesudah 1.1.1.2").click()
        expect(editor.locator("#simpul-baru #id_pernyataan")).to_be_focused()
        editor.locator("#id_pernyataan").fill("Terlaksananya magang")
        editor.get_by_role("button", name="Simpan dan tambah lagi").click()
        expect(baris(editor, "1.1.1.3").locator(".pohon-pernyataan")).to_have_text("Terlaksananya magang")
        expect(editor.locator("#simpul-baru #id_pernyataan")).to_have_value("")
        expect(editor.locator("#simpul-baru #id_pernyataan")).to_be_focused()
        editor.keyboard.type("Tersusunnya modul")
        editor.get_by_role("button", name="Simpan", exact=True).click()

        expect(baris(editor, "1.1.1.4").locator(".pohon-pernyataan")).to_have_text("Tersusunnya modul")
        expect(baris(editor, "1.1.1.4")).to_be_focused()
        expect(editor.locator("#simpul-baru")).to_have_count(0)
        assert simpul(pohon, "1.1.1.4").pernyataan == "Tersusunnya modul"
        pastikan_halaman_sama(editor)

    def test_a_child_is_added_below_the_branch(self, editor: Page) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Tambah di bawah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Terlaksananya magang")
        editor.get_by_role("button", name="Simpan", exact=True).click()

        expect(baris(editor, "1.1.1.3").locator(".pohon-pernyataan")).to_have_text("Terlaksananya magang")
        pastikan_halaman_sama(editor)

    def test_a_row_is_moved_step_by_step_with_the_focus_on_the_same_button(self, editor: Page, pohon: Pohon) -> None:
        pernyataan = simpul(pohon, "1.1.1").pernyataan
        baris(editor, "1.1.1").get_by_role("button", name="Turunkan 1.1.1").click()
        expect(baris(editor, "1.1.2").locator(".pohon-pernyataan")).to_have_text(pernyataan)
        expect(baris(editor, "1.1.2").get_by_role("button", name="Turunkan 1.1.2")).to_be_focused()
        editor.keyboard.press("Enter")

        expect(baris(editor, "1.1.3").locator(".pohon-pernyataan")).to_have_text(pernyataan)
        assert simpul(pohon, "1.1.3").pernyataan == pernyataan
        pastikan_halaman_sama(editor)

    def test_a_branch_goes_under_another_parent_through_the_list(self, editor: Page, pohon: Pohon) -> None:
        baris(editor, "1.1.2").get_by_role("link", name="Pindahkan 1.1.2 ke cabang lain").click()
        tujuan = simpul(pohon, "2")
        editor.locator("#id_induk").select_option(str(tujuan.pk))
        dipindah = simpul(pohon, "1.1.2")
        editor.get_by_role("button", name="Pindahkan", exact=True).click()

        expect(editor.locator(f"#simpul-{dipindah.pk}")).to_be_focused()
        assert Simpul.objects.get(pk=dipindah.pk).parent_id == tujuan.pk
        pastikan_halaman_sama(editor)

    def test_a_branch_is_deleted_and_brought_back(self, editor: Page, pohon: Pohon) -> None:
        jumlah = editor.locator("#pohon-isi > tr").count()
        kunci = simpul(pohon, "1.1.1").pk
        baris(editor, "1.1.1").get_by_role("button", name="Hapus 1.1.1 beserta turunannya").click()
        expect(editor.locator(f"#simpul-{kunci}")).to_have_count(0)
        expect(editor.locator("#kabar")).to_contain_text("3 kotak dihapus")
        periksa_axe(editor)
        editor.get_by_role("button", name="Urungkan").click()

        expect(editor.locator("#pohon-isi > tr")).to_have_count(jumlah)
        expect(editor.locator(f"#simpul-{kunci}")).to_be_focused()
        assert Simpul.objects.hidup().filter(pohon=pohon, jenis=JenisSimpul.ANTARA, pk=kunci).exists()
        pastikan_halaman_sama(editor)

    def test_another_rows_button_keeps_what_is_being_typed(self, editor: Page) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Belum selesai diketik")
        baris(editor, "1.1.3").get_by_role("button", name="Naikkan 1.1.3").click()

        expect(editor.locator("#kabar")).to_contain_text("Dipindahkan ke atas")
        expect(editor.locator("#id_pernyataan")).to_have_value("Belum selesai diketik")

    def test_what_a_colleague_changed_meanwhile_comes_along(self, editor: Page, pohon: Pohon) -> None:
        kini = simpul(pohon, "2")
        Simpul.objects.filter(pk=kini.pk).update(versi=kini.versi + 1, pernyataan="Tulisan rekan")
        baris(editor, "1.1.1").get_by_role("button", name="Turunkan 1.1.1").click()

        expect(baris(editor, "2").locator(".pohon-pernyataan")).to_have_text("Tulisan rekan")


class TestGangguan:
    def test_a_lost_connection_keeps_what_was_typed_and_says_so(self, editor: Page, pohon: Pohon) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Tulisan di kereta")
        editor.context.set_offline(True)
        editor.get_by_role("button", name="Simpan", exact=True).click()
        expect(editor.get_by_role("alert")).to_contain_text("Sambungan terputus")
        expect(editor.locator("#id_pernyataan")).to_have_value("Tulisan di kereta")
        periksa_axe(editor)
        editor.context.set_offline(False)
        editor.get_by_role("button", name="Simpan", exact=True).click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Tulisan di kereta")
        expect(editor.get_by_role("alert")).to_have_count(0)

    def test_an_expired_session_is_renewed_in_another_tab_and_the_text_saved(self, editor: Page, pohon: Pohon) -> None:
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Tulisan lama sekali")
        Sesi.objects.all().delete()
        editor.get_by_role("button", name="Simpan", exact=True).click()
        expect(editor.get_by_role("alert")).to_contain_text("Sesi Anda sudah berakhir")
        with editor.context.expect_page() as baru:
            editor.get_by_role("link", name="Masuk lagi").click()
        baru.value.close()
        lain = editor.context.new_page()
        masuk_lewat_formulir(lain, "perencana.disdukcapil")
        lain.close()
        editor.get_by_role("button", name="Simpan", exact=True).click()

        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Tulisan lama sekali")
        assert simpul(pohon, "1.1.1").pernyataan == "Tulisan lama sekali"


class TestUrungkan:
    def test_steps_are_undone_and_redone_by_button_and_keys_across_a_reload(self, editor: Page, pohon: Pohon) -> None:
        semula = simpul(pohon, "1.1.1").pernyataan
        baris(editor, "1.1.1").get_by_role("link", name="Ubah 1.1.1").click()
        editor.locator("#id_pernyataan").fill("Meningkatnya kecakapan petugas loket")
        editor.keyboard.press("Enter")
        expect(baris(editor, "1.1.1")).to_be_focused()
        baris(editor, "1.1.1").get_by_role("button", name="Turunkan 1.1.1").click()
        expect(baris(editor, "1.1.2").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        editor.reload()
        editor.evaluate("document.body.dataset.sama = 'ya'")

        editor.get_by_role("button", name="Urungkan").click()
        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        periksa_axe(editor)
        baris(editor, "1.1.1").focus()
        editor.keyboard.press("Control+z")
        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text(semula)
        editor.keyboard.press("Control+y")
        expect(baris(editor, "1.1.1").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        editor.get_by_role("button", name="Ulangi").click()
        expect(baris(editor, "1.1.2").locator(".pohon-pernyataan")).to_have_text("Meningkatnya kecakapan petugas loket")
        expect(editor.locator("#kabar")).to_contain_text("Diulangi: memindahkan")
        pastikan_halaman_sama(editor)

    def test_steps_are_undone_without_javascript(self, halaman_polos: Page, pohon: Pohon) -> None:
        polos = buka_editor(halaman_polos, pohon)
        pernyataan = simpul(pohon, "1.1.1").pernyataan
        baris(polos, "1.1.1").get_by_role("button", name="Turunkan 1.1.1").click()
        polos.get_by_role("button", name="Urungkan").click()
        expect(baris(polos, "1.1.1").locator(".pohon-pernyataan")).to_have_text(pernyataan)
        polos.get_by_role("button", name="Ulangi").click()
        expect(baris(polos, "1.1.2").locator(".pohon-pernyataan")).to_have_text(pernyataan)
