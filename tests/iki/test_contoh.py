"""The demo data of the IKI book: a draft from the positions and their nodes, made once, edits left alone."""

import re
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from iki.contoh import muat_contoh_iki
from iki.models import FungsiJabatan, Sasaran
from iki.selectors import baca_iki
from instansi.models import Pengguna, PerangkatDaerah
from naskah.models import Keputusan
from tests.pabrik.cuplikan import pasang_contoh

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_book_comes_from_positions_and_nodes_once() -> None:
    pasang_contoh()
    iki = baca_iki(PerangkatDaerah.objects.get(slug="disdukcapil"))

    assert all(posisi.fungsi for posisi in iki.posisi)
    assert all(sasaran.ikut_pohon for posisi in iki.posisi for sasaran in posisi.sasaran)
    assert [posisi.nama for posisi in iki.posisi if not posisi.sasaran] == ["Sekretaris"]
    assert all(not posisi.belum_diambil for posisi in iki.posisi)

    Sasaran.objects.filter(jabatan=iki.posisi[0].id).delete()
    FungsiJabatan.objects.filter(jabatan=iki.posisi[0].id).first().delete()  # type: ignore[union-attr]
    banyak = FungsiJabatan.objects.count(), Sasaran.objects.count()
    draf = Keputusan.objects.get(jenis="iki", perangkat_daerah__slug="disdukcapil")
    assert draf.status == "draf" and draf.butir.filter(bagian="mengingat").exists()
    assert not any(hasil.dimuat for hasil in muat_contoh_iki())
    assert (FungsiJabatan.objects.count(), Sasaran.objects.count()) == banyak


def _tautan(halaman: HttpResponse, label: str) -> str:
    cocok = re.search(rf'href="([^"]+)"[^>]*>\s*{label}', halaman.content.decode())
    return cocok[1] if cocok else ""


def test_a_staff_member_downloads_the_own_indicators_in_two_clicks(client: Client) -> None:
    """From the first page after signing in: "Dokumen", "IKI saya", and the PDF is there."""
    pasang_contoh()
    pembaca = Pengguna.objects.get(username="pembaca.disdukcapil")
    client.force_login(pembaca, backend="django.contrib.auth.backends.ModelBackend")

    beranda = client.get("/", follow=True)
    dokumen = client.get(_tautan(beranda, "Dokumen"))
    unduhan = client.get(_tautan(dokumen, "IKI saya"), follow=True)

    isi = unduhan.getvalue() if unduhan.streaming else unduhan.content
    assert isi.startswith(b"%PDF-")
    assert pembaca.jabatan is not None
    assert pembaca.jabatan.nama in " ".join(satu.extract_text() for satu in PdfReader(BytesIO(isi)).pages)
