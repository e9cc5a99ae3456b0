"""Accounts in the hands of an administrator: created and invited, switched off, given roles; and what nobody may do."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit, Pengguna, Peran
from instansi.services import (
    beri_peran,
    buat_akun,
    cabut_peran,
    nonaktifkan_akun,
    ubah_akun,
    undang_akun,
)
from tests.instansi.conftest import Daerah
from tests.pabrik.basis import SANDI, JabatanFactory, PenggunaFactory, berperan

pytestmark = pytest.mark.django_db
BARU = "melati-kuning-7"


def alamat(daerah: Daerah, nama: str, *kunci: int) -> str:
    return reverse(nama, args=[daerah.pemda.slug, *kunci])


def isian(**ganti: Any) -> dict[str, Any]:
    return {"username": "baru", "nama": "Orang Baru", "email": "baru@contoh.go.id", "jenis": "pembaca"} | ganti


def test_an_invited_person_sets_a_password_and_signs_in(daerah: Daerah) -> None:
    jawaban = daerah.klien.post(alamat(daerah, "akun_tambah"), isian(perangkat_daerah=daerah.perangkat.pk), follow=True)

    isi = jawaban.content.decode()
    tautan = re.search(r"https?://testserver(/setel-sandi/[^\"\s]+)", isi)
    assert tautan and "Akun dibuat." in isi
    assert tautan.group(1) in mail.outbox[0].body and mail.outbox[0].to == ["baru@contoh.go.id"]
    orang = Client()
    halaman = orang.get(tautan.group(1), follow=True).redirect_chain[-1][0]
    orang.post(halaman, {"sandi_baru": BARU, "ulangi": BARU})
    assert orang.post(reverse("masuk"), {"username": "baru", "password": BARU}).status_code == 302
    akun = Pengguna.objects.get(username="baru")
    assert [str(satu) for satu in akun.peran.all()] == ["Pembaca · Dinas Perikanan Meratus"]
    assert not akun.is_staff and not akun.is_superuser


def test_the_link_is_shown_once(daerah: Daerah) -> None:
    url = alamat(daerah, "akun_rinci", daerah.akun.pk)

    pertama = daerah.klien.post(alamat(daerah, "akun_undang", daerah.akun.pk), follow=True).content.decode()

    assert "/setel-sandi/" in pertama and "tanpa alamat surel" in pertama
    assert "/setel-sandi/" not in daerah.klien.get(url).content.decode()


def test_when_no_mail_goes_out_the_page_says_so_and_shows_the_link(daerah: Daerah, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    Pengguna.objects.filter(pk=daerah.akun.pk).update(email="ada@contoh.go.id")

    isi = daerah.klien.post(alamat(daerah, "akun_undang", daerah.akun.pk), follow=True).content.decode()

    assert "tidak terkirim" in isi and "/setel-sandi/" in isi


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"username": ""}, "Nama pengguna belum diisi."),
        ({"username": "dua kata"}, "tanpa spasi"),
        ({"username": "ADMIN.meratus"}, "sudah dipakai"),
        ({"username": "a\x00b"}, "tidak dapat disimpan"),
        ({"username": "x" * 151}, "151 karakter"),
        ({"email": "bukan"}, "nama@contoh.go.id"),
        ({"jenis": "raja"}, "tidak ada dalam daftar"),
        ({"jenis": "perencana", "perangkat_daerah": ""}, "Pilih perangkat daerah untuk peran ini."),
        ({"perangkat_daerah": "99999999999999999999"}, "tidak ada dalam daftar"),
    ],
)
def test_what_is_wrong_is_said_and_no_account_is_made(daerah: Daerah, ganti: dict[str, Any], pesan: str) -> None:
    jawaban = daerah.klien.post(alamat(daerah, "akun_tambah"), isian(perangkat_daerah=daerah.perangkat.pk) | ganti)

    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode()
    assert not Pengguna.objects.filter(nama="Orang Baru").exists()


def test_switching_off_ends_the_session_at_once_and_for_good(daerah: Daerah) -> None:
    orang = Client()
    orang.post(reverse("masuk"), {"username": daerah.akun.username, "password": SANDI})
    assert orang.get(reverse("akun_saya")).status_code == 200

    daerah.klien.post(alamat(daerah, "akun_nonaktifkan", daerah.akun.pk))
    assert orang.get(reverse("akun_saya")).status_code == 302
    masuk = orang.post(reverse("masuk"), {"username": daerah.akun.username, "password": SANDI})
    assert masuk.status_code == 422

    daerah.klien.post(alamat(daerah, "akun_aktifkan", daerah.akun.pk))
    assert orang.get(reverse("akun_saya")).status_code == 302, "sesi lama tidak boleh hidup lagi"
    assert orang.post(reverse("masuk"), {"username": daerah.akun.username, "password": SANDI}).status_code == 302


def test_a_link_of_an_account_switched_off_is_void(daerah: Daerah) -> None:
    _, uid, token = undang_akun(aktor=daerah.admin, pemerintah_daerah_id=daerah.pemda.pk, akun_id=daerah.akun.pk)
    nonaktifkan_akun(aktor=daerah.admin, pemerintah_daerah_id=daerah.pemda.pk, akun_id=daerah.akun.pk)

    with pytest.raises(GalatLayanan, match="tidak aktif"):
        undang_akun(aktor=daerah.admin, pemerintah_daerah_id=daerah.pemda.pk, akun_id=daerah.akun.pk)
    orang = Client()
    halaman = orang.get(reverse("setel_sandi", args=[uid, token]), follow=True)
    if halaman.redirect_chain:
        orang.post(halaman.redirect_chain[-1][0], {"sandi_baru": BARU, "ulangi": BARU})
    assert orang.post(reverse("masuk"), {"username": daerah.akun.username, "password": BARU}).status_code == 422


def test_the_last_administrator_stays(daerah: Daerah, pengelola: Pengguna) -> None:
    urus = {"aktor": pengelola, "pemerintah_daerah_id": daerah.pemda.pk, "akun_id": daerah.admin.pk}
    beri_peran(jenis="penelaah", **urus)
    diundang = buat_akun(
        aktor=pengelola, pemerintah_daerah_id=daerah.pemda.pk, username="kedua", nama="", email="", jenis="admin"
    )

    with pytest.raises(GalatLayanan, match="administrator terakhir"):
        nonaktifkan_akun(**urus)
    with pytest.raises(GalatLayanan, match="administrator terakhir"):
        cabut_peran(peran_id=daerah.admin.peran.get(jenis="admin").pk, **urus)

    diundang.set_password(BARU)
    diundang.save()
    nonaktifkan_akun(**urus)
    daerah.admin.refresh_from_db()
    assert not daerah.admin.is_active


def test_nobody_locks_himself_out(daerah: Daerah) -> None:
    berperan(JenisPeran.ADMIN, daerah.pemda)
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk, "akun_id": daerah.admin.pk}
    beri_peran(jenis="penelaah", **urus)

    isi = daerah.klien.post(alamat(daerah, "akun_nonaktifkan", daerah.admin.pk), follow=True).content.decode()
    assert "tidak dapat menonaktifkan akun sendiri" in isi
    with pytest.raises(GalatLayanan, match="peran administrator sendiri"):
        cabut_peran(peran_id=daerah.admin.peran.get(jenis="admin").pk, **urus)
    assert daerah.klien.get(alamat(daerah, "urus")).status_code == 200


def test_the_last_role_of_an_account_stays(daerah: Daerah) -> None:
    isi = daerah.klien.post(
        alamat(daerah, "peran_cabut", daerah.akun.pk, daerah.peran.pk), follow=True
    ).content.decode()

    assert "peran terakhir" in isi
    assert daerah.akun.peran.count() == 1


def test_roles_are_given_and_taken_with_an_entry_of_before_and_after(daerah: Daerah) -> None:
    url = alamat(daerah, "peran_tambah", daerah.akun.pk)
    daerah.klien.post(url, {"jenis": "pimpinan", "perangkat_daerah": daerah.lain.pk})
    dua_kali = daerah.klien.post(url, {"jenis": "pimpinan", "perangkat_daerah": daerah.lain.pk})
    assert dua_kali.status_code == 422 and "sudah mempunyai peran itu" in dua_kali.content.decode()

    daerah.klien.post(alamat(daerah, "peran_cabut", daerah.akun.pk, daerah.peran.pk))

    assert [str(satu) for satu in daerah.akun.peran.all()] == ["Pimpinan · Badan Riset Meratus"]
    cabut, beri = CatatanAudit.objects.filter(wadah=f"pemerintah_daerah:{daerah.pemda.pk}")
    assert (beri.kata_kerja, cabut.kata_kerja) == ("beri_peran", "cabut_peran")
    assert beri.sebelum == {"peran": ["Perencana · Dinas Perikanan Meratus"]}
    assert cabut.sesudah == {"peran": ["Pimpinan · Badan Riset Meratus"]}
    assert cabut.aktor == daerah.admin


def test_no_role_is_given_outside_the_own_government(daerah: Daerah, tetangga: Daerah) -> None:
    url = alamat(daerah, "peran_tambah", daerah.akun.pk)
    jawaban = daerah.klien.post(url, {"jenis": "perencana", "perangkat_daerah": tetangga.perangkat.pk})
    assert jawaban.status_code == 422

    with pytest.raises(GalatLayanan):
        beri_peran(
            aktor=daerah.admin,
            pemerintah_daerah_id=daerah.pemda.pk,
            akun_id=daerah.akun.pk,
            jenis="perencana",
            perangkat_daerah_id=tetangga.perangkat.pk,
        )
    with pytest.raises(TidakDitemukan):
        beri_peran(aktor=daerah.admin, pemerintah_daerah_id=tetangga.pemda.pk, akun_id=daerah.akun.pk, jenis="admin")
    assert Peran.objects.filter(pengguna=daerah.akun).count() == 1


def test_an_account_that_works_elsewhere_too_is_not_taken_over(daerah: Daerah, tetangga: Daerah) -> None:
    Peran.objects.create(pengguna=daerah.akun, jenis="admin", pemerintah_daerah=tetangga.pemda)
    urus = {"aktor": daerah.admin, "pemerintah_daerah_id": daerah.pemda.pk, "akun_id": daerah.akun.pk}

    for layanan, isi in (
        (ubah_akun, {"nama": "x", "email": "saya@contoh.go.id", "jabatan_id": None}),
        (undang_akun, {}),
        (nonaktifkan_akun, {}),
    ):
        with pytest.raises(TidakBerhak):
            layanan(**urus, **isi)  # type: ignore[operator]
    rinci = daerah.klien.get(alamat(daerah, "akun_rinci", daerah.akun.pk)).content.decode()
    assert "berperan di luar pemerintah daerah Anda" in rinci and "Nonaktifkan</button>" not in rinci
    assert "Kabupaten Tetangga" not in rinci


def test_a_superuser_is_not_in_an_administrators_hands(daerah: Daerah) -> None:
    kuasa = berperan(JenisPeran.PENELAAH, daerah.pemda, is_superuser=True)

    for nama in ("akun_undang", "akun_nonaktifkan", "akun_ubah"):
        assert daerah.klien.post(alamat(daerah, nama, kuasa.pk)).status_code == 403
    kuasa.refresh_from_db()
    assert kuasa.is_active and kuasa.check_password(SANDI)


def test_fields_the_form_does_not_have_make_nobody_a_superuser(daerah: Daerah) -> None:
    daerah.klien.post(
        alamat(daerah, "akun_tambah"),
        isian(perangkat_daerah=daerah.perangkat.pk, is_superuser="on", is_staff="on", password="x"),
    )
    ubah = {"nama": "A", "email": "", "is_superuser": "on", "versi": 1}
    assert daerah.klien.post(alamat(daerah, "akun_ubah", daerah.akun.pk), ubah).status_code == 302

    assert not Pengguna.objects.filter(is_superuser=True).exists()
    assert not Pengguna.objects.filter(is_staff=True).exists()


def test_an_account_gets_a_position_of_its_own_agencies_only(daerah: Daerah, tetangga: Daerah) -> None:
    url = alamat(daerah, "akun_ubah", daerah.akun.pk)
    asing = JabatanFactory(perangkat_daerah=tetangga.perangkat)

    isi = {"nama": "N", "email": "", "versi": 1}
    assert "tidak ada dalam daftar" in daerah.klien.post(url, isi | {"jabatan": asing.pk}).content.decode()
    assert daerah.klien.post(url, isi | {"jabatan": daerah.jabatan.pk}).status_code == 302
    daerah.akun.refresh_from_db()
    assert daerah.akun.jabatan == daerah.jabatan


def test_the_list_is_searched_filtered_sorted_and_paged(daerah: Daerah, tetangga: Daerah) -> None:
    for nomor in range(30):
        berperan(JenisPeran.PEMBACA, daerah.lain, username=f"pembaca{nomor:02}", nama=f"Orang {30 - nomor:02}")

    def isi(**tanya: str) -> str:
        return daerah.klien.get(alamat(daerah, "urus_akun"), tanya).content.decode()

    semua = isi()
    assert "32 akun" in semua and "1–25 dari 32 akun" in semua and "perencana.tetangga" not in semua
    assert "pembaca29" in isi(halaman="2") and "pembaca29" not in semua
    assert "1 akun cocok" in isi(q="orang pembaca07")
    assert "30 akun cocok" in isi(q="riset meratus")
    assert "1 akun cocok" in isi(status="admin")
    assert "0 akun" not in isi(status="nonaktif") and "Tidak ada akun yang cocok" in isi(status="nonaktif")
    urut = isi(urut="-nama")
    assert urut.index("Orang 30") < urut.index("Orang 29")
    assert "32 akun" in isi(urut="password")
    assert "32 akun" in isi(halaman="abc")


@pytest.mark.parametrize("tanya", [{"q": "a\x00"}, {"q": "x" * 201}, {"status": "raja"}])
def test_a_search_that_cannot_be_read_is_said(daerah: Daerah, tanya: dict[str, str]) -> None:
    assert daerah.klien.get(alamat(daerah, "urus_akun"), tanya).status_code == 422


def test_the_list_asks_the_same_few_questions_however_long(daerah: Daerah, django_assert_max_num_queries: Any) -> None:
    for _ in range(20):
        berperan(JenisPeran.PEMBACA, daerah.lain)

    with django_assert_max_num_queries(12):
        daerah.klien.get(alamat(daerah, "urus_akun"))


def test_an_account_without_any_role_is_in_nobodys_list(daerah: Daerah) -> None:
    sendirian = PenggunaFactory()

    assert daerah.klien.get(alamat(daerah, "akun_rinci", sendirian.pk)).status_code == 404
