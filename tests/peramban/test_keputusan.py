"""The screens of decrees in a browser: accessible, no wider than the window, and usable without JavaScript."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from iku.models import BarisLampiran
from instansi.models import Pengguna
from naskah.choices import KeadaanCetakan
from naskah.models import Cetakan, DasarHukum, Keputusan
from naskah.services import cetakan as layanan
from tests.pabrik.cuplikan import pasang_contoh
from tests.pabrik.keputusan import draf_tersimpan
from tests.peramban.bantuan import masuk, periksa_axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keputusan() -> Keputusan:
    """The draft of an amendment in the demo data."""
    pasang_contoh()
    return Keputusan.objects.filter(perangkat_daerah__slug="disdukcapil", jenis="iku").latest("pk")


def halaman(keputusan: Keputusan) -> list[str]:
    baris = BarisLampiran.objects.filter(keputusan=keputusan).first()
    return [
        reverse("keputusan_daftar", args=[keputusan.perangkat_daerah_id]),
        reverse("naskah_pengaturan", args=[keputusan.perangkat_daerah_id]),
        reverse("keputusan_tetapkan", args=[keputusan.pk]),
        reverse("keputusan_riwayat", args=[keputusan.pk]),
        reverse("keputusan_banding", args=[keputusan.pk]),
        reverse("dasar", args=[keputusan.perangkat_daerah_id]),
        reverse("dasar_baru", args=[keputusan.perangkat_daerah_id]),
        reverse("iki_pustaka", args=[keputusan.perangkat_daerah_id]),
        reverse("iki_lampiran", args=[Keputusan.objects.get(jenis="iki").pk]),
        reverse("iku_lampiran", args=[keputusan.pk]),
        reverse("iku_baris", args=[keputusan.pk, baris.pk if baris else 0]),
        reverse("iku_baris_baru", args=[keputusan.pk, 1]),
    ]


def cetakan(keputusan: Keputusan) -> list[str]:
    """The list of papers printed in the background, one under way and one that failed."""
    pemesan = Pengguna.objects.get(username="perencana.disdukcapil")
    alamat = [reverse("cetakan_daftar")]
    for nomor, keadaan in enumerate((KeadaanCetakan.DIKERJAKAN, KeadaanCetakan.GAGAL)):
        satu = Cetakan.objects.create(
            pengguna=pemesan,
            jenis="keputusan",
            parameter={"keputusan": keputusan.pk},
            kunci=str(nomor) * 64,
            judul=str(keputusan),
            nama_berkas="keputusan.pdf",
            tipe="application/pdf",
            kembali=reverse("keputusan", args=[keputusan.pk]),
            keadaan=keadaan,
            persen=40,
            kabar="Menata halaman 12",
            detak=timezone.now(),
            galat="Naskah ini tidak dapat dicetak.",
        )
        alamat.append(reverse("cetakan", args=[satu.pk]))
    return alamat


@pytest.mark.parametrize("lebar", [1366, 360])
def test_pages_are_accessible_and_fit_the_window(page: Page, keputusan: Keputusan, lebar: int) -> None:
    page.set_viewport_size({"width": lebar, "height": 4000})
    masuk(page, "perencana.disdukcapil")
    # The viewer of the browser is not ours to judge, and axe would wait for it.
    page.route("**/pratinjau.pdf*", lambda rute: rute.fulfill(body="", content_type="text/html"))

    for url in (*halaman(keputusan), *cetakan(keputusan), reverse("keputusan", args=[keputusan.pk])):
        page.goto(url)
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar, url


@pytest.mark.parametrize("lebar", [1366, 360])
def test_pages_of_the_administrator_are_accessible_and_fit_the_window(
    page: Page, keputusan: Keputusan, lebar: int
) -> None:
    page.set_viewport_size({"width": lebar, "height": 4000})
    masuk(page, "admin.balangan")
    slug = keputusan.perangkat_daerah.pemerintah_daerah.slug
    dasar = DasarHukum.objects.first()
    assert dasar is not None
    for url in (
        reverse("urus_teks_baku", args=[slug, "iki"]),
        reverse("urus_dasar", args=[slug]),
        reverse("urus_dasar_ubah", args=[slug, dasar.pk]),
        reverse("urus_naskah", args=[slug]),
    ):
        page.goto(url)
        periksa_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar, url


def test_the_preview_shows_the_first_pages_then_all_and_only_those_of_a_long_paper(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    keputusan, aktor = draf_tersimpan()
    masuk(page, aktor.username)
    alamat = reverse("keputusan", args=[keputusan.pk])
    bingkai = page.locator("iframe.bingkai-pdf")

    page.goto(alamat)
    expect(bingkai).to_have_attribute("src", re.compile(r"\?ringan&versi=\d+#"))

    monkeypatch.setattr(layanan, "BERAT_LANGSUNG", 0)
    page.fill("[name=tempat]", "Tempat lain")
    # The whole is not printed by the way any more, so the first pages stay; a link opens all of it.
    berikutnya = f"?ringan&versi={keputusan.versi + 1}"
    with page.expect_response(lambda jawab: jawab.url.endswith(berikutnya)) as seluruhnya:
        page.locator("button.govuk-button[value=simpan]").click()
    assert seluruhnya.value.status == 204
    expect(bingkai).to_have_attribute("src", re.compile(r"\?awal&versi="))
    expect(page.locator("main")).to_contain_text("Buka seluruh pratinjau")


def test_the_editor_works_without_javascript(halaman_polos: Page, keputusan: Keputusan) -> None:
    page = halaman_polos
    masuk(page, "perencana.disdukcapil")
    page.goto(reverse("keputusan", args=[keputusan.pk]))

    page.fill("[name=nomor_urut]", "77")
    page.locator("button[value='turun:menimbang:0']").click()

    expect(page.locator("main")).to_contain_text("Keputusan tersimpan.")
    expect(page.locator("[name=nomor_urut]")).to_have_value("77")
    expect(page.locator("[name=menimbang-1-teks]")).to_have_value(
        "bahwa ukuran keberhasilan Dinas Kependudukan dan Pencatatan Sipil Kabupaten Balangan perlu diselaraskan "
        "dengan pohon kinerja dan cascading yang telah disusun untuk periode 2021-2026;"
    )
    expect(page.locator("iframe.bingkai-pdf")).to_be_visible()
