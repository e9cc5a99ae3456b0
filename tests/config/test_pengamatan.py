"""What those who run the application are told: numbers of requests, lines, slow queries, metrics, readiness."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.pengamatan import BentukJson, SaringanNomor
from tests.pabrik.basis import PenggunaFactory

pytestmark = pytest.mark.django_db


def test_a_request_keeps_the_number_that_the_proxy_gave_it(client: Client) -> None:
    assert client.get("/sehat/", headers={"X-Request-ID": "proksi-12345"})["X-Request-ID"] == "proksi-12345"


@pytest.mark.parametrize("palsu", ["", "pendek", "x" * 65, "baris\nbaru-panjang", "<script>alert</script>"])
def test_a_number_that_could_spoil_a_log_is_replaced(client: Client, palsu: str) -> None:
    nomor = client.get("/sehat/", headers={"X-Request-ID": palsu})["X-Request-ID"]

    assert len(nomor) == 32 and nomor.isalnum()


def test_the_line_of_a_request_says_who_and_how_long_but_not_what_was_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    akun = PenggunaFactory()
    client.force_login(akun)
    with caplog.at_level(logging.INFO, "pohon_kinerja.permintaan"):
        client.get(reverse("cari"), {"q": "rahasia"})

    isi = caplog.records[-1].isi  # type: ignore[attr-defined]
    assert (isi["cara"], isi["jalur"], isi["status"], isi["pengguna"]) == ("GET", "/cari/", 200, akun.pk)
    assert "rahasia" not in caplog.text


def test_a_slow_query_is_told_without_its_values(
    client: Client, caplog: pytest.LogCaptureFixture, settings: object
) -> None:
    settings.KUERI_LAMBAT_MS = 0  # type: ignore[attr-defined]
    client.post(reverse("masuk"), {"username": "seseorang-tertentu", "password": "x"})

    baris = [satu.getMessage() for satu in caplog.records if satu.name == "pohon_kinerja.kueri_lambat"]
    assert any("instansi_pengguna" in satu for satu in baris)
    assert "seseorang-tertentu" not in "".join(baris)


def test_a_line_for_collectors_is_one_json_object() -> None:
    catatan = logging.LogRecord("asal", logging.ERROR, "berkas", 1, "Ada %s", ("“tanda”\nbaru",), None)
    SaringanNomor().filter(catatan)

    baris = BentukJson().format(catatan)

    assert "\n" not in baris
    assert json.loads(baris) | {"waktu": ""} == {
        "waktu": "", "tingkat": "ERROR", "asal": "asal", "nomor": "-", "pesan": "Ada “tanda”\nbaru",
    }  # fmt: skip


def test_ready_names_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert client.get("/siap/").json() == {"siap": True, "basis_data": "baik", "berkas": "baik"}

    berkas = tmp_path / "bukan-folder"
    berkas.write_text("")
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(berkas / "media"))
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM django_migrations WHERE app = 'telaah'")
    jawaban = client.get("/siap/")

    assert jawaban.status_code == 503
    assert "migrasi belum dijalankan" in jawaban.json()["basis_data"]
    assert jawaban.json()["berkas"] == "tidak dapat ditulis"


def test_metrics_are_for_those_who_hold_the_token(client: Client, settings: object) -> None:
    assert client.get("/metrik/").status_code == 404
    settings.METRIK_TOKEN = "kunci-metrik"  # type: ignore[attr-defined]  # noqa: S105
    assert client.get("/metrik/", headers={"Authorization": "Bearer salah\xff"}).status_code == 404

    client.get("/sehat/")
    isi = client.get("/metrik/", headers={"Authorization": "Bearer kunci-metrik"}).content.decode()

    assert 'pohon_permintaan_total{cara="GET",halaman="sehat",status="200"}' in isi
    assert 'pohon_permintaan_detik_bucket{halaman="sehat"' in isi


DUA_PROSES = """
import os, runpy
runpy.run_path("config/gunicorn.py")
from prometheus_client import generate_latest
from config.pengamatan import KUERI_LAMBAT, _pencatat
anak = os.fork()
KUERI_LAMBAT.inc()
if anak:
    os.waitpid(anak, 0)
    print(generate_latest(_pencatat()).decode())
"""


def test_metrics_add_up_what_all_web_processes_counted(tmp_path: Path) -> None:
    lingkungan = os.environ | {"METRIK_TOKEN": "kunci-metrik", "VAR_DIR": str(tmp_path), "DEBUG": "1"}
    lingkungan |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    perintah = [sys.executable, "-c", DUA_PROSES]
    hasil = subprocess.run(perintah, env=lingkungan, capture_output=True, text=True, check=True)  # noqa: S603 — our own text

    assert "pohon_kueri_lambat_total 2.0" in hasil.stdout


@pytest.mark.parametrize(
    ("lingkungan", "pesan"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY belum diisi"),
        ({"SECRET_KEY": "pendek"}, "SECRET_KEY terlalu pendek"),
        ({"DEBUG": "1"}, "DEBUG=1 tidak boleh"),
        ({"DEMO": "1"}, "DEMO=1 tidak boleh"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* tidak boleh"),
        ({"DUA_LANGKAH": "semau"}, "DUA_LANGKAH berisi"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT berisi"),
        ({"MASUK_BATAS_GAGAL": "banyak"}, "banyak"),
    ],
)
def test_a_real_installation_does_not_start_with_settings_for_trying_out(
    lingkungan: dict[str, str], pesan: str, tmp_path: Path
) -> None:
    kode, galat = mulai(tmp_path, lingkungan)

    assert kode != 0
    assert pesan in galat


def test_a_real_installation_starts_with_settings_of_its_own(tmp_path: Path) -> None:
    assert mulai(tmp_path, {})[0] == 0


def mulai(folder: Path, lingkungan: dict[str, str]) -> tuple[int, str]:
    """Start the application as a real installation with these variables; return its status and its errors."""
    dasar = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "SECRET_KEY": "acak-" * 12, "HTTPS": "1"}
    perintah = [sys.executable, "manage.py", "check"]
    hasil = subprocess.run(perintah, env=dasar | lingkungan, cwd=settings.BASE_DIR, capture_output=True, text=True)
    return hasil.returncode, hasil.stderr
