"""The library of legal bases and the standing texts: who edits what, own versions, and the way back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from instansi.choices import JenisPeran
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import CatatanAudit, PemerintahDaerah, PerangkatDaerah
from naskah.choices import JenisKeputusan
from naskah.models import DasarHukum, TeksBaku
from naskah.rows import Butir
from naskah.rules import periksa_keputusan
from naskah.selectors import baca_keputusan, isi_awal, pustaka_dasar, pustaka_pemerintah, susun_teks, teks_baku
from naskah.services import (
    IsiDasar,
    hapus_dasar,
    muat_dasar_hukum,
    simpan_pengaturan_perangkat,
    simpan_teks_baku,
    tambah_dasar,
    ubah_dasar,
    ubah_isi,
)
from tests.pabrik.basis import PemerintahFactory, PerangkatFactory, PeriodeFactory, berperan, perencana_di
from tests.pabrik.keputusan import draf_tersimpan

pytestmark = pytest.mark.django_db

PERBUP = "Peraturan Bupati Contoh Nomor 3 Tahun 2020 tentang Rencana Strategis"
ISIAN = {"teks": PERBUP, "versi": "0"}


@pytest.fixture
def dinas() -> PerangkatDaerah:
    muat_dasar_hukum()
    return PerangkatFactory()


def masuk(pengguna: object) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def nasional(nomor: str = "8", tahun: int = 2006) -> DasarHukum:
    return DasarHukum.objects.get(nomor=nomor, tahun=tahun, perangkat_daerah=None, pemerintah_daerah=None)


def salin(dasar: DasarHukum, **lain: Any) -> IsiDasar:
    nama = ("teks", "peringkat", "nomor", "tahun", "tanggal", "dicabut", "pencabut")
    return IsiDasar(**{**{satu: getattr(dasar, satu) for satu in nama}, "bawaan": tuple(dasar.bawaan.split()), **lain})


def test_rank_number_and_year_are_read_from_the_citation(dinas: PerangkatDaerah) -> None:
    dasar = tambah_dasar(aktor=perencana_di(dinas), pemilik=dinas, isi=IsiDasar(f"{PERBUP};"))

    assert (dasar.peringkat, dasar.nomor, dasar.tahun, dasar.teks) == (85, "3", 2020, PERBUP)
    assert list(pustaka_dasar(dinas)).index(dasar) == pustaka_dasar(dinas).count() - 1
    assert dasar not in pustaka_dasar(PerangkatFactory(pemerintah_daerah=dinas.pemerintah_daerah))


@pytest.mark.parametrize(
    ("isi", "kolom"),
    [
        (IsiDasar("  ; "), "teks"),
        (IsiDasar(PERBUP, tahun=12), "tahun"),
        (IsiDasar(PERBUP, peringkat=1234), "peringkat"),
        (IsiDasar(PERBUP, bawaan=("lain",)), "bawaan"),
        (IsiDasar("Undang-Undang Nomor 28 Tahun 1999 tentang Lain"), "teks"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(dinas: PerangkatDaerah, isi: IsiDasar, kolom: str) -> None:
    with pytest.raises(GalatLayanan) as galat:
        tambah_dasar(aktor=perencana_di(dinas), pemilik=dinas, isi=isi)
    assert galat.value.kolom == kolom


def test_an_edited_national_entry_is_the_agencys_own_and_can_be_taken_back(dinas: PerangkatDaerah) -> None:
    aktor, lain = perencana_di(dinas), PerangkatFactory(pemerintah_daerah=dinas.pemerintah_daerah)
    asal = nasional()

    sendiri = ubah_dasar(
        aktor=aktor, pemilik=dinas, dasar_id=asal.pk, versi=asal.versi, isi=salin(asal, teks=f"{asal.teks} jo. lain")
    )

    asal.refresh_from_db()
    assert "jo. lain" not in asal.teks
    assert sendiri in pustaka_dasar(dinas) and asal not in pustaka_dasar(dinas)
    assert asal in pustaka_dasar(lain) and sendiri not in pustaka_dasar(lain)
    mengingat = isi_awal(dinas, JenisKeputusan.IKU, PeriodeFactory(pemerintah_daerah=dinas.pemerintah_daerah)).mengingat
    assert sum("Nomor 8 Tahun 2006" in satu.teks for satu in mengingat) == 1
    assert any(satu.dasar_id == sendiri.pk for satu in mengingat)

    hapus_dasar(aktor=aktor, pemilik=dinas, dasar_id=sendiri.pk)
    assert asal in pustaka_dasar(dinas)
    assert list(CatatanAudit.objects.values_list("kata_kerja", flat=True))[:2] == ["hapus_dasar", "ubah_dasar"]


def test_a_repealed_entry_is_no_longer_proposed_and_is_found_in_decrees_that_cite_it(dinas: PerangkatDaerah) -> None:
    keputusan, aktor = draf_tersimpan(perangkat_daerah=dinas)
    asal = nasional()
    isi = baca_keputusan(keputusan.pk).isi
    ubah_isi(
        aktor=aktor,
        keputusan_id=keputusan.pk,
        versi=baca_keputusan(keputusan.pk).versi,
        isi=isi.dengan(mengingat=(Butir(f"{asal.teks};", asal.pk),)),
    )
    assert "D-04" not in {satu.kode for satu in periksa_keputusan(baca_keputusan(keputusan.pk))}

    admin = berperan(JenisPeran.ADMIN, dinas.pemerintah_daerah)
    ubah_dasar(
        aktor=admin,
        pemilik=dinas.pemerintah_daerah,
        dasar_id=asal.pk,
        versi=asal.versi,
        isi=salin(asal, dicabut=True, pencabut="Peraturan Pemerintah Nomor 1 Tahun 2026"),
    )

    temuan = next(satu for satu in periksa_keputusan(baca_keputusan(keputusan.pk)) if satu.kode == "D-04")
    assert "Peraturan Pemerintah Nomor 1 Tahun 2026" in temuan.pesan
    baru = isi_awal(dinas, JenisKeputusan.IKU, keputusan.periode)
    assert not any("Nomor 8 Tahun 2006" in satu.teks for satu in baru.mengingat)


def test_two_people_do_not_overwrite_each_other(dinas: PerangkatDaerah) -> None:
    aktor = perencana_di(dinas)
    dasar = tambah_dasar(aktor=aktor, pemilik=dinas, isi=IsiDasar(PERBUP))
    ubah_dasar(aktor=aktor, pemilik=dinas, dasar_id=dasar.pk, versi=1, isi=IsiDasar(f"{PERBUP} Daerah"))

    with pytest.raises(Bentrok):
        ubah_dasar(aktor=aktor, pemilik=dinas, dasar_id=dasar.pk, versi=1, isi=IsiDasar(f"{PERBUP} Lain"))
    jawaban = masuk(aktor).post(
        reverse("dasar_ubah", args=[dinas.pk, dasar.pk]), {"teks": f"{PERBUP} Lain", "versi": "1"}
    )
    assert jawaban.status_code == 409 and "Lain" in jawaban.content.decode()


def test_only_those_who_keep_a_library_change_it(dinas: PerangkatDaerah) -> None:
    dasar = tambah_dasar(aktor=perencana_di(dinas), pemilik=dinas, isi=IsiDasar(PERBUP))
    pembaca = berperan(JenisPeran.PEMBACA, dinas)

    for aktor in (pembaca, berperan(JenisPeran.ADMIN, dinas.pemerintah_daerah)):
        with pytest.raises(TidakBerhak):
            hapus_dasar(aktor=aktor, pemilik=dinas, dasar_id=dasar.pk)
    with pytest.raises(TidakBerhak):
        tambah_dasar(aktor=perencana_di(dinas), pemilik=dinas.pemerintah_daerah, isi=IsiDasar(PERBUP))
    tetangga = PerangkatFactory(pemerintah_daerah=dinas.pemerintah_daerah)
    with pytest.raises(TidakDitemukan):
        hapus_dasar(aktor=perencana_di(tetangga), pemilik=tetangga, dasar_id=dasar.pk)
    with pytest.raises(GalatLayanan, match="sendiri"):
        hapus_dasar(aktor=perencana_di(dinas), pemilik=dinas, dasar_id=nasional().pk)


def test_the_pages_search_sort_add_and_delete(dinas: PerangkatDaerah) -> None:
    client = masuk(perencana_di(dinas))
    daftar = reverse("dasar", args=[dinas.pk])

    assert (
        "Dasar hukum tersimpan"
        in client.post(reverse("dasar_baru", args=[dinas.pk]), ISIAN, follow=True).content.decode()
    )
    halaman = client.get(daftar, {"q": "strategis perbup"}).content.decode()
    assert "Tidak ada dasar hukum" in halaman
    halaman = client.get(daftar, {"q": "bupati strategis"}).content.decode()
    assert PERBUP in halaman and "Nomor 28 Tahun 1999" not in halaman
    urut = client.get(daftar).content.decode()
    assert urut.index("Nomor 28 Tahun 1999") < urut.index(PERBUP)
    terbaru = client.get(daftar, {"urut": "terbaru"}).content.decode()
    assert terbaru.index("Nomor 20 Tahun 2023") < terbaru.index("Nomor 28 Tahun 1999")
    assert client.get(daftar, {"q": "\x00", "urut": "x"}).status_code == 200
    jawaban = client.post(reverse("dasar_baru", args=[dinas.pk]), {**ISIAN, "teks": "", "tahun": "dua"})
    assert jawaban.status_code == 422 and "Isilah dengan angka." in jawaban.content.decode()

    dasar = DasarHukum.objects.get(perangkat_daerah=dinas)
    assert "dihapus" in client.post(reverse("dasar_hapus", args=[dinas.pk, dasar.pk]), follow=True).content.decode()
    assert not DasarHukum.objects.filter(perangkat_daerah=dinas).exists()


@pytest.mark.parametrize(
    ("nama", "buka"),
    [
        ("urus_teks_baku", 200),
        ("urus_dasar", 200),
        ("urus_dasar_baru", 200),
        ("urus_dasar_ubah", 200),
        ("urus_dasar_hapus", 405),
    ],
)
def test_the_administrators_pages_are_only_the_administrators(nama: str, buka: int) -> None:
    muat_dasar_hukum()
    pemda = PemerintahFactory()
    lain = {"urus_teks_baku": ["iku"], "urus_dasar_ubah": [nasional().pk], "urus_dasar_hapus": [nasional().pk]}
    url = reverse(nama, args=[pemda.slug, *lain.get(nama, [])])

    assert masuk(berperan(JenisPeran.ADMIN, pemda)).get(url).status_code == buka
    assert Client().get(url).status_code in (302, 405)
    dinas = PerangkatFactory(pemerintah_daerah=pemda)
    for siapa, status in (
        (berperan(JenisPeran.PENELAAH, pemda), 403),
        (perencana_di(dinas), 404),
        (berperan(JenisPeran.ADMIN, PemerintahFactory()), 404),
    ):
        assert masuk(siapa).get(url).status_code in (status, 405)
        assert masuk(siapa).post(url, ISIAN).status_code in (status, 405)
    assert not TeksBaku.objects.exists()


def test_the_administrator_adds_repeals_and_takes_back(dinas: PerangkatDaerah) -> None:
    pemda: PemerintahDaerah = dinas.pemerintah_daerah
    client = masuk(berperan(JenisPeran.ADMIN, pemda))
    client.post(reverse("urus_dasar_baru", args=[pemda.slug]), ISIAN)
    asal = nasional()
    ubah = reverse("urus_dasar_ubah", args=[pemda.slug, asal.pk])
    assert "versi sendiri" in client.get(ubah).content.decode()
    client.post(ubah, {"teks": asal.teks, "dicabut": "on", "pencabut": "Yang baru", "versi": str(asal.versi)})

    sendiri = DasarHukum.objects.get(menggantikan=asal)
    assert "dicabut dengan Yang baru" in client.get(reverse("urus_dasar", args=[pemda.slug])).content.decode()
    assert sendiri in pustaka_pemerintah(pemda) and sendiri in pustaka_dasar(dinas)
    assert PERBUP in {satu.teks for satu in pustaka_dasar(dinas)}
    hapus = reverse("urus_dasar_hapus", args=[pemda.slug, sendiri.pk])
    assert "Versi semula" in client.post(hapus, follow=True).content.decode()
    assert asal in pustaka_pemerintah(pemda)


def test_own_standing_texts_hold_for_new_decrees_and_can_be_taken_back(dinas: PerangkatDaerah) -> None:
    pemda = dinas.pemerintah_daerah
    client = masuk(berperan(JenisPeran.ADMIN, pemda))
    url = reverse("urus_teks_baku", args=[pemda.slug, "iki"])
    bawaan = susun_teks(teks_baku(pemda, JenisKeputusan.IKI))
    isian = {bagian: "\n".join(butir) for bagian, butir in bawaan.items()}

    jawaban = client.post(
        url, {**isian, "diktum": "Menetapkan IKI {perangkat_daerah}.\n\nBerlaku sejak ditetapkan."}, follow=True
    )

    assert "1 bagian memakai kata-kata sendiri" in jawaban.content.decode()
    assert "Teks bawaan: Diktum" in jawaban.content.decode()
    isi = isi_awal(dinas, JenisKeputusan.IKI, PeriodeFactory(pemerintah_daerah=pemda))
    assert [satu.teks for satu in isi.diktum] == [f"Menetapkan IKI {dinas.nama}.", "Berlaku sejak ditetapkan."]
    assert len(isi.menimbang) == len(bawaan["menimbang"])
    assert TeksBaku.objects.count() == 2
    assert CatatanAudit.objects.filter(kata_kerja="ubah_teks_baku").count() == 1

    client.post(url, {**isian, "aksi": "kembali"})
    assert susun_teks(teks_baku(pemda, JenisKeputusan.IKI)) == bawaan


def test_a_part_left_empty_goes_back_alone(dinas: PerangkatDaerah) -> None:
    pemda, admin = dinas.pemerintah_daerah, berperan(JenisPeran.ADMIN, dinas.pemerintah_daerah)
    bawaan = susun_teks(teks_baku(pemda, JenisKeputusan.IKU))
    kata = {"aktor": admin, "pemerintah_daerah": pemda, "jenis": JenisKeputusan.IKU}
    simpan_teks_baku(**kata, isi={"tentang": "IKU {perangkat_daerah}", "menimbang": "bahwa satu;"})
    simpan_teks_baku(**kata, isi={"tentang": ""})

    kini = susun_teks(teks_baku(pemda, JenisKeputusan.IKU))
    assert kini["tentang"] == bawaan["tentang"] and kini["menimbang"] == ["bahwa satu;"]


def test_braces_that_nothing_fills_in_are_refused_with_all_that_was_typed(dinas: PerangkatDaerah) -> None:
    pemda = dinas.pemerintah_daerah
    url = reverse("urus_teks_baku", args=[pemda.slug, "iku"])

    jawaban = masuk(berperan(JenisPeran.ADMIN, pemda)).post(url, {"tentang": "IKU {dinas}", "diktum": "Tetap ada"})

    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "Isian {dinas} tidak dikenal" in halaman and "Tetap ada" in halaman
    assert masuk(berperan(JenisPeran.ADMIN, pemda)).get(url.replace("/iku/", "/lain/")).status_code == 404


def test_a_letterhead_without_an_address_of_its_own_has_the_governments(dinas: PerangkatDaerah) -> None:
    pemda = dinas.pemerintah_daerah
    pemda.alamat = "Jalan Pemerintah Nomor 1"
    pemda.save()
    periode = PeriodeFactory(pemerintah_daerah=pemda)
    assert isi_awal(dinas, JenisKeputusan.IKU, periode).kop_alamat == "Jalan Pemerintah Nomor 1"

    simpan_pengaturan_perangkat(
        aktor=perencana_di(dinas), perangkat_daerah=dinas, isi={"kop_alamat": "Jalan Dinas Nomor 2"}
    )
    assert isi_awal(dinas, JenisKeputusan.IKU, periode).kop_alamat == "Jalan Dinas Nomor 2"
