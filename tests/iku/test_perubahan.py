"""An amendment begins as a copy of the issued decree, and the two can be compared: added, changed, dropped."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from iku import services
from iku.banding import beda_lampiran
from iku.choices import NomorLampiran
from iku.models import BarisLampiran
from iku.selectors import baca_baris
from instansi.errors import GalatLayanan, TidakDitemukan
from naskah.banding import beda_naskah
from naskah.rows import Butir
from naskah.services import tetapkan
from pohon.choices import StatusPohon
from pohon.models import Indikator, Pohon
from pohon.services import klon_pohon
from tests.iku.test_aturan import DUA, SATU
from tests.pabrik.basis import PerangkatFactory, perencana_di
from tests.pabrik.keputusan import ISI, baca, draf_tersimpan


@pytest.fixture(autouse=True)
def _arsip_sendiri(tmp_path: object) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def test_fields_and_items_that_differ_are_told() -> None:
    baru = ISI.dengan(tempat="Lain", menimbang=(ISI.menimbang[0], Butir("bahwa baru;"), Butir("bahwa tiga;")))

    beda = beda_naskah(ISI, baru)

    assert [(satu.bagian, satu.jenis, satu.judul) for satu in beda] == [
        ("Naskah", "diubah", "Tempat"),
        ("Menimbang", "diubah", "Butir 2"),
        ("Menimbang", "ditambah", "Butir 3"),
    ]
    assert beda_naskah(ISI, ISI) == []


def test_rows_are_recognised_though_one_of_their_texts_changed() -> None:
    lama = (SATU, replace(DUA, id=3, nomor=1))
    baru = (
        replace(SATU, indikator="Nilai kepuasan masyarakat"),
        replace(DUA, kinerja="Kinerja lain", nomor=1),
        replace(DUA, nomor=2, kinerja="Tambahan", indikator="Indikator tambahan"),
    )

    beda = beda_lampiran(lama, baru)

    assert [(satu.jenis, [sel.label for sel in satu.sel][:1]) for satu in beda] == [
        ("diubah", ["Indikator"]),
        ("diubah", ["Kinerja (sasaran)"]),
        ("ditambah", ["Kinerja (sasaran)"]),
    ]
    assert [satu.jenis for satu in beda_lampiran(baru, lama)] == ["diubah", "diubah", "dihapus"]


@pytest.mark.django_db
def test_an_amendment_copies_text_and_rows_and_follows_the_tree_where_they_agree() -> None:
    keputusan, aktor = draf_tersimpan()
    with pytest.raises(GalatLayanan):
        services.buat_perubahan(aktor=aktor, keputusan_id=keputusan.pk)
    lama = tetapkan(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi)
    Indikator.objects.filter(pohon=keputusan.pohon, nama="Indeks kepuasan masyarakat").update(makna="Makna baru")

    baru = services.buat_perubahan(aktor=aktor, keputusan_id=lama.pk)

    isi = baca(baru).isi
    assert isi.tentang_lengkap.startswith("Perubahan Keputusan Kepala Dinas Contoh Kabupaten Contoh Nomor 050/7/DC")
    assert isi.judul_lampiran.startswith("Perubahan Indikator")
    assert (isi.nomor_urut, isi.hari, isi.menimbang) == ("", None, ISI.menimbang)
    assert [satu.kinerja for satu in baca_baris(baca(baru))] == [satu.kinerja for satu in baca_baris(baca(lama))]
    pertama = BarisLampiran.objects.filter(keputusan=baru, lampiran=NomorLampiran.IKU).first()
    assert pertama.isian == {"makna": "Ukuran indeks kepuasan masyarakat"}
    assert BarisLampiran.objects.filter(keputusan=baru).last().isian == {}
    with pytest.raises(TidakDitemukan):
        services.buat_perubahan(aktor=perencana_di(PerangkatFactory()), keputusan_id=lama.pk)


@pytest.mark.django_db
def test_the_page_compares_with_the_decree_amended_and_with_no_other_agency() -> None:
    keputusan, aktor = draf_tersimpan()
    asing, _ = draf_tersimpan()
    tetapkan(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi)
    client = Client()
    client.force_login(aktor)

    jawaban = client.post(reverse("keputusan_perubahan", args=[keputusan.pk]), follow=True)
    baru = jawaban.context["keputusan"]
    services.hapus_baris(aktor=aktor, keputusan_id=baru.pk, baris_id=baca_baris(baca(baru))[0].id)
    url = reverse("keputusan_banding", args=[baru.pk])
    teks = client.get(url).content.decode()

    assert "dihapus" in teks
    assert "Indeks kepuasan masyarakat" in teks
    assert client.get(url, {"dengan": asing.pk}).context["lama"] is None
    for aneh in ("x", "9" * 30, "-1", ""):
        assert client.get(url, {"dengan": aneh}).status_code == 200


@pytest.mark.django_db
def test_the_page_of_an_issued_decree_says_what_the_next_approved_tree_changed() -> None:
    keputusan, aktor = draf_tersimpan()
    tetapkan(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi)
    client = Client()
    client.force_login(aktor)
    url = reverse("keputusan", args=[keputusan.pk])
    baru = klon_pohon(aktor=aktor, pohon_id=keputusan.pohon_id)
    ubahan = Indikator.objects.filter(pohon=baru, nama="Indeks kepuasan masyarakat")
    ubahan.update(makna="Makna versi berikutnya")
    assert "D-36" not in client.get(url).content.decode()  # the next version is still being edited

    Pohon.objects.filter(pk=keputusan.pohon_id).update(status=StatusPohon.DIGANTIKAN)
    Pohon.objects.filter(pk=baru.pk).update(status=StatusPohon.DISETUJUI)

    teks = client.get(url).content.decode()
    assert "D-36" in teks and "Lampiran I baris 1 berubah atau tidak ada lagi" in teks
    assert (
        "Ukuran indeks kepuasan masyarakat" in client.get(reverse("iku_lampiran", args=[keputusan.pk])).content.decode()
    )
