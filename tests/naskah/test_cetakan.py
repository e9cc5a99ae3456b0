"""Papers printed in the background: asked for, taken, cancelled, retried, fetched; the store that saves a rendering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import ANY

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from instansi.choices import JenisPeran
from instansi.models import Pengguna, Peran
from naskah import pekerjaan, simpanan, unduhan
from naskah import urls as urls_naskah
from naskah.bahan import LabelHalaman, baca_bahan, kunci_bahan, susun_bahan, tulis_bahan
from naskah.cetak import Pesanan
from naskah.choices import KeadaanCetakan
from naskah.models import ArsipBerkas, Cetakan, Keputusan, Pekerja, PengaturanNaskah
from naskah.paper import A4, Halaman
from naskah.render import TATA
from naskah.services import cetakan as layanan
from tests.pabrik.basis import PenggunaFactory, PerangkatFactory, berperan, perencana_di
from tests.pabrik.keputusan import draf_tersimpan

pytestmark = pytest.mark.django_db
ALAMAT = {"cetakan_daftar", "cetakan", "cetakan_berkas", "cetakan_batalkan", "cetakan_ulangi"}


@pytest.fixture(autouse=True)
def _simpanan_sendiri(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    # The thread has a connection of its own, which waits for the test's transaction; test_pekerja.py lets it beat.
    monkeypatch.setattr(pekerjaan, "DETAK", 600.0)
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def _panjang(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper counts as a long one."""
    monkeypatch.setattr(layanan, "BERAT_LANGSUNG", 0)


