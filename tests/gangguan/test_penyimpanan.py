"""The storage is full, read-only or gone: a sentence that says so, a log line, nothing stored, nothing half done."""

import errno
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter

from instansi.models import Arsip
from naskah.models import ArsipBerkas
from telaah.models import Persetujuan
from tests.pabrik.telaah import Kasus, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["folder hilang", "disk penuh", "hanya dapat dibaca"])
def rusak(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """A storage that takes no file: not there, full, or mounted read-only."""
    if request.param == "folder hilang":
        (tmp_path / "berkas").write_text("")
        settings.MEDIA_ROOT = tmp_path / "berkas" / "media"
        return
    settings.MEDIA_ROOT = tmp_path
    kode = errno.ENOSPC if request.param == "disk penuh" else errno.EROFS

    def gagal(*_: object) -> None:
        raise OSError(kode, os.strerror(kode))

    monkeypatch.setattr("os.replace", gagal)  # the operating system, as late as it can refuse


def masuk(akun: Any) -> Client:
    klien = Client(raise_request_exception=False)
    klien.force_login(akun)
    return klien


def sisa(settings: Any) -> list[Path]:
    akar = Path(settings.MEDIA_ROOT)
    return [satu for satu in akar.rglob("*") if satu.is_file()] if akar.is_dir() else []


def pdf() -> SimpleUploadedFile:
    tulis, isi = PdfWriter(), BytesIO()
    tulis.add_blank_page(100, 100)
    tulis.write(isi)
    return SimpleUploadedFile("berita-acara.pdf", isi.getvalue(), "application/pdf")


@pytest.mark.usefixtures("rusak")
def test_a_tree_is_not_approved_without_its_booklet(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    kasus: Kasus = pohon_ditelaah()
    klien, status = masuk(kasus.penelaah), kasus.segar().status
    alamat = reverse("setujui", args=[kasus.pohon.pk])

    jawaban = klien.post(alamat, {"rev": kasus.segar().rev}, follow=True)

    assert jawaban.status_code == 200
    assert "pohon kinerja belum disetujui" in jawaban.content.decode()
    assert kasus.segar().status == status
    assert not Persetujuan.objects.exists() and not Arsip.objects.exists() and not ArsipBerkas.objects.exists()
    assert "tidak dapat ditulis di MEDIA_ROOT" in caplog.text
    assert not sisa(settings)


@pytest.mark.usefixtures("rusak")
def test_an_upload_is_refused_beside_its_field(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    kasus = pohon_lengkap()
    jawaban = masuk(kasus.perencana).post(reverse("berita_acara", args=[kasus.pohon.pk]), {"berkas": pdf()})

    assert jawaban.status_code == 422
    assert "tempat penyimpanan di server penuh atau tidak dapat ditulis" in jawaban.content.decode()
    assert "tidak dapat ditulis di MEDIA_ROOT" in caplog.text
    assert not sisa(settings)


@pytest.mark.usefixtures("rusak")
def test_a_paper_is_printed_even_if_it_cannot_be_kept(caplog: pytest.LogCaptureFixture) -> None:
    kasus = pohon_lengkap()
    jawaban = masuk(kasus.perencana).get(reverse("cascading_pdf", args=[kasus.pohon.pk]))

    assert jawaban.status_code == 200 and jawaban.content.startswith(b"%PDF")
    assert "Cetakan tidak dapat ditulis di MEDIA_ROOT" in caplog.text


@pytest.mark.usefixtures("rusak")
def test_a_long_paper_says_that_it_cannot_be_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naskah.services.cetakan.BERAT_LANGSUNG", 10)
    kasus = pohon_lengkap()
    jawaban = masuk(kasus.perencana).get(reverse("cascading_pdf", args=[kasus.pohon.pk]))

    assert jawaban.status_code == 503
    assert "tempat penyimpanan di server penuh" in jawaban.content.decode()
