"""The files for a server and the guide to it speak of the same units, settings and commands."""

import re

from django.conf import settings
from django.core.management import get_commands

DEPLOY = settings.BASE_DIR / "deploy"
PANDUAN = (settings.BASE_DIR / "docs" / "operasi.md").read_text()


def test_the_guide_names_units_that_are_there() -> None:
    disebut = set(re.findall(r"\bpohon-kinerja-[a-z]+(?:\.(?:socket|service|timer))?", PANDUAN))
    ada = {berkas.name for berkas in (DEPLOY / "systemd").iterdir()}

    assert len(disebut) > 5
    assert {nama if "." in nama else f"{nama}.service" for nama in disebut} <= ada


def test_every_setting_of_the_example_is_explained() -> None:
    contoh = (DEPLOY / "pohon-kinerja.env.contoh").read_text()
    arti = (settings.BASE_DIR / "README.md").read_text()

    nama = re.findall(r"^([A-Z_]+)=", contoh, re.MULTILINE)
    assert "SECRET_KEY" in nama
    assert [satu for satu in nama if f"`{satu}`" not in arti] == []


def test_services_guide_and_scripts_run_commands_that_are_there() -> None:
    teks = PANDUAN + "".join(berkas.read_text() for berkas in DEPLOY.rglob("*") if berkas.is_file())
    disebut = set(re.findall(r"(?:manage\.py|kelola\.sh|\bkelola) ([a-z_]{5,})", teks))

    assert {"pekerja", "cadangkan", "pulihkan", "migrate"} <= disebut
    assert disebut <= set(get_commands())