def masuk(pengguna: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def minta(keputusan: Keputusan, klien: Client) -> Cetakan:
    jawab = klien.get(reverse("keputusan_unduh", args=[keputusan.pk, "pdf"]))
    cetakan = Cetakan.objects.latest("pk")
    assert jawab.status_code == 302 and jawab["Location"] == reverse("cetakan", args=[cetakan.pk])
    return cetakan


def kerjakan(cetakan: Cetakan) -> Cetakan:
    """Do what the worker does with the newest run of a paper."""
    cetakan.refresh_from_db()
    pekerjaan.kerjakan(cetakan.pk, cetakan.percobaan)
    cetakan.refresh_from_db()
    return cetakan


def larang_cetak(monkeypatch: pytest.MonkeyPatch) -> None:
    def tidak_boleh(*_: object) -> bytes:
        raise AssertionError("rendered once more")

    monkeypatch.setattr(unduhan, "cetak_kertas", tidak_boleh)
    monkeypatch.setattr(pekerjaan, "cetak_kertas", tidak_boleh)


def test_a_paper_is_kept_as_data_and_comes_back_equal() -> None:
    bahan = susun_bahan(
        "<p>ü & “kutip” 😀</p>", judul="J", penulis="P", halaman=(Halaman("a", kertas=A4, mendatar=True),),
        gaya=("p{}",), draf=True, label_halaman=(LabelHalaman(jangkar="x"),), waktu=timezone.now(),
        kiriman={"lambang.png": b"\x89PNG\x00"},
    )  # fmt: skip

    assert baca_bahan(tulis_bahan(bahan)) == bahan
    sama, lain = tulis_bahan(replace(bahan)), tulis_bahan(replace(bahan, gaya=("p{color:red}",)))
    assert kunci_bahan(sama) == kunci_bahan(tulis_bahan(bahan)) != kunci_bahan(lain)


def test_a_damaged_or_cut_file_is_not_served() -> None:
    kunci = "ab" * 32
    simpanan.simpan_hasil(kunci, b"isi")
    assert simpanan.ambil_hasil(kunci) == b"isi"

    (berkas,) = [satu for satu in (simpanan._akar()).rglob("*") if satu.is_file()]
    berkas.write_bytes(berkas.read_bytes()[:-1])

    assert simpanan.ambil_hasil(kunci) is None


def test_a_short_paper_is_printed_at_once_and_the_second_download_prints_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keputusan, aktor = draf_tersimpan()
    klien, url = masuk(aktor), reverse("keputusan_unduh", args=[keputusan.pk, "pdf"])
    pertama = klien.get(url)
    assert pertama.status_code == 200 and len(PdfReader(BytesIO(pertama.content)).pages) >= 3

    larang_cetak(monkeypatch)
    kedua = masuk(berperan(JenisPeran.PEMBACA, keputusan.perangkat_daerah)).get(url)

    assert kedua.content == pertama.content
    assert not Cetakan.objects.exists()


def test_what_changes_on_the_paper_is_printed_anew() -> None:
    keputusan, aktor = draf_tersimpan()
    klien, url = masuk(aktor), reverse("keputusan_unduh", args=[keputusan.pk, "pdf"])
    pertama = klien.get(url).content
    Keputusan.objects.filter(pk=keputusan.pk).update(tempat="Tempat Lain")

    assert klien.get(url).content != pertama


@pytest.mark.usefixtures("_panjang")
def test_a_long_paper_waits_is_printed_and_fetched() -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    Pekerja.objects.create(nama="p", detak=timezone.now())
    cetakan = minta(keputusan, klien)
    tugas = DBTaskResult.objects.get()
    assert tugas.args_kwargs["kwargs"] == {"cetakan_id": cetakan.pk, "percobaan": cetakan.percobaan}
    halaman = klien.get(reverse("cetakan", args=[cetakan.pk])).content.decode()
    assert "Menunggu giliran" in halaman and "<progress" in halaman and 'http-equiv="refresh"' in halaman
    assert "tidak berjalan" not in halaman
    bagian = klien.get(reverse("cetakan", args=[cetakan.pk]), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in bagian and 'hx-trigger="every 1s"' in bagian
    assert klien.get(reverse("cetakan_berkas", args=[cetakan.pk])).status_code == 404

    kerjakan(cetakan)

    assert (cetakan.keadaan, cetakan.persen) == (KeadaanCetakan.SELESAI, 100)
    assert simpanan.ambil_bahan(cetakan.kunci) is None  # nothing is left over
    halaman = klien.get(reverse("cetakan", args=[cetakan.pk])).content.decode()
    assert "Unduh berkas" in halaman and "hx-trigger" not in halaman
    berkas = klien.get(reverse("cetakan_berkas", args=[cetakan.pk]))
    assert berkas["Content-Disposition"].startswith("attachment") and berkas.content.startswith(b"%PDF-")
    assert cetakan.judul in klien.get(reverse("cetakan_daftar")).content.decode()
    # From now on the door gives the file at once.
    langsung = klien.get(reverse("keputusan_unduh", args=[keputusan.pk, "pdf"]))
    assert langsung.content == berkas.content


@pytest.mark.usefixtures("_panjang")
def test_asking_twice_is_one_row_and_two_persons_share_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    satu = minta(keputusan, masuk(aktor))
    assert minta(keputusan, masuk(aktor)).pk == satu.pk and DBTaskResult.objects.count() == 1
    dua = minta(keputusan, masuk(berperan(JenisPeran.PEMBACA, keputusan.perangkat_daerah)))
    assert dua.pk != satu.pk and dua.kunci == satu.kunci
    kerjakan(satu)

    larang_cetak(monkeypatch)

    assert kerjakan(dua).keadaan == KeadaanCetakan.SELESAI


@pytest.mark.usefixtures("_panjang")
def test_without_a_worker_the_page_says_so() -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    Pekerja.objects.create(nama="mati", detak=timezone.now() - timedelta(minutes=5))
    cetakan = minta(keputusan, klien)

    halaman = " ".join(klien.get(reverse("cetakan", args=[cetakan.pk])).content.decode().split())

    assert "Pencetak latar belakang sedang tidak berjalan" in halaman and "make manage ARGS=pekerja" in halaman


@pytest.mark.usefixtures("_panjang")
def test_a_cancelled_paper_is_not_printed_and_can_be_printed_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    cetakan = minta(keputusan, klien)
    klien.post(reverse("cetakan_batalkan", args=[cetakan.pk]))
    with monkeypatch.context() as larangan:
        larang_cetak(larangan)
        assert kerjakan(cetakan).keadaan == KeadaanCetakan.DIBATALKAN
    assert "Dibatalkan" in klien.get(reverse("cetakan", args=[cetakan.pk])).content.decode()

    klien.post(reverse("cetakan_ulangi", args=[cetakan.pk]))

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.SELESAI


@pytest.mark.usefixtures("_panjang")
@pytest.mark.parametrize(
    ("jenis", "parameter"), [("keputusan", {"decree": 1}), ("keputusan", {"keputusan": {}}), ("lama", {})]
)
def test_a_request_of_an_earlier_release_is_told_in_a_sentence(jenis: str, parameter: dict[str, object]) -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    kunci = minta(keputusan, klien).pk
    for keadaan, alamat in ((KeadaanCetakan.GAGAL, "cetakan_ulangi"), (KeadaanCetakan.SELESAI, "cetakan_berkas")):
        Cetakan.objects.filter(pk=kunci).update(jenis=jenis, parameter=parameter, keadaan=keadaan)
        kirim = klien.post if alamat == "cetakan_ulangi" else klien.get
        jawab = kirim(reverse(alamat, args=[kunci]), follow=True)
        assert "dibuat sebelum aplikasi diperbarui" in jawab.content.decode()


@pytest.mark.usefixtures("_panjang")
def test_cancelling_in_the_middle_stops_the_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, masuk(aktor))
    diambil = layanan.ambil_pekerjaan(cetakan.pk, cetakan.percobaan)
    assert diambil is not None
    kemajuan = pekerjaan.Kemajuan(diambil, susun_bahan("<p>isi</p>" * 2_000, judul="J"))
    kemajuan.lapor(TATA, 1)
    layanan.batalkan_cetakan(aktor=aktor, cetakan_id=cetakan.pk)
    assert not layanan.kabari(diambil, kemajuan.persen, kemajuan.kabar)
    kemajuan._buang.set()  # what the thread does when it is told so

    with pytest.raises(pekerjaan.TidakDiminta):
        pekerjaan.cetak_kertas(susun_bahan("<p>isi</p>" * 2_000, judul="J"), kemajuan.lapor)


@pytest.mark.usefixtures("_panjang")
def test_progress_only_grows_and_names_the_page() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, masuk(aktor))
    bahan = susun_bahan("<p>isi</p>" * 3_000, judul="J")
    kemajuan, tercatat = pekerjaan.Kemajuan(cetakan, bahan), []

    def lapor(langkah: str, halaman: int) -> None:
        kemajuan.lapor(langkah, halaman)
        tercatat.append((kemajuan.persen, kemajuan.kabar))

    pekerjaan.cetak_kertas(bahan, lapor)

    persen = [satu for satu, _ in tercatat]
    assert persen == sorted(persen) and persen[-1] == 85 and (ANY, "Menata halaman 3") in tercatat


