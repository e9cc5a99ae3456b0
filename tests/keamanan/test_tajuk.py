"""What the application says to browsers: headers, cookies, sessions, redirects, downloads, pages of errors."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as pengaturan
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from instansi.api import alamat_kembali
from pk.nilai import dari_angka
from tests.akses.dunia import Dunia
from tests.pabrik.basis import SANDI, PerangkatFactory, perencana_di
from tests.pabrik.cuplikan import pasang

pytestmark = pytest.mark.django_db
LUAR = (
    "https://peluru.example/",
    "//peluru.example/",
    "/\\peluru.example",
    "javascript:alert(1)",
    "\\\\peluru.example",
)


@pytest.fixture
def klien() -> Client:
    klien = Client(raise_request_exception=False)
    klien.force_login(perencana_di(PerangkatFactory()), backend="django.contrib.auth.backends.ModelBackend")
    return klien


@pytest.mark.parametrize("nama", ["masuk", "beranda", "kabar"])
def test_every_page_carries_the_headers_of_safety(klien: Client, nama: str) -> None:
    kepala = (Client() if nama == "masuk" else klien).get(reverse(nama), follow=True).headers
    assert "default-src 'self'" in kepala["Content-Security-Policy"]
    assert "unsafe" not in kepala["Content-Security-Policy"] and "*" not in kepala["Content-Security-Policy"]
    assert "object-src 'none'" in kepala["Content-Security-Policy"]
    assert kepala["X-Content-Type-Options"] == "nosniff"
    assert kepala["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in kepala["Content-Security-Policy"]
    assert kepala["Referrer-Policy"] == "same-origin"
    assert kepala["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in kepala["Permissions-Policy"]
    assert "private" in kepala["Cache-Control"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    akun = perencana_di(PerangkatFactory())
    client.post(reverse("masuk"), {"username": akun.username, "password": SANDI})
    kuki = client.cookies[pengaturan.SESSION_COOKIE_NAME]
    assert kuki["httponly"] and kuki["samesite"] == "Lax" and not kuki["domain"]
    assert client.cookies[pengaturan.CSRF_COOKIE_NAME]["samesite"] == "Lax"


def test_over_tls_both_cookies_belong_to_this_host_alone(tmp_path: Path) -> None:
    lingkungan = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": "acak-" * 12, "HTTPS": "1"}
    kode = "import config.settings as s; print(s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_SECURE)"
    perintah = [sys.executable, "-c", kode]
    hasil = subprocess.run(perintah, env=lingkungan, cwd=pengaturan.BASE_DIR, capture_output=True, text=True)
    assert hasil.stdout.split() == ["__Host-csrftoken", "__Host-sesi", "True"]


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client: Client) -> None:
    akun = perencana_di(PerangkatFactory())
    sesi = client.session
    sesi["titipan"] = "x"
    sesi.save()
    titipan = sesi.session_key
    client.post(reverse("masuk"), {"username": akun.username, "password": SANDI})
    masuk = client.session.session_key
    assert masuk and masuk != titipan
    client.post(reverse("keluar"))
    lama = Client()
    lama.cookies[pengaturan.SESSION_COOKIE_NAME] = masuk
    assert lama.get(reverse("akun_saya")).status_code == 302


@pytest.mark.parametrize("tujuan", LUAR)
def test_signing_in_never_leads_to_another_site(client: Client, tujuan: str) -> None:
    akun = perencana_di(PerangkatFactory())
    jawab = client.post(reverse("masuk"), {"username": akun.username, "password": SANDI, "next": tujuan})
    assert jawab.status_code == 302 and "peluru" not in jawab["Location"] and "javascript" not in jawab["Location"]


@pytest.mark.django_db(transaction=True)
def test_no_form_leads_to_another_site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    dunia = pasang(Dunia)
    klien = Client(raise_request_exception=False)
    klien.force_login(dunia.perencana, backend="django.contrib.auth.backends.ModelBackend")
    for nama, parameter in (("langkah", ("pohon_id",)), ("pulihkan", ("pohon_id",)), ("catatan_baru", ("pohon_id",))):
        for tujuan in LUAR:
            isi = {"kembali": tujuan, "next": tujuan, "aksi": "urungkan", "isi": "x"}
            jawab = klien.post(dunia.alamat(nama, parameter), isi, headers={"referer": "http://testserver/"})
            assert "peluru" not in jawab.headers.get("Location", "")
            assert jawab.status_code < 500


@pytest.mark.parametrize("tujuan", ["0", "１", "masuk", "😀", "pohon/1/"])
def test_a_page_to_come_back_to_that_is_none_is_replaced(tujuan: str) -> None:
    assert alamat_kembali(RequestFactory().post("/", {"kembali": tujuan}), "/kabar/") == "/kabar/"


@pytest.mark.parametrize("isi", [1e300, -1e300, Decimal("9" * 400)])
def test_a_number_far_too_large_is_a_message(isi: Any) -> None:
    with pytest.raises(ValidationError, match="terlalu besar"):
        dari_angka(isi)


@pytest.mark.django_db(transaction=True)
def test_an_amount_far_too_large_is_a_message(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    dunia = pasang(Dunia)
    klien = Client()
    klien.force_login(dunia.perencana, backend="django.contrib.auth.backends.ModelBackend")
    isi = {"rupiah-2.12.02": "9" * 400, "versi-2.12.02": "1", "keterangan-2.12.02": ""}
    assert klien.post(dunia.alamat("pk_anggaran", ("perangkat_id",)), isi).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_uploads_have_no_address_and_downloads_are_saved_not_shown(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    assert not any("media" in str(satu.pattern) for satu in get_resolver().url_patterns)
    assert not Path(pengaturan.STATIC_ROOT).is_relative_to(pengaturan.MEDIA_ROOT)
    assert not Path(pengaturan.MEDIA_ROOT).is_relative_to(pengaturan.STATIC_ROOT)
    dunia = pasang(Dunia)
    klien = Client()
    klien.force_login(dunia.perencana, backend="django.contrib.auth.backends.ModelBackend")
    for nama in ("templat_xlsx", "cascading_xlsx", "bagan_svg", "bagan_png"):
        jawab = klien.get(dunia.alamat(nama, ("pohon_id",)))
        assert jawab.status_code == 200
        assert jawab["Content-Disposition"].startswith("attachment")
        assert jawab["X-Content-Type-Options"] == "nosniff"
        assert "private" in jawab["Cache-Control"]


def test_only_the_preview_of_a_paper_stands_in_a_frame_and_only_in_ours(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    dunia = Dunia()
    klien = Client()
    klien.force_login(dunia.perencana, backend="django.contrib.auth.backends.ModelBackend")
    kepala = klien.get(dunia.alamat("keputusan_pratinjau", ("keputusan_id",)) + "?ringan=1").headers
    assert "frame-ancestors 'self'" in kepala["Content-Security-Policy"]
    assert kepala["X-Frame-Options"] == "SAMEORIGIN"


def test_an_error_of_the_program_tells_nothing_of_it(klien: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def rusak(*_: object, **__: object) -> None:
        raise RuntimeError("rahasia di /srv/aplikasi")

    monkeypatch.setattr("telaah.views.cari.render", rusak)
    jawab = klien.get(reverse("cari"))
    teks = jawab.content.decode()
    assert jawab.status_code == 500
    assert "rahasia" not in teks and "Traceback" not in teks and "RuntimeError" not in teks


def test_other_methods_than_those_of_the_page_are_refused(klien: Client) -> None:
    for cara in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert klien.generic(cara, reverse("kabar")).status_code == 405


def test_every_form_needs_its_token(settings: Any, tmp_path: Path) -> None:
    akun = perencana_di(PerangkatFactory())
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
    for nama in ("keluar", "keluar_semua", "ganti_sandi", "akun_saya", "ganti_surel", "dua_langkah", "draf"):
        assert klien.post(reverse(nama)).status_code == 403
