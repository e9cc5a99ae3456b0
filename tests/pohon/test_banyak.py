"""Several boxes at once: moved, deleted, copied, given another kind; each one step to undo."""

import pytest
from django.test import Client
from django.urls import reverse

from instansi.models import Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Pohon
from pohon.rows import BarisSimpul
from pohon.selectors import baca_pohon
from pohon.services.urungkan import urungkan
from tests.pabrik.cuplikan import pasang_contoh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pohon() -> Pohon:
    """The demo data: a tree of 34 boxes."""
    pasang_contoh()
    return Pohon.objects.get(perangkat_daerah__slug="disdukcapil")


@pytest.fixture
def perencana(pohon: Pohon, client: Client) -> Pengguna:
    """The planner of the tree, signed in."""
    pengguna = Pengguna.objects.get(username="perencana.disdukcapil")
    client.force_login(pengguna)
    return pengguna


def baris(pohon: Pohon, kode: str) -> BarisSimpul:
    """The node with a code."""
    return next(satu for satu in baca_pohon(pohon.pk).simpul if satu.kode == kode)


def rupa(pohon: Pohon) -> list[tuple[object, ...]]:
    """The tree as people see it."""
    return [(satu.kode, satu.pernyataan, satu.jenis, satu.id) for satu in baca_pohon(pohon.pk).simpul]


def kirim(client: Client, pohon: Pohon, *kode: str, status: int = 302, **isian: str) -> str:
    """Post an action for the boxes with these codes; return the page that follows."""
    kunci = [baris(pohon, satu).id for satu in kode]
    jawaban = client.post(reverse("simpul_banyak", args=[pohon.pk]), {"simpul": kunci, **isian})
    assert jawaban.status_code == status
    akhir = client.get(jawaban.headers["Location"]) if status == 302 else jawaban
    return akhir.content.decode()


def test_chosen_branches_move_below_a_code_in_their_order(client: Client, pohon: Pohon, perencana: Pengguna) -> None:
    semula = rupa(pohon)
    dua, tiga = baris(pohon, "1.1.2").pernyataan, baris(pohon, "1.1.3").pernyataan
    anak = baris(pohon, "2.1").jumlah_anak
    isi = kirim(client, pohon, "1.1.2", "1.1.2.1", "1.1.3", aksi="pindah", kode="2.1")

    assert "2 cabang dipindahkan ke bawah 2.1." in isi
    assert baris(pohon, f"2.1.{anak + 1}").pernyataan == dua
    assert baris(pohon, f"2.1.{anak + 2}").pernyataan == tiga
    urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert rupa(pohon) == semula


def test_chosen_boxes_are_deleted_as_one_step(client: Client, pohon: Pohon, perencana: Pengguna) -> None:
    semula = rupa(pohon)
    isi = kirim(client, pohon, "1.1.1", "1.1.2", aksi="hapus")
    assert "kotak dihapus: 2 cabang." in isi
    urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert rupa(pohon) == semula


def test_a_branch_is_copied_beside_itself_with_its_indicators(
    client: Client, pohon: Pohon, perencana: Pengguna
) -> None:
    semula, asli = rupa(pohon), baris(pohon, "1.1.1")
    kirim(client, pohon, "1.1.1", aksi="ganda")

    salinan = baris(pohon, "1.1.2")
    assert salinan.pernyataan == asli.pernyataan and salinan.identitas != asli.identitas
    assert baris(pohon, "1.1.2.1").pernyataan == baris(pohon, "1.1.1.1").pernyataan
    assert [satu.nama for satu in salinan.indikator] == [satu.nama for satu in asli.indikator] != []
    urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert rupa(pohon) == semula


def test_chosen_boxes_take_another_kind_or_none_does(client: Client, pohon: Pohon, perencana: Pengguna) -> None:
    semula = rupa(pohon)
    kirim(client, pohon, "1.1.1.1", "1.1.1.2", aksi="jenis", jenis="kondisi_antara")
    assert {baris(pohon, satu).jenis for satu in ("1.1.1.1", "1.1.1.2")} == {JenisSimpul.ANTARA}
    urungkan(aktor=perencana, pohon_id=pohon.pk)
    assert rupa(pohon) == semula

    isi = kirim(client, pohon, "1.1.1.1", "1.1", status=422, aksi="jenis", jenis="crosscutting")
    assert "1.1: Kotak ini mempunyai turunan" in isi
    assert rupa(pohon) == semula


@pytest.mark.parametrize(
    ("kode", "isian", "pesan"),
    [
        ((), {"aksi": "hapus"}, "Belum ada kotak yang dipilih."),
        ((), {"aksi": "ganda"}, "Belum ada kotak yang dipilih."),
        (("1.1.1",), {}, "Pilih tindakannya."),
        (("1.1.1",), {"aksi": "jenis"}, "Pilih jenis dari daftar."),
        (("1.1.1",), {"aksi": "pindah", "kode": "9.9"}, "Tulis kode kotak tujuan"),
        (("1",), {"aksi": "ganda"}, "Hanya kotak Tahap 3"),
        (("1.1",), {"aksi": "pindah", "kode": "1.1.1"}, "ke bawah dirinya sendiri"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(
    client: Client, pohon: Pohon, perencana: Pengguna, kode: tuple[str, ...], isian: dict[str, str], pesan: str
) -> None:
    semula = rupa(pohon)
    assert pesan in kirim(client, pohon, *kode, status=422, **isian)
    assert rupa(pohon) == semula