@pytest.mark.usefixtures("_panjang")
def test_a_paper_that_cannot_be_printed_fails_with_a_sentence_and_a_way_on(caplog: pytest.LogCaptureFixture) -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    cetakan = minta(keputusan, klien)
    simpanan.buang_bahan(cetakan.kunci)

    assert kerjakan(cetakan).keadaan == KeadaanCetakan.GAGAL

    halaman = klien.get(reverse("cetakan", args=[cetakan.pk])).content.decode()
    assert "Tidak berhasil" in halaman and "Cetak lagi" in halaman and "Traceback" not in halaman
    klien.post(reverse("cetakan_ulangi", args=[cetakan.pk]))
    assert kerjakan(cetakan).keadaan == KeadaanCetakan.SELESAI


@pytest.mark.usefixtures("_panjang")
def test_a_paper_that_asks_for_a_file_of_the_machine_fails_with_its_own_sentence() -> None:
    keputusan, aktor = draf_tersimpan()
    jahat = susun_bahan('<img src="file:///etc/passwd">', judul="Jahat")
    cetakan = layanan.pesan_cetakan(
        aktor=aktor,
        jenis="keputusan",
        parameter={"keputusan": keputusan.pk},
        pesanan=Pesanan("Jahat", "jahat.pdf", "/", jahat),
    )

    kerjakan(cetakan)

    assert cetakan.keadaan == KeadaanCetakan.GAGAL and "berkas dari luar" in cetakan.galat
    assert simpanan.ambil_hasil(cetakan.kunci) is None


