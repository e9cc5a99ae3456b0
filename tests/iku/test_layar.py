"""The screens of decrees work with plain forms: nothing typed is lost, lists move, conflicts and errors are told."""

import html
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from iku.models import BarisLampiran
from iku.selectors import baca_baris
from naskah.models import Keputusan
from naskah.rows import Butir
from naskah.services import muat_dasar_hukum, ubah_isi
from tests.pabrik.basis import perencana_di
from tests.pabrik.berkas import pdf_pindaian
from tests.pabrik.keputusan import ISI, baca, draf_tersimpan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _arsip_sendiri(tmp_path: object) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def keputusan() -> Keputusan:
    return draf_tersimpan()[0]


@pytest.fixture
def client(keputusan: Keputusan) -> Client:
    client = Client()
    client.force_login(keputusan.perangkat_daerah.peran.get(jenis="perencana").pengguna)
    return client


def isian(client: Client, keputusan: Keputusan) -> dict[str, str]:
    """Return what a browser would send back from the editor as it was opened."""
    jawaban = client.get(reverse("keputusan", args=[keputusan.pk]))
    form = jawaban.context["form"]
    data = {nama: "" if nilai in (None, False) else str(nilai) for nama, nilai in form.initial.items()}
    for bagian in jawaban.context["bagian_butir"]:
        for nomor, (butir, _) in enumerate(bagian["butir"]):
            data[f"{bagian['kunci']}-{nomor}-teks"] = butir.teks
            if butir.dasar_id:
                data[f"{bagian['kunci']}-{nomor}-dasar"] = str(butir.dasar_id)
        data[f"{bagian['kunci']}-{len(bagian['butir'])}-teks"] = ""
    return data


def kirim(client: Client, keputusan: Keputusan, **ubahan: Any) -> HttpResponse:
    return client.post(reverse("keputusan", args=[keputusan.pk]), {**isian(client, keputusan), **ubahan}, follow=True)


def test_saving_what_was_shown_changes_nothing(client: Client, keputusan: Keputusan) -> None:
    lama = baca(keputusan).isi

    jawaban = kirim(client, keputusan, aksi="simpan")

    assert "Keputusan tersimpan." in jawaban.content.decode()
    assert baca(keputusan).isi == lama


def test_a_button_of_a_list_saves_what_was_typed_elsewhere(client: Client, keputusan: Keputusan) -> None:
    kirim(client, keputusan, aksi="naik:menimbang:1", tempat="Tempat baru", **{"menimbang-0-teks": "bahwa diubah;"})

    isi = baca(keputusan).isi
    assert isi.tempat == "Tempat baru"
    assert [satu.teks for satu in isi.menimbang] == [ISI.menimbang[1].teks, "bahwa diubah;"]


def test_items_are_added_removed_and_sorted(client: Client, keputusan: Keputusan) -> None:
    muat_dasar_hukum()
    dasar = client.get(reverse("keputusan", args=[keputusan.pk])).context["bagian_butir"][1]["pustaka"]
    uu = next(satu for satu in dasar if satu.nomor == "23" and satu.tahun == 2014)

    kirim(client, keputusan, aksi="tambah:diktum", **{"diktum-2-teks": "Diktum ketiga."})
    kirim(client, keputusan, aksi="hapus:diktum:0")
    kirim(client, keputusan, aksi="pilih:mengingat", **{"dasar-mengingat": str(uu.pk)})
    sebelum = [satu.dasar_id for satu in baca(keputusan).isi.mengingat]
    kirim(client, keputusan, aksi="urutkan:mengingat")

    isi = baca(keputusan).isi
    assert [satu.teks for satu in isi.diktum] == [ISI.diktum[1].teks, "Diktum ketiga."]
    assert sebelum == [None, None, uu.pk]
    assert [satu.dasar_id for satu in isi.mengingat] == [None, uu.pk, None]


@pytest.mark.parametrize(
    "aksi",
    ["naik:menimbang:0", "turun:menimbang:9", "hapus:entah:0", "naik:menimbang:-1", "naik:menimbang:x", "::", ""],
)
def test_a_button_that_fits_nothing_only_saves(client: Client, keputusan: Keputusan, aksi: str) -> None:
    kirim(client, keputusan, aksi=aksi)

    assert baca(keputusan).isi.menimbang == ISI.menimbang


def test_errors_stand_beside_their_field_and_nothing_typed_is_lost(client: Client, keputusan: Keputusan) -> None:
    jawaban = kirim(client, keputusan, hari="40", tempat="Diketik", **{"menimbang-0-teks": "bahwa diketik;"})
    teks = jawaban.content.decode()

    assert jawaban.status_code == 422
    assert "Isilah angka 1 sampai 31." in teks
    assert "Diketik" in teks
    assert "bahwa diketik;" in teks
    assert baca(keputusan).isi.hari == 14


