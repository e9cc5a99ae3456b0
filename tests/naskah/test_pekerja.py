"""The worker as it really runs: a process of its own on the same database, killed in the middle, cancelled, ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from instansi.models import Pengguna
from naskah import simpanan
from naskah.bahan import susun_bahan
from naskah.cetak import Pesanan
from naskah.choices import KeadaanCetakan
from naskah.models import Cetakan, Pekerja
from naskah.services import cetakan as layanan
from naskah.services import minta_penetapan
from naskah.services.cetakan import ada_pekerja, batalkan_cetakan, pesan_cetakan
from tests.pabrik.basis import PenggunaFactory
from tests.pabrik.keputusan import baca, draf_tersimpan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.basis_data]
TENGGAT = 90  # seconds; two busy cores
PENDEK = "<p>Isi naskah.</p>" * 50
PANJANG = "".join(f"<p>Paragraf {nomor} dari naskah yang panjang sekali.</p>" for nomor in range(3_000))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path


def jalankan(folder: Path, *argumen: str) -> "subprocess.Popen[bytes]":
    """Start `manage.py pekerja` on the database of the tests, as a server would."""
    basis = connection.settings_dict
    url = f"sqlite:///{basis['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{basis['USER']}:{basis['PASSWORD']}@{basis['HOST']}:{basis['PORT']}/{basis['NAME']}"
    lingkungan = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(folder), "SECRET_KEY": "x" * 50, "HTTPS": "0"}
    perintah = [sys.executable, str(settings.BASE_DIR / "manage.py"), "pekerja", *argumen]
    return subprocess.Popen(perintah, env=lingkungan)


@pytest.fixture
def pengawas(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    proses = jalankan(folder)
    try:
        yield proses
    finally:
        proses.terminate()
        proses.wait(30)


def tunggu(hal: str, benar: Callable[[], bool]) -> None:
    """Return as soon as it is so; fail when it never becomes so."""
    batas = time.monotonic() + TENGGAT
    while not benar():
        assert time.monotonic() < batas, hal
        time.sleep(0.05)  # another process is at work: there is nothing to wait on but its traces


def pesan(aktor: Pengguna, html: str, judul: str = "Naskah") -> Cetakan:
    pesanan = Pesanan(judul, "naskah.pdf", "/", susun_bahan(html, judul=judul))
    return pesan_cetakan(aktor=aktor, jenis="keputusan", parameter={"keputusan": 1}, pesanan=pesanan)


def keadaan(cetakan: Cetakan) -> str:
    cetakan.refresh_from_db()
    return cetakan.keadaan


def nomor_proses(cetakan: Cetakan) -> int:
    return int(cetakan.pekerja.rsplit("-", 1)[1])


def hidup(proses: int) -> bool:
    try:
        os.kill(proses, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_prints_what_waits_and_ends(folder: Path) -> None:
    aktor = PenggunaFactory()
    satu, dua = pesan(aktor, PENDEK, "Satu"), pesan(aktor, PENDEK, "Dua")
    assert not ada_pekerja()

    assert jalankan(folder, "--sekali").wait(TENGGAT) == 0

    assert keadaan(satu) == keadaan(dua) == KeadaanCetakan.SELESAI
    isi = simpanan.ambil_hasil(satu.kunci)
    assert isi is not None and isi.startswith(b"%PDF-") and len(isi) == satu.ukuran
    assert not Pekerja.objects.exists()  # it took its name down


def test_a_worker_killed_in_the_middle_is_replaced_and_its_paper_printed(
    folder: Path, pengawas: "subprocess.Popen[bytes]"
) -> None:
    cetakan = pesan(PenggunaFactory(), PANJANG)
    tunggu("ada pekerja", ada_pekerja)
    tunggu("mulai menata", lambda: keadaan(cetakan) == KeadaanCetakan.DIKERJAKAN and "halaman" in cetakan.kabar)
    korban = nomor_proses(cetakan)
    os.kill(korban, signal.SIGKILL)
    tunggu("korban tiada", lambda: not hidup(korban))
    assert simpanan.ambil_hasil(cetakan.kunci) is None  # no half file
    # Its last sign of life is made to lie as far back as it would after twenty seconds.
    Cetakan.objects.filter(pk=cetakan.pk).update(detak=timezone.now() - timedelta(minutes=1))

    tunggu("selesai", lambda: keadaan(cetakan) == KeadaanCetakan.SELESAI)

    assert nomor_proses(cetakan) != korban and (cetakan.terhenti, cetakan.percobaan) == (1, 2)
    isi = simpanan.ambil_hasil(cetakan.kunci)
    assert isi is not None and isi.rstrip().endswith(b"%%EOF")


def test_a_worker_killed_while_it_issues_leaves_a_draft_and_the_next_one_issues_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layanan, "BERAT_LANGSUNG", 0)
    keputusan, aktor = draf_tersimpan()
    cetakan = minta_penetapan(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi, kembali="/")
    assert cetakan is not None
    pertama = jalankan(folder, "--anak")
    tunggu("dikerjakan", lambda: keadaan(cetakan) == KeadaanCetakan.DIKERJAKAN)
    pertama.kill()
    pertama.wait(TENGGAT)
    keputusan.refresh_from_db()
    # Where the worker was faster than the signal it is issued: then wholly, which is checked below.
    if keputusan.status == "draf":
        assert (keputusan.nomor, keputusan.arsip_id, keputusan.pdf_id) == ("", None, None)
    Cetakan.objects.filter(pk=cetakan.pk).update(detak=timezone.now() - timedelta(minutes=1))
    layanan.sapu_basi()

    assert jalankan(folder, "--sekali").wait(TENGGAT) == 0

    keputusan.refresh_from_db()
    assert keadaan(cetakan) == KeadaanCetakan.SELESAI and keputusan.status == "ditetapkan" and keputusan.pdf
    assert keputusan.pdf.ukuran == cetakan.ukuran


def test_cancelling_in_the_middle_frees_the_worker_for_the_next(
    folder: Path, pengawas: "subprocess.Popen[bytes]"
) -> None:
    aktor = PenggunaFactory()
    panjang = pesan(aktor, PANJANG * 4)  # laid out for seconds after the news: that is when it is cancelled
    tunggu("mulai menata", lambda: keadaan(panjang) == KeadaanCetakan.DIKERJAKAN and "halaman" in panjang.kabar)
    batalkan_cetakan(aktor=aktor, cetakan_id=panjang.pk)
    pendek = pesan(aktor, PENDEK)

    tunggu("berikutnya selesai", lambda: keadaan(pendek) == KeadaanCetakan.SELESAI)

    assert keadaan(panjang) == KeadaanCetakan.DIBATALKAN and simpanan.ambil_hasil(panjang.kunci) is None
    assert pendek.pekerja == panjang.pekerja  # the same process: nothing had to be killed


def test_the_worker_ends_with_what_started_it(folder: Path) -> None:
    pengawas = jalankan(folder)
    tunggu("ada pekerja", ada_pekerja)
    pekerja = int(Pekerja.objects.get().nama.rsplit("-", 1)[1])

    pengawas.kill()  # not even a chance to say goodbye
    pengawas.wait(30)

    tunggu("pekerja tiada", lambda: not hidup(pekerja))


def test_the_worker_ends_with_the_server_beside_it(folder: Path) -> None:
    peladen = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pengawas = jalankan(folder, "--bersama", str(peladen.pid))
    tunggu("ada pekerja", ada_pekerja)
    pekerja = int(Pekerja.objects.get().nama.rsplit("-", 1)[1])
    peladen.kill()
    peladen.wait()

    assert pengawas.wait(TENGGAT) == 0
    assert not hidup(pekerja)