@pytest.mark.usefixtures("_panjang")
def test_the_job_of_a_dead_worker_is_given_on_once_and_then_fails() -> None:
    keputusan, aktor = draf_tersimpan()
    cetakan = minta(keputusan, masuk(aktor))
    mati = layanan.ambil_pekerjaan(cetakan.pk, cetakan.percobaan)
    assert mati is not None and layanan.sapu_basi() == set()  # it has only just begun
    basi = timezone.now() - timedelta(minutes=2)
    Cetakan.objects.update(detak=basi)

    assert layanan.sapu_basi() == {mati.pekerja}

    cetakan.refresh_from_db()
    assert (cetakan.keadaan, cetakan.percobaan) == (KeadaanCetakan.MENUNGGU, mati.percobaan + 1)
    # The old worker, should it only have been slow, can neither report nor end the job any more.
    assert not layanan.kabari(mati, 50, "Menata halaman 9")
    layanan.selesaikan(mati, 1)
    layanan.gagalkan(mati, "Tidak berlaku lagi")
    assert layanan.ambil_pekerjaan(cetakan.pk, mati.percobaan) is None
    cetakan.refresh_from_db()
    assert cetakan.keadaan == KeadaanCetakan.MENUNGGU
    assert layanan.ambil_pekerjaan(cetakan.pk, cetakan.percobaan) is not None
    Cetakan.objects.update(detak=basi)
    layanan.sapu_basi()
    cetakan.refresh_from_db()
    assert cetakan.keadaan == KeadaanCetakan.GAGAL and "dua kali" in cetakan.galat
    # Asked for anew it has all its tries again.
    layanan.ulangi_cetakan(aktor=aktor, cetakan_id=cetakan.pk)
    assert kerjakan(cetakan).keadaan == KeadaanCetakan.SELESAI


@pytest.mark.usefixtures("_panjang")
def test_old_files_and_rows_are_purged_and_the_paper_can_be_printed_again() -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    cetakan = kerjakan(minta(keputusan, klien))
    assert layanan.bersihkan_cetakan() == 0
    assert simpanan.bersihkan(timedelta(seconds=-5)) == 1

    jawab = klien.get(reverse("cetakan_berkas", args=[cetakan.pk]), follow=True)
    assert "sudah dibersihkan" in jawab.content.decode() and "Cetak lagi" in jawab.content.decode()

    klien.post(reverse("cetakan_ulangi", args=[cetakan.pk]))
    assert kerjakan(cetakan).keadaan == KeadaanCetakan.SELESAI
    Cetakan.objects.update(dibuat=timezone.now() - timedelta(days=40))
    layanan.bersihkan_cetakan()
    assert not Cetakan.objects.exists()


@pytest.mark.usefixtures("_panjang")
def test_nobody_reaches_the_paper_of_another_and_rights_are_checked_again_at_download() -> None:
    keputusan, aktor = draf_tersimpan()
    assert {satu.name for satu in urls_naskah.urlpatterns if satu.name.startswith("cetakan")} == ALAMAT
    pembaca = berperan(JenisPeran.PEMBACA, keputusan.perangkat_daerah)
    cetakan = kerjakan(minta(keputusan, masuk(pembaca)))
    for orang in (aktor, perencana_di(PerangkatFactory()), PenggunaFactory()):
        for nama in sorted(ALAMAT - {"cetakan_daftar"}):
            klien = masuk(orang)
            ambil = klien.post if nama in ("cetakan_batalkan", "cetakan_ulangi") else klien.get
            assert ambil(reverse(nama, args=[cetakan.pk])).status_code == 404, (orang, nama)
        assert cetakan.judul not in masuk(orang).get(reverse("cetakan_daftar")).content.decode()
    assert Client().get(reverse("cetakan", args=[cetakan.pk])).status_code == 302
    assert masuk(pembaca).get(reverse("cetakan_batalkan", args=[cetakan.pk])).status_code == 405

    Peran.objects.filter(pengguna=pembaca).delete()

    for nama in ("cetakan_berkas", "cetakan_ulangi"):
        klien = masuk(Pengguna.objects.get(pk=pembaca.pk))
        ambil = klien.post if nama == "cetakan_ulangi" else klien.get
        assert ambil(reverse(nama, args=[cetakan.pk])).status_code == 404


