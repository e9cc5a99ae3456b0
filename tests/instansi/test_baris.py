"""What rows print quickly is what Django would print slowly."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template import Context, Template
from django.urls import reverse

from instansi.templatetags.baris import url_baris
from instansi.terbaca import Terbaca

TEMPLATES = Path(settings.BASE_DIR) / "templates"


@dataclass(frozen=True, slots=True)
class _Nilai(Terbaca):
    kode: str

    @property
    def sebutan(self) -> str:
        return f"Kotak {self.kode}"


def test_every_address_in_a_row_is_that_of_its_page() -> None:
    nama = {
        satu
        for berkas in TEMPLATES.rglob("*.html")
        for satu in re.findall(r"\{%\s*url_baris\s+['\"](\w+)['\"]", berkas.read_text())
    }
    assert nama
    for satu in nama:
        assert url_baris(satu, 30, 17) == reverse(satu, args=[30, 17])
        assert url_baris(satu, 0, 0) == reverse(satu, args=[0, 0])


def test_templates_read_values_properties_and_what_is_not_there() -> None:
    templat = Template("{{ b.kode }}, {{ b.sebutan }}, {{ b.tidak_ada|default:'kosong' }}")
    assert templat.render(Context({"b": _Nilai("1.2")})) == "1.2, Kotak 1.2, kosong"
