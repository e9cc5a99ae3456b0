"""What forged keys and bad input find at the addresses of the review; who is answered how is in tests/akses."""

import pytest
from django.test import Client
from django.urls import reverse

from telaah.services import buat_catatan, buat_versi, kembalikan
from telaah.urls import urlpatterns
from tests.pabrik.basis import PerangkatFactory
from tests.pabrik.cuplikan import pasang
from tests.pabrik.telaah import Kasus, pohon_disetujui, pohon_ditelaah

pytestmark = pytest.mark.django_db(transaction=True)

TANPA_POHON = ("cari", "dasbor", "dasbor_xlsx", "kabar", "kabar_dibaca", "kabar_pilihan")


@pytest.fixture
def dua() -> tuple[Kasus, Kasus]:
    """Return two trees of two agencies: one returned to its planner with a note, one approved with a newer version."""
    return pasang(_dua)


def _dua() -> tuple[Kasus, Kasus]:
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Mohon dipertajam.")
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    pemda = kasus.pohon.perangkat_daerah.pemerintah_daerah
    setuju = pohon_disetujui(perangkat_daerah=PerangkatFactory(pemerintah_daerah=pemda))
    buat_versi(aktor=setuju.perencana, pohon_id=setuju.pohon.pk)
    return kasus, setuju


@pytest.mark.parametrize("palsu", [0, 999_999, 10**30])
def test_forged_keys_find_nothing(palsu: int, dua, client: Client) -> None:
    kasus, _ = dua
    client.force_login(kasus.penelaah)
    for satu in urlpatterns:
        if satu.name in TANPA_POHON:
            continue
        kunci = [palsu] * str(satu.pattern).count("<")
        for cara in (client.get, client.post):
            assert cara(reverse(satu.name, args=kunci)).status_code in (404, 405), satu.name


def test_forged_keys_beside_a_true_one_find_nothing(dua, client: Client) -> None:
    kasus, _ = dua
    for siapa in (kasus.penelaah, kasus.perencana):
        client.force_login(siapa)
        for palsu in (0, 999_999, 10**30):
            for nama in ("banding", "banding_pdf", "banding_xlsx"):
                assert client.get(reverse(nama, args=[kasus.pohon.pk, palsu])).status_code == 404
            isian = {"aksi": "jawab", "isi": "X", "periode": palsu, "kode": "T9-99", "alasan": "X"}
            assert client.post(reverse("catatan", args=[kasus.pohon.pk, palsu]), isian).status_code == 404
            assert client.post(reverse("batal_abaikan", args=[kasus.pohon.pk, palsu])).status_code in (302, 403)
            assert client.post(reverse("versi_baru", args=[kasus.pohon.pk]), isian).status_code == 302


def test_a_version_of_another_tree_cannot_be_compared(dua, client: Client) -> None:
    kasus, setuju = dua
    client.force_login(kasus.penelaah)
    assert client.get(reverse("banding", args=[kasus.pohon.pk, setuju.pohon.pk])).status_code == 404
    assert client.get(reverse("banding", args=[kasus.pohon.pk, kasus.pohon.pk])).status_code == 404


@pytest.mark.parametrize("isian", [{}, {"rev": "abc"}, {"rev": "-1"}, {"rev": "9" * 40, "aksi": "izinkan"}])
def test_bad_input_is_answered_with_a_clear_page(isian: dict[str, str], dua, client: Client) -> None:
    kasus, _ = dua
    client.force_login(kasus.perencana)
    for nama in ("ajukan", "telaah_langkah"):
        balasan = client.post(reverse(nama, args=[kasus.pohon.pk]), isian)
        assert balasan.status_code in (302, 400, 403)
    balasan = client.post(reverse("catatan_baru", args=[kasus.pohon.pk]), {"isi": "a\x00b", "simpul": "bukan-uuid"})
    assert balasan.status_code == 422
