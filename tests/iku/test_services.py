"""Drafting, editing and issuing an IKU decree: who may, what follows the tree, what is frozen."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from iku import services
from iku.choices import NomorLampiran
from iku.models import BarisLampiran
from iku.rows import Baris
from iku.selectors import baca_baris
from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import Arsip, CatatanAudit
from naskah.arsip import baca_berkas
from naskah.models import Keputusan
from naskah.rows import Butir
from naskah.selectors import baca_keputusan
from naskah.services import (
    IsiDasar,
    cabut,
    hapus_draf,
    muat_dasar_hukum,
    tambah_dasar,
    tetapkan,
    ubah_isi,
    unggah_pindaian,
)
from pohon.choices import StatusPohon, Tingkat
from pohon.models import Indikator, Pohon
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di
from tests.pabrik.berkas import pdf_pindaian
from tests.pabrik.keputusan import ISI, baca, draf_tersimpan, jumlah_baris_lampiran

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _arsip_sendiri(tmp_path: object) -> object:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def baris(keputusan: Keputusan) -> tuple[Baris, ...]:
    return baca_baris(baca(keputusan))


def test_rows_are_proposed_level_by_level_with_everything_the_indicator_says() -> None:
    keputusan, _ = draf_tersimpan()

    semua = baris(keputusan)

    assert [satu.kinerja for satu in semua] == [
        "Meningkatnya mutu layanan", "Meningkatnya cakupan layanan",
        "Meningkatnya kecepatan layanan", "Meluasnya layanan keliling", "Tersedianya petugas terlatih",
    ]  # fmt: skip
    assert [satu.nomor for satu in semua] == [1, 2, 1, 2, 3]
    assert semua[0].makna == "Ukuran indeks kepuasan masyarakat"
    assert semua[0].sumber_data == "Laporan bidang"


def test_the_outcome_is_added_when_asked_and_nothing_twice() -> None:
    keputusan, aktor = draf_tersimpan()
    kunci = {"aktor": aktor, "keputusan_id": keputusan.pk, "lampiran": NomorLampiran.IKU}

    assert services.usulkan_baris(**kunci, tingkat=[Tingkat.STRATEGIS_SKPD, Tingkat.STRATEGIS]) == 1
    assert services.usulkan_baris(**kunci, tingkat=[Tingkat.STRATEGIS_SKPD, Tingkat.STRATEGIS]) == 0
    assert jumlah_baris_lampiran(keputusan) == (3, 3)


def test_a_meaning_mended_in_the_tree_shows_in_the_decree_unless_it_words_it_itself() -> None:
    keputusan, aktor = draf_tersimpan()
    pertama, kedua = baris(keputusan)[:2]
    versi = baca(keputusan).versi
    services.ubah_baris(
        aktor=aktor, keputusan_id=keputusan.pk, baris_id=kedua.id, versi=versi, isi={**kedua.isi, "makna": "Makna kita"}
    )

    Indikator.objects.filter(pohon=keputusan.pohon).update(makna="Makna baru")

    assert [satu.makna for satu in baris(keputusan)[:2]] == ["Makna baru", "Makna kita"]
    assert [set(satu.diganti) for satu in baris(keputusan)[:2]] == [set(), {"makna"}]
    assert BarisLampiran.objects.get(pk=pertama.id).isian == {}


def test_a_node_becomes_several_rows_rows_move_and_go() -> None:
    keputusan, aktor = draf_tersimpan()
    kunci = {"aktor": aktor, "keputusan_id": keputusan.pk}
    pertama, kedua = baris(keputusan)[:2]

    salinan = services.gandakan_baris(**kunci, baris_id=pertama.id)
    services.pindah_baris(**kunci, baris_id=kedua.id, arah=-1)
    services.pindah_baris(**kunci, baris_id=pertama.id, arah=-1)
    services.pindah_baris(**kunci, baris_id=pertama.id, arah=-1)
    urutan = [satu.id for satu in baris(keputusan) if satu.lampiran == 1]
    services.hapus_baris(**kunci, baris_id=salinan.pk)

    assert urutan == [pertama.id, kedua.id, salinan.pk]
    assert [satu.id for satu in baris(keputusan) if satu.lampiran == 1] == [pertama.id, kedua.id]


def test_a_row_may_stand_without_a_node() -> None:
    keputusan, aktor = draf_tersimpan()

    services.tambah_baris(
        aktor=aktor, keputusan_id=keputusan.pk, lampiran=NomorLampiran.IK, isi={"kinerja": "Di luar pohon"}
    )

    terakhir = baris(keputusan)[-1]
    assert (terakhir.kinerja, terakhir.nomor, terakhir.tanpa_simpul) == ("Di luar pohon", 4, True)


def test_two_planners_do_not_overwrite_each_other() -> None:
    keputusan, aktor = draf_tersimpan()
    versi = baca(keputusan).versi
    lain = perencana_di(keputusan.perangkat_daerah)
    ubah_isi(aktor=lain, keputusan_id=keputusan.pk, versi=versi, isi=replace(ISI, tempat="Lain"))

    with pytest.raises(Bentrok) as galat:
        ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=versi, isi=replace(ISI, tempat="Saya"))

    assert galat.value.oleh == lain.nama_tampil
    assert baca(keputusan).isi.tempat == "Lain"


@pytest.mark.parametrize(
    ("isi", "kolom"),
    [
        ({"hari": 32}, "hari"),
        ({"tentang": "a" * 1001}, "tentang"),
        ({"menimbang": (Butir("a\x00"),)}, "menimbang"),
        ({"ttd_status": "Raja"}, "ttd_status"),
        ({"mengubah_id": 10**9}, "mengubah_id"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(isi: dict[str, object], kolom: str) -> None:
    keputusan, aktor = draf_tersimpan()

    with pytest.raises(GalatLayanan) as galat:
        ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi, isi=replace(ISI, **isi))

    assert galat.value.kolom == kolom


def terbitkan(keputusan: Keputusan, aktor: object) -> Keputusan:
    return tetapkan(aktor=aktor, keputusan_id=keputusan.pk, versi=baca(keputusan).versi)


def test_issuing_freezes_content_rows_and_pdf() -> None:
    keputusan, aktor = draf_tersimpan()

    terbit = terbitkan(keputusan, aktor)
    Indikator.objects.filter(pohon=keputusan.pohon).update(makna="Makna baru")

    arsip = json.loads(terbit.arsip.isi)
    assert (terbit.status, terbit.nomor) == ("ditetapkan", "050/7/DC/TAHUN 2023")
    assert baca_berkas(terbit.pdf).startswith(b"%PDF-")
    assert b"DRAF" not in baca_berkas(terbit.pdf)
    assert arsip["keputusan"]["isi"]["menimbang"] == [satu.teks for satu in ISI.menimbang]
    assert arsip["lampiran"]["lampiran_1"][0]["makna"] == "Ukuran indeks kepuasan masyarakat"
    assert baris(keputusan)[0].makna == "Ukuran indeks kepuasan masyarakat"
    with pytest.raises(GalatLayanan, match="tidak dapat diubah"):
        ubah_isi(aktor=aktor, keputusan_id=keputusan.pk, versi=terbit.versi, isi=ISI)
    with pytest.raises(GalatLayanan, match="tidak dapat diubah"):
        services.hapus_baris(aktor=aktor, keputusan_id=keputusan.pk, baris_id=baris(keputusan)[0].id)


@pytest.mark.parametrize(
    ("isi", "pesan"), [({"nomor_urut": ""}, "Nomor"), ({"hari": None}, "Tanggal"), ({"diktum": ()}, "Diktum")]
)
def test_an_incomplete_decree_is_not_issued(isi: dict[str, object], pesan: str) -> None:
    keputusan, aktor = draf_tersimpan(**isi)

    with pytest.raises(GalatLayanan, match=pesan):
        terbitkan(keputusan, aktor)
    assert not Arsip.objects.exists()


@pytest.mark.parametrize("status", [StatusPohon.DRAF, StatusPohon.DIAJUKAN, StatusPohon.DIGANTIKAN])
def test_a_decree_is_issued_only_from_an_approved_tree(status: StatusPohon) -> None:
    keputusan, aktor = draf_tersimpan()
    Pohon.objects.filter(pk=keputusan.pohon_id).update(status=status)

    with pytest.raises(GalatLayanan, match="disetujui"):
        terbitkan(keputusan, aktor)


def test_a_number_is_used_once_in_an_agency() -> None:
    keputusan, aktor = draf_tersimpan()
    terbitkan(keputusan, aktor)
    kedua, _ = draf_tersimpan(perangkat_daerah=keputusan.perangkat_daerah, aktor=aktor)
    lain, aktor_lain = draf_tersimpan()

    with pytest.raises(GalatLayanan, match="sudah dipakai"):
        terbitkan(kedua, aktor)
    kedua.refresh_from_db()
    assert kedua.status == "draf"
    assert terbitkan(lain, aktor_lain).nomor == "050/7/DC/TAHUN 2023"


def test_an_amendment_names_the_decree_and_moves_it_on() -> None:
    keputusan, aktor = draf_tersimpan()
    lama = terbitkan(keputusan, aktor)
    baru, _ = draf_tersimpan(
        perangkat_daerah=keputusan.perangkat_daerah, aktor=aktor, mengubah_id=lama.pk, nomor_urut="8"
    )

    tentang = baca(baru).isi.tentang_lengkap
    terbitkan(baru, aktor)
    lama.refresh_from_db()

    assert tentang.startswith("Perubahan Keputusan Kepala Dinas Contoh Kabupaten Contoh Nomor 050/7/DC/TAHUN 2023")
    assert lama.status == "diubah"
    assert CatatanAudit.objects.filter(wadah=lama.wadah, kata_kerja="diubah").exists()


def test_an_issued_decree_is_revoked_with_a_reason_and_never_deleted() -> None:
    keputusan, aktor = draf_tersimpan()
    terbitkan(keputusan, aktor)

    with pytest.raises(GalatLayanan):
        hapus_draf(aktor=aktor, keputusan_id=keputusan.pk)
    with pytest.raises(GalatLayanan):
        cabut(aktor=aktor, keputusan_id=keputusan.pk, alasan="  ")
    assert cabut(aktor=aktor, keputusan_id=keputusan.pk, alasan="Diganti").status == "dicabut"
    with pytest.raises(GalatLayanan):
        cabut(aktor=aktor, keputusan_id=keputusan.pk, alasan="Lagi")


def test_the_signed_scan_is_kept_with_its_checksum_and_the_earlier_one_stays() -> None:
    keputusan, aktor = draf_tersimpan()
    with pytest.raises(GalatLayanan, match="setelah"):
        unggah_pindaian(aktor=aktor, keputusan_id=keputusan.pk, isi=pdf_pindaian())
    terbitkan(keputusan, aktor)
    salah = {"bukan PDF": b"PK\x03\x04", "rusak": b"%PDF-1.7 isi", "terkunci": pdf_pindaian(sandi="rahasia")}
    for pesan, isi in salah.items():
        with pytest.raises(GalatLayanan, match=pesan):
            unggah_pindaian(aktor=aktor, keputusan_id=keputusan.pk, isi=isi)

    pertama = unggah_pindaian(aktor=aktor, keputusan_id=keputusan.pk, isi=pdf_pindaian("Pertama"))
    kedua = unggah_pindaian(aktor=aktor, keputusan_id=keputusan.pk, isi=pdf_pindaian("Kedua"))
    keputusan.refresh_from_db()

    assert keputusan.pindaian == kedua
    assert (baca_berkas(pertama), baca_berkas(kedua)) == (pdf_pindaian("Pertama"), pdf_pindaian("Kedua"))


def test_the_database_itself_keeps_issued_decrees_whole() -> None:
    keputusan, _ = draf_tersimpan()

    with pytest.raises(IntegrityError), transaction.atomic():
        Keputusan.objects.filter(pk=keputusan.pk).update(status="ditetapkan")


def test_others_may_neither_write_nor_know() -> None:
    keputusan, _ = draf_tersimpan()
    versi = baca(keputusan).versi
    asing = perencana_di(PerangkatFactory())

    with pytest.raises(TidakDitemukan):
        ubah_isi(aktor=asing, keputusan_id=keputusan.pk, versi=versi, isi=ISI)
    for peran in ("pimpinan", "pembaca"):
        pembaca = berperan(peran, keputusan.perangkat_daerah)
        with pytest.raises(TidakBerhak):
            ubah_isi(aktor=pembaca, keputusan_id=keputusan.pk, versi=versi, isi=ISI)
        with pytest.raises(TidakBerhak):
            services.tambah_baris(aktor=pembaca, keputusan_id=keputusan.pk, lampiran=NomorLampiran.IKU, isi={})
        with pytest.raises(TidakBerhak):
            tetapkan(aktor=pembaca, keputusan_id=keputusan.pk, versi=versi)


def test_a_draft_begins_with_the_usual_legal_bases_in_order() -> None:
    muat_dasar_hukum()
    keputusan, aktor = draf_tersimpan()
    perangkat = keputusan.perangkat_daerah

    sendiri = tambah_dasar(
        aktor=aktor,
        pemilik=perangkat,
        isi=IsiDasar("Peraturan Bupati Contoh Nomor 3 Tahun 2020 tentang Renstra;"),
    )
    baru = services.buat_dari_pohon(aktor=aktor, perangkat_daerah=perangkat, pohon_id=keputusan.pohon_id)
    dasar = [satu.teks for satu in baca_keputusan(baru.pk).isi.mengingat]

    assert muat_dasar_hukum() == 0
    assert (sendiri.peringkat, sendiri.nomor, sendiri.tahun) == (85, "3", 2020)
    assert dasar[0].startswith("Undang-Undang Nomor 28 Tahun 1999")
    assert any("89 Tahun 2021" in satu for satu in dasar)
    assert not any("Nomor 79 Tahun 2005" in satu for satu in dasar)


def test_a_tree_of_another_agency_is_no_origin() -> None:
    keputusan, _ = draf_tersimpan()
    lain = PerangkatFactory()

    with pytest.raises(GalatLayanan):
        services.buat_dari_pohon(aktor=perencana_di(lain), perangkat_daerah=lain, pohon_id=keputusan.pohon_id)
