"""A tree as data: JSON by its published schema, CSV that Excel opens and takes no formula from."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from pohon.choices import JenisSimpul
from pohon.exporting import tulis_csv, tulis_json
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from pohon.snapshot import SKEMA
from tests.pabrik.baris import kondisi, outcome
from tests.pabrik.basis import perencana_di, pohon_tersimpan
from tests.pabrik.cuplikan import pasang_contoh
from tests.pohon.templat.panggung import Dunia, sekali, tahap_1

pytestmark = pytest.mark.django_db
BERKAS_SKEMA = Path(__file__).resolve().parents[2] / f"docs/skema/pohon-{SKEMA}.schema.json"


@pytest.fixture(scope="module")
def pemeriksa() -> Any:
    skema = json.loads(BERKAS_SKEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(skema)
    return Draft202012Validator(skema, format_checker=FormatChecker())


@pytest.mark.django_db(transaction=True)
def test_the_demo_trees_follow_the_schema(pemeriksa: Any) -> None:
    pasang_contoh()
    semua = list(Pohon.objects.values_list("pk", flat=True))
    assert semua
    for satu in semua:
        pemeriksa.validate(json.loads(tulis_json(baca_pohon(satu))))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_tree_follows_the_schema(db: None, pemeriksa: Any, data: st.DataObject) -> None:
    with sekali():
        dunia = Dunia()
        pohon = dunia.tanam(dunia.rancangan(data.draw, JenisSimpul.OUTCOME), **tahap_1(data.draw))
        pemeriksa.validate(json.loads(tulis_json(baca_pohon(pohon.pk))))


def test_the_schema_refuses_what_is_no_tree(pemeriksa: Any) -> None:
    pohon = json.loads(tulis_json(baca_pohon(pohon_tersimpan().pk)))
    for rusak in (pohon | {"skema": 2}, pohon | {"lain": 1}, pohon | {"simpul": [{**pohon["simpul"][0], "kode": 1.1}]}):
        assert not pemeriksa.is_valid(rusak)


def test_csv_is_for_excel_and_holds_no_formula() -> None:
    indikator = ["=HYPERLINK(A1)", "Persentase; dan “lain”", "-5 @x"]
    pohon = pohon_tersimpan(outcome("Outcome", kondisi("+Kondisi", indikator=indikator)))
    isi = tulis_csv(baca_pohon(pohon.pk))
    assert isi.startswith(b"\xef\xbb\xbf")
    baris = list(csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert baris[0][:5] == ["Kode", "Jenis", "Kinerja", "Tingkat", "Indikator"]
    assert [satu[4] for satu in baris[1:]] == ["'=HYPERLINK(A1)", "Persentase; dan “lain”", "'-5 @x"]
    assert {satu[2] for satu in baris[1:]} == {"'+Kondisi"}
    assert not any(sel.startswith(("=", "+", "-", "@")) for satu in baris for sel in satu)


def test_both_are_on_the_page_of_documents(client: Client) -> None:
    pohon = pohon_tersimpan()
    client.force_login(perencana_di(pohon.perangkat_daerah))
    halaman = client.get(reverse("dokumen", args=[pohon.pk])).content.decode()
    for nama in ("pohon_json", "indikator_csv", "templat"):
        assert reverse(nama, args=[pohon.pk]) in halaman
    jawab = client.get(reverse("pohon_json", args=[pohon.pk]))
    assert jawab["Content-Type"] == "application/json"
    assert "attachment" in jawab["Content-Disposition"]