def test_a_conflict_shows_both_texts_and_overwrites_only_knowingly(client: Client, keputusan: Keputusan) -> None:
    data = isian(client, keputusan)
    aktor = keputusan.perangkat_daerah.peran.get(jenis="perencana").pengguna
    ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi, isi=ISI.dengan(tempat="Punya orang"))
    url = reverse("keputusan", args=[keputusan.pk])

    bentrok = client.post(url, {**data, "tempat": "Punya saya"})
    teks = bentrok.content.decode()
    versi = bentrok.context["form"]["versi"].value()
    client.post(url, {**data, "tempat": "Punya saya", "versi": versi})

    assert bentrok.status_code == 409
    assert "Punya orang" in teks
    assert "Punya saya" in teks
    assert baca(keputusan).isi.tempat == "Punya saya"


def test_each_field_and_list_of_a_conflict_is_chosen_and_nothing_is_lost(client: Client, keputusan: Keputusan) -> None:
    data = isian(client, keputusan)
    teman = perencana_di(keputusan.perangkat_daerah)
    lama = baca(keputusan)
    isi = lama.isi.dengan(
        tempat="Kata teman", hari=3, mengingat=lama.isi.mengingat[:1], menimbang=(Butir("bahwa kata teman;"),)
    )
    ubah_isi(aktor=teman, keputusan_id=keputusan.pk, versi=lama.versi, isi=isi)
    url = reverse("keputusan", args=[keputusan.pk])
    ketikan = {**data, "tempat": "Kata saya", "tentang": "Judul saya", "diktum-0-teks": "Diktum saya."}

    jawab = client.post(url, {**ketikan, "menimbang-0-teks": "bahwa kata saya;"})

    assert jawab.status_code == 409
    bentrok = jawab.context["bentrok"]
    # What only the other one changed is chosen already, what was typed here is not given up by itself.
    assert {satu.nama: satu.tak_disentuh for satu in bentrok.beda} == {
        "tempat": False, "hari": True, "tentang": False, "menimbang": False, "mengingat": True, "diktum": False,
    }  # fmt: skip
    assert bentrok.per_bidang and bentrok.oleh == teman.nama_tampil
    teks = html.unescape(jawab.content.decode())
    assert "bahwa kata saya;" in teks and "1. bahwa kata teman;" in teks

    pilihan: dict[str, Any] = {}
    for satu in bentrok.beda:
        pilihan[f"pilih-{satu.nama}"] = "tersimpan" if satu.tak_disentuh or satu.nama == "menimbang" else "saya"
        pilihan[f"tersimpan-{satu.nama}"] = list(satu.nilai)
    versi = jawab.context["form"]["versi"].value()
    client.post(url, {**ketikan, "menimbang-0-teks": "bahwa kata saya;", **pilihan, "versi": versi})

    kini = baca(keputusan).isi
    assert (kini.tempat, kini.hari, kini.tentang) == ("Kata saya", 3, "Judul saya")
    assert kini.menimbang == isi.menimbang and kini.mengingat == isi.mengingat
    assert [satu.teks for satu in kini.diktum] == ["Diktum saya.", lama.isi.diktum[1].teks]


def test_attachments_changed_meanwhile_do_not_stand_against_the_text_nor_one_row_against_another(
    client: Client, keputusan: Keputusan
) -> None:
    data = isian(client, keputusan)
    satu, dua = baca_baris(baca(keputusan))[:2]
    url = [reverse("iku_baris", args=[keputusan.pk, kunci]) for kunci in (satu.id, dua.id)]
    awal = [client.get(alamat).context["form"].initial for alamat in url]

    assert client.post(url[0], {**awal[0], "makna": "Makna teman", "alasan": "Alasan teman"}).status_code == 302
    assert client.post(url[1], {**awal[1], "makna": "Makna baris lain"}).status_code == 302
    assert client.post(reverse("keputusan", args=[keputusan.pk]), {**data, "tempat": "Di sini"}).status_code == 302
    jawab = client.post(url[0], {**awal[0], "makna": "Makna saya"})

    assert jawab.status_code == 409
    assert {b.nama: b.tak_disentuh for b in jawab.context["bentrok"].beda} == {"makna": False, "alasan": True}
    assert baca(keputusan).isi.tempat == "Di sini"
    assert [b.makna for b in baca_baris(baca(keputusan))[:2]] == ["Makna teman", "Makna baris lain"]


def test_a_draft_is_made_edited_issued_and_signed(client: Client, keputusan: Keputusan) -> None:
    perangkat = keputusan.perangkat_daerah
    daftar = client.get(reverse("keputusan_daftar", args=[perangkat.pk]))
    nilai = daftar.context["pilihan"][0][0]
    baru = client.post(reverse("keputusan_daftar", args=[perangkat.pk]), {"asal": nilai}, follow=True)
    kedua = baru.context["keputusan"]
    assert "belum lengkap" in baru.content.decode()

    kirim(client, kedua, nomor_urut="9", hari="1", bulan="2", tahun="2024", **{"mengingat-0-teks": "UU 1;"})
    terbit = client.post(reverse("keputusan_tetapkan", args=[kedua.pk]), {"versi": baca(kedua).versi}, follow=True)
    assert "Keputusan ditetapkan" in terbit.content.decode()
    unggahan = client.post(
        reverse("keputusan_pindaian", args=[kedua.pk]),
        {"berkas": BytesIO(pdf_pindaian())},
        follow=True,
    )
    assert "PDF bertanda tangan" in unggahan.content.decode()
    assert client.get(reverse("keputusan_unduh", args=[kedua.pk, "ttd"])).content == pdf_pindaian()
    asli = client.get(reverse("keputusan_unduh", args=[kedua.pk, "pdf"]))
    assert asli.headers["Content-Disposition"].startswith("attachment")
    assert asli.content.startswith(b"%PDF-")
    riwayat = client.get(reverse("keputusan_riwayat", args=[kedua.pk])).content.decode()
    assert "ditetapkan" in riwayat
    assert "Naskah bertanda tangan diunggah" in riwayat