def test_rendering_is_limited_by_person_but_fetching_again_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    klien, url = masuk(aktor), reverse("keputusan_unduh", args=[keputusan.pk, "pdf"])
    monkeypatch.setitem(__import__("instansi.laju", fromlist=["BATAS"]).BATAS, "cetak", (1, 300))
    with override_settings(BATASI_LAJU=True):
        assert [klien.get(url).status_code for _ in range(3)] == [200, 200, 200]
        Keputusan.objects.filter(pk=keputusan.pk).update(tempat="Lain")
        assert klien.get(url).status_code == 429


@pytest.mark.usefixtures("_panjang")
def test_looking_at_the_progress_costs_the_same_few_queries() -> None:
    keputusan, aktor = draf_tersimpan()
    klien = masuk(aktor)
    cetakan = minta(keputusan, klien)
    url = reverse("cetakan", args=[cetakan.pk])
    with CaptureQueriesContext(
        connection,
    ) as bagian:
        klien.get(url, headers={"hx-request": "true"})
    assert len(bagian) <= 6, [satu["sql"][:80] for satu in bagian]


def test_the_preview_shows_the_decree_first_and_the_whole_when_it_is_light(monkeypatch: pytest.MonkeyPatch) -> None:
    keputusan, aktor = draf_tersimpan()
    klien, url = masuk(aktor), reverse("keputusan_pratinjau", args=[keputusan.pk])
    editor = klien.get(reverse("keputusan", args=[keputusan.pk])).content.decode()
    assert f"{url}?awal&versi=" in editor and f'data-seluruhnya="{url}?ringan' in editor

    awal, semua = klien.get(url, {"awal": ""}), klien.get(url, {"ringan": ""})

    assert awal["Content-Disposition"].startswith("inline") and awal["X-Frame-Options"] == "SAMEORIGIN"
    jumlah = [len(PdfReader(BytesIO(jawab.content)).pages) for jawab in (awal, semua)]
    assert 0 < jumlah[0] < jumlah[1]
    assert "/MarkInfo" not in PdfReader(BytesIO(semua.content)).trailer["/Root"]  # a preview does without tags

    monkeypatch.setattr(layanan, "BERAT_LANGSUNG", 0)
    assert klien.get(url, {"ringan": ""}).content == semua.content  # kept already
    Keputusan.objects.filter(pk=keputusan.pk).update(tempat="Lain")
    assert klien.get(url, {"ringan": ""}).status_code == 204
    assert not Cetakan.objects.exists()


def test_missing_arms_are_said_in_a_sentence_by_command_and_download(tmp_path: Path) -> None:
    keputusan, aktor = draf_tersimpan()
    perangkat = keputusan.perangkat_daerah
    hilang = ArsipBerkas.objects.create(
        jenis="lambang", nama="lambang.png", tipe="image/png", ukuran=1, sha256="0" * 64
    )
    PengaturanNaskah.objects.create(pemerintah_daerah=perangkat.pemerintah_daerah, lambang=hilang)

    with pytest.raises(CommandError, match=r"lambang\.png .*Pulihkan berkas itu dari cadangan"):
        call_command("cetak", "iku", "--perangkat-daerah", perangkat.slug, "--ke", str(tmp_path / "a.pdf"))

    jawab = masuk(aktor).get(reverse("keputusan_unduh", args=[keputusan.pk, "pdf"]))
    assert jawab.status_code == 422 and "lambang.png" in jawab.content.decode()
    assert not (tmp_path / "a.pdf").exists()
    # What needs no paper goes on; what is printed elsewhere says the same.
    assert masuk(aktor).get(reverse("keputusan", args=[keputusan.pk])).status_code == 200
    for nama, isi in (("keputusan_unduh", None), ("keputusan_tetapkan", {"versi": keputusan.versi})):
        klien, kunci = masuk(aktor), [keputusan.pk, "docx"][: 1 if isi else 2]
        alamat = reverse(nama, args=kunci)
        jawab = klien.post(alamat, isi) if isi else klien.get(alamat)
        assert jawab.status_code == 422 and "lambang.png" in jawab.content.decode()
    keputusan.refresh_from_db()
    assert keputusan.status == "draf"
