"""Hints while someone types: what the checks would say of the tree with this text, by field; nothing is stored."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pohon.models import Indikator, Pohon, Simpul
from tests.pabrik.baris import antara, kondisi, outcome, utama
from tests.pabrik.basis import perencana_di, pohon_tersimpan, simpul

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon() -> Pohon:
    return pohon_tersimpan(
        outcome(
            "Terwujudnya hasil", kondisi("Meningkatnya layanan", utama("Utama", antara("Antara", indikator=["Uji"])))
        )
    )


def _minta(pohon: Pohon, untuk: str, **isi: str) -> tuple[dict[str, str], str]:
    """Return ({field: hints as text}, formula as text)."""
    klien = Client()
    klien.force_login(perencana_di(pohon.perangkat_daerah))
    jawaban = klien.post(reverse("saran", args=[pohon.pk]), {"untuk": untuk, **isi})
    assert jawaban.status_code == 200
    isi_halaman, _, rumus = jawaban.content.decode().partition("<div data-rumus>")
    bagian = re.split(r'<div data-kolom="(\w+)">', isi_halaman)[1:]
    polos = [" ".join(re.sub(r"<[^>]+>", " ", satu).split()) for satu in (*bagian, rumus)]
    return dict(zip(polos[:-1:2], polos[1:-1:2], strict=True)), polos[-1]


def test_an_outcome_written_as_an_activity_is_told_while_it_is_typed(pohon: Pohon) -> None:
    kunci = simpul(pohon, "Terwujudnya hasil").pk
    saran, _ = _minta(pohon, f"simpul:{kunci}", pernyataan="Terlaksananya penyusunan rencana")
    assert "T1-04" in saran["pernyataan"]
    assert "kata untuk kegiatan" in saran["pernyataan"]
    assert Simpul.objects.get(pk=kunci).pernyataan == "Terwujudnya hasil"


def test_a_sound_text_has_no_hints_but_its_field_is_named_so_that_old_ones_go(pohon: Pohon) -> None:
    kunci = simpul(pohon, "Terwujudnya hasil").pk
    assert _minta(pohon, f"simpul:{kunci}", pernyataan="Terwujudnya penduduk yang sejahtera") == (
        {"pernyataan": ""},
        "",
    )


def test_a_new_outcome_is_judged_among_those_that_stand(pohon: Pohon) -> None:
    saran, _ = _minta(pohon, "simpul-baru:0", pernyataan="Terwujudnya  hasil")
    assert "sama dengan outcome" in saran["pernyataan"]


def test_a_new_box_is_judged_where_it_will_stand(pohon: Pohon) -> None:
    induk = simpul(pohon, "Utama").pk
    saran, _ = _minta(pohon, f"simpul-baru:{induk}", jenis="antara", pernyataan="Antara")
    assert "1.1.2" in saran["pernyataan"]
    saran, _ = _minta(pohon, f"simpul-baru:{induk}", pernyataan="Persentase pegawai yang dilatih")
    assert "indikator" in saran["pernyataan"]


def test_an_indicator_is_judged_field_by_field_and_its_formula_shown_as_a_fraction(pohon: Pohon) -> None:
    kunci = Indikator.objects.get(pohon=pohon).pk
    saran, rumus = _minta(
        pohon,
        f"indikator:{kunci}",
        nama="Persentase loket dan jumlah petugas",
        satuan="orang",
        jenis_formula="persentase",
        pembilang="Loket yang buka",
        penyebut="Seluruh loket",
        pengali="100",
    )
    assert "T4-04" in saran["nama"]
    assert "seharusnya persen" in saran["satuan"]
    assert rumus == "Loket yang buka dibagi Seluruh loket × 100 %"


def test_a_new_indicator_gets_hints_and_a_formula_too(pohon: Pohon) -> None:
    kunci = simpul(pohon, "Antara").pk
    saran, rumus = _minta(pohon, f"indikator-baru:{kunci}", nama="Uji", pembilang="Loket <b>", pengali="1,2,3")
    assert "tertulis dua kali" in saran["nama"]
    assert saran["pengali"] == ""
    assert rumus == "Loket &lt;b&gt;"


def test_factors_are_hinted_when_all_three_are_empty(pohon: Pohon) -> None:
    kosong, _ = _minta(pohon, "faktor", mandat=" ", permasalahan="", ekspektasi="")
    terisi, _ = _minta(pohon, "faktor", mandat="Perda 1", permasalahan="", ekspektasi="")
    assert "T1-03" in kosong["mandat"]
    assert terisi["mandat"] == ""


@pytest.mark.parametrize(
    ("untuk", "status"),
    [("", 422), ("apa:1", 422), ("simpul:x", 422), ("simpul:1e9", 422), ("simpul:999999", 404), ("indikator:0", 404)],
)
def test_what_is_not_in_this_tree_has_no_hints(pohon: Pohon, untuk: str, status: int) -> None:
    klien = Client()
    klien.force_login(perencana_di(pohon.perangkat_daerah))
    assert klien.post(reverse("saran", args=[pohon.pk]), {"untuk": untuk}).status_code == status
    lain = simpul(pohon_tersimpan(outcome("Pohon lain")), "Pohon lain").pk
    jawaban = klien.post(reverse("saran", args=[pohon.pk]), {"untuk": f"simpul:{lain}", "pernyataan": "x"})
    assert jawaban.status_code == 404
