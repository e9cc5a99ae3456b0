"""The administrator chooses paper, typeface and arms; papers follow at once, nobody else may, nothing odd gets in."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from instansi.choices import JenisPeran
from instansi.models import CatatanAudit
from naskah.models import PengaturanNaskah
from naskah.selectors import tata_letak
from tests.pabrik.basis import PemerintahFactory, PenggunaFactory, PerangkatFactory, berperan

pytestmark = pytest.mark.django_db

ISIAN: dict[str, Any] = {
    "kertas": "A4", "huruf": "arial", "ukuran_huruf": "11", "margin_atas": "20", "margin_kanan": "20",
    "margin_bawah": "20", "margin_kiri": "30",
}  # fmt: skip


def gambar(lebar: int = 40, jenis: str = "PNG") -> SimpleUploadedFile:
    isi = BytesIO()
    Image.new("RGB", (lebar, 50), "green").save(isi, jenis)
    return SimpleUploadedFile(f"lambang.{jenis.lower()}", isi.getvalue())


def masuk(pengguna: object) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def test_the_choice_of_the_administrator_holds_at_once_and_is_recorded() -> None:
    pemda = PemerintahFactory()
    client = masuk(berperan(JenisPeran.ADMIN, pemda))
    url = reverse("urus_naskah", args=[pemda.slug])

    jawaban = client.post(url, {**ISIAN, "lambang": gambar(2_000, "JPEG")}, follow=True)
    tata, lambang = tata_letak(pemda)

    assert "Tampilan naskah tersimpan" in jawaban.content.decode()
    assert (tata.kertas, tata.margin, tata.huruf, tata.ukuran_huruf) == ("A4", (20, 20, 20, 30), "arial", 11)
    with Image.open(BytesIO(lambang)) as hasil:
        assert (hasil.format, hasil.width) == ("PNG", 600)
    assert CatatanAudit.objects.filter(kata_kerja="ubah_pengaturan_naskah").count() == 1

    client.post(url, ISIAN)
    assert tata_letak(pemda)[1] == lambang
    client.post(url, {**ISIAN, "hapus_lambang": "on"})
    assert tata_letak(pemda)[1] == b""


@pytest.mark.parametrize(
    ("salah", "kolom"),
    [
        ({"margin_kiri": "5"}, "margin_atas"),
        ({"margin_kiri": ""}, "margin_kiri"),
        ({"ukuran_huruf": "40"}, "ukuran_huruf"),
        ({"kertas": "A5"}, "kertas"),
        ({"lambang": SimpleUploadedFile("a.svg", b"<svg/>")}, "lambang"),
    ],
)
def test_what_no_paper_can_be_is_refused_beside_its_field(salah: dict[str, Any], kolom: str) -> None:
    pemda = PemerintahFactory()

    jawaban = masuk(berperan(JenisPeran.ADMIN, pemda)).post(
        reverse("urus_naskah", args=[pemda.slug]), {**ISIAN, **salah}
    )

    assert jawaban.status_code == 422
    assert kolom in jawaban.context["form"].errors
    assert not PengaturanNaskah.objects.filter(ukuran_huruf=11).exists()


def test_only_the_administrator_of_this_government_may() -> None:
    pemda, lain = PemerintahFactory(), PemerintahFactory()
    url = reverse("urus_naskah", args=[pemda.slug])

    assert masuk(berperan(JenisPeran.ADMIN, pemda)).get(url).status_code == 200
    assert masuk(berperan(JenisPeran.PENELAAH, pemda)).get(url).status_code == 403
    for asing in (
        berperan(JenisPeran.ADMIN, lain),
        berperan(JenisPeran.PERENCANA, PerangkatFactory()),
        PenggunaFactory(),
    ):
        assert masuk(asing).post(url, ISIAN).status_code in (403, 404)
    assert not PengaturanNaskah.objects.exists()