def test_what_stands_against_issuing_is_told(client: Client, keputusan: Keputusan) -> None:
    kirim(client, keputusan, nomor_urut="")

    jawaban = client.post(reverse("keputusan_tetapkan", args=[keputusan.pk]), {"versi": baca(keputusan).versi})

    assert jawaban.status_code == 422
    assert "Nomor keputusan belum lengkap." in jawaban.content.decode()


def test_findings_lead_to_the_place_to_mend(client: Client, keputusan: Keputusan) -> None:
    BarisLampiran.objects.filter(keputusan=keputusan, lampiran=2).update(isian={"makna": ""})
    jawaban = kirim(client, keputusan, hari="")
    alamat = {satu.kode: satu.url for satu in jawaban.context["temuan"]}

    assert alamat["D-02"] == f"/keputusan/{keputusan.pk}/#id_hari"
    assert alamat["D-22"].startswith(f"/keputusan/{keputusan.pk}/iku/#lampiran-2-")


def test_rows_are_edited_and_go_back_to_the_tree(client: Client, keputusan: Keputusan) -> None:
    baris = BarisLampiran.objects.filter(keputusan=keputusan).first()
    url = reverse("iku_baris", args=[keputusan.pk, baris.pk])
    awal = client.get(url).context["form"].initial

    client.post(url, {**awal, "makna": "Makna kita", "sumber_data": "Sumber kita"})
    baris.refresh_from_db()
    assert baris.isian == {"makna": "Makna kita", "sumber_data": "Sumber kita"}

    kini = client.get(url)
    assert "Pakai teks pohon untuk makna" in kini.content.decode()
    client.post(url, {**kini.context["form"].initial, "pakai_pohon": ["makna"]})
    baris.refresh_from_db()
    assert baris.isian == {"sumber_data": "Sumber kita"}


def test_buttons_of_rows_move_copy_and_delete(client: Client, keputusan: Keputusan) -> None:
    def urutan() -> list[int]:
        return list(
            BarisLampiran.objects.filter(keputusan=keputusan, lampiran=1)
            .order_by("urutan", "pk")
            .values_list("pk", flat=True)
        )

    def tekan(baris: int, aksi: str) -> None:
        client.post(reverse("iku_baris_aksi", args=[keputusan.pk, baris]), {"aksi": aksi})

    satu, dua = urutan()
    tekan(satu, "turun")
    assert urutan() == [dua, satu]
    tekan(dua, "gandakan")
    assert (urutan()[0], urutan()[2], len(urutan())) == (dua, satu, 3)
    tekan(dua, "hapus")
    assert dua not in urutan()


def test_hostile_and_strange_texts_are_shown_as_typed(client: Client, keputusan: Keputusan) -> None:
    aneh = '<script>alert(1)</script> & "kutip" 😀 العربية'
    kirim(client, keputusan, tentang=aneh, **{"menimbang-0-teks": aneh})
    baris = BarisLampiran.objects.filter(keputusan=keputusan).first()
    url = reverse("iku_baris", args=[keputusan.pk, baris.pk])
    client.post(url, {**client.get(url).context["form"].initial, "makna": aneh})

    for nama in ("keputusan", "iku_lampiran"):
        teks = client.get(reverse(nama, args=[keputusan.pk])).content.decode()
        assert "<script>alert" not in teks
        assert html.escape(aneh) in teks or html.escape(aneh, quote=False) in teks


def test_the_letterhead_of_the_next_decrees_is_kept(client: Client, keputusan: Keputusan) -> None:
    perangkat = keputusan.perangkat_daerah
    url = reverse("naskah_pengaturan", args=[perangkat.pk])
    salah = client.post(url, {"nomor_pola": "050/TAHUN"})
    client.post(url, {"kop_nama": "Dinas Baru", "nomor_pola": "1/{nomor}/{tahun}", "kop_alamat": "Satu\r\nDua"})
    pilihan = client.get(reverse("keputusan_daftar", args=[perangkat.pk])).context["pilihan"][0][0]
    baru = client.post(reverse("keputusan_daftar", args=[perangkat.pk]), {"asal": pilihan}, follow=True)

    assert salah.status_code == 422
    isi = baca(baru.context["keputusan"]).isi
    assert (isi.kop_nama, isi.nomor_pola, isi.kop_alamat) == ("Dinas Baru", "1/{nomor}/{tahun}", "Satu\nDua")
