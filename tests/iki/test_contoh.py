"""The demo data of the IKI book: a draft from the positions and their nodes, made once, edits left alone."""

import pytest

from iki.contoh import muat_contoh_iki
from iki.models import FungsiJabatan, Sasaran
from iki.selectors import baca_iki
from instansi.models import PerangkatDaerah
from pohon.contoh import muat_contoh

pytestmark = pytest.mark.django_db


def test_the_demo_book_comes_from_positions_and_nodes_once() -> None:
    muat_contoh()
    iki = baca_iki(PerangkatDaerah.objects.get(slug="disdukcapil"))

    assert all(posisi.fungsi for posisi in iki.posisi)
    assert all(sasaran.ikut_pohon for posisi in iki.posisi for sasaran in posisi.sasaran)
    assert [posisi.nama for posisi in iki.posisi if not posisi.sasaran] == ["Sekretaris"]
    assert all(not posisi.belum_diambil for posisi in iki.posisi)

    Sasaran.objects.filter(jabatan=iki.posisi[0].id).delete()
    FungsiJabatan.objects.filter(jabatan=iki.posisi[0].id).first().delete()  # type: ignore[union-attr]
    banyak = FungsiJabatan.objects.count(), Sasaran.objects.count()
    assert not muat_contoh_iki()[0].dimuat
    assert (FungsiJabatan.objects.count(), Sasaran.objects.count()) == banyak
