"""The pages of the review: what each person finds there and what a click does."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instansi.models import PemerintahDaerah
from pohon.choices import StatusPohon
from pohon.models import Indikator
from pohon.services import IsiSimpul, hapus_indikator, ubah_simpul
from telaah.models import Catatan, Pengabaian
from telaah.services import abaikan_temuan, ajukan, buat_catatan, buat_versi, kembalikan, mulai_telaah
from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama
from tests.pabrik.basis import simpul
from tests.pabrik.telaah import Kasus, pohon_diajukan, pohon_disetujui, pohon_ditelaah, pohon_lengkap

pytestmark = pytest.mark.django_db


def masuk(client: Client, siapa: object) -> Client:
    client.force_login(siapa)
    return client


def isi(client: Client, nama: str, *kunci: int, **query: str) -> str:
    balasan = client.get(reverse(nama, args=kunci), query)
    assert balasan.status_code == 200
    return " ".join(balasan.content.decode().split())


def test_the_submit_page_lists_what_blocks_with_links_and_submits_nothing(client: Client) -> None:
    kasus = pohon_lengkap()
    indikator = Indikator.objects.get(pohon=kasus.pohon, nama="Indeks kepuasan masyarakat")
    hapus_indikator(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, indikator_id=indikator.pk)
    masuk(client, kasus.perencana)
    halaman = isi(client, "ajukan", kasus.pohon.pk)
    assert "1 temuan wajib diperbaiki dahulu" in halaman
    assert f'href="{reverse("tahap_4", args=[kasus.pohon.pk])}#simpul-{indikator.simpul_id}"' in halaman
    assert re.search(r'<button type="submit" class="govuk-button" disabled>Ajukan', halaman)
    client.post(reverse("ajukan", args=[kasus.pohon.pk]), {"rev": kasus.segar().rev})
    assert kasus.segar().status == StatusPohon.DRAF


def test_submit_and_take_back(client: Client) -> None:
    kasus = pohon_lengkap()
    masuk(client, kasus.perencana)
    halaman = isi(client, "ajukan", kasus.pohon.pk)
    (rev,) = re.findall(r'name="rev" value="(\d+)"', halaman)
    balasan = client.post(reverse("ajukan", args=[kasus.pohon.pk]), {"rev": rev}, follow=True)
    assert "Penelaah sudah diberi tahu" in balasan.content.decode()
    client.post(reverse("telaah_langkah", args=[kasus.pohon.pk]), {"aksi": "tarik"})
    assert kasus.segar().status == StatusPohon.DITARIK


def test_a_finding_is_set_aside_and_taken_back_on_screen(client: Client) -> None:
    kasus = pohon_lengkap()
    masuk(client, kasus.perencana)
    alamat = reverse("abaikan", args=[kasus.pohon.pk])
    assert "Pilih apakah outcome" not in isi(client, "abaikan", kasus.pohon.pk, kode="T1-03")
    assert client.post(alamat, {"kode": "T1-03", "alasan": ""}).status_code == 422
    client.post(alamat, {"kode": "T1-03", "alasan": "Hanya ekspektasi."})
    assert "Hanya ekspektasi." in isi(client, "ajukan", kasus.pohon.pk)
    client.post(reverse("batal_abaikan", args=[kasus.pohon.pk, Pengabaian.objects.get().pk]))
    assert not Pengabaian.objects.exists()


def test_the_head_gives_leave_on_the_submit_page(client: Client) -> None:
    kasus = pohon_lengkap()
    PemerintahDaerah.objects.update(perlu_izin_pimpinan=True)
    masuk(client, kasus.perencana)
    assert "Menunggu izin pimpinan" in isi(client, "ajukan", kasus.pohon.pk)
    masuk(client, kasus.pimpinan)
    assert "Izinkan pengajuan" in isi(client, "ajukan", kasus.pohon.pk)
    client.post(reverse("telaah_langkah", args=[kasus.pohon.pk]), {"aksi": "izinkan", "rev": kasus.pohon.rev})
    masuk(client, kasus.perencana)
    assert "Diizinkan" in isi(client, "ajukan", kasus.pohon.pk)


def test_the_review_screen_shows_both_versions_and_only_what_changed(client: Client) -> None:
    kasus = pohon_disetujui()
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    kotak = simpul(baru, "Tersusunnya rencana pelatihan")
    ubah_simpul(
        aktor=kasus.perencana,
        pohon_id=baru.pk,
        simpul_id=kotak.pk,
        versi=1,
        isi=IsiSimpul("Tersusunnya jadwal pelatihan"),
    )
    ajukan(aktor=kasus.perencana, pohon_id=baru.pk, rev=baru.rev + 1)
    masuk(client, kasus.penelaah)
    semua = isi(client, "tinjau", baru.pk)
    assert "Tersusunnya <del>rencana</del> pelatihan" in semua
    assert "Tersusunnya <ins>jadwal</ins> pelatihan" in semua
    assert "1 kotak berubah" in semua
    assert "Tersedianya petugas terlatih" in semua
    hanya = isi(client, "tinjau", baru.pk, tampil="berubah")
    assert "Tersedianya petugas terlatih" not in hanya
    assert "Meningkatnya Kompetensi Petugas Layanan" in hanya  # stands above it
    assert "Kembalikan dengan catatan" not in semua and "Mulai telaah" in semua


def test_notes_are_written_answered_and_resolved_on_screen(client: Client) -> None:
    kasus = pohon_ditelaah()
    kotak = simpul(kasus.pohon, "Tersedianya petugas terlatih")
    masuk(client, kasus.penelaah)
    assert "Kembalikan hanya dapat dipilih bila ada catatan yang terbuka." in isi(client, "tinjau", kasus.pohon.pk)
    tinjau = reverse("tinjau", args=[kasus.pohon.pk])
    balasan = client.post(
        reverse("catatan_baru", args=[kasus.pohon.pk]),
        {"isi": "Sebutkan standarnya.", "simpul": kotak.identitas, "kembali": f"{tinjau}#simpul-{kotak.pk}"},
    )
    assert balasan.url == f"{tinjau}#simpul-{kotak.pk}"
    catatan = Catatan.objects.get()
    assert "Kembalikan dengan catatan (1)" in isi(client, "tinjau", kasus.pohon.pk)
    client.post(reverse("telaah_langkah", args=[kasus.pohon.pk]), {"aksi": "kembalikan"})
    masuk(client, kasus.perencana)
    for nama in ("pohon", "tahap_3", "telaah"):
        assert "Sebutkan standarnya." in isi(client, nama, kasus.pohon.pk)
    alamat = reverse("catatan", args=[kasus.pohon.pk, catatan.pk])
    client.post(alamat, {"aksi": "jawab_selesai", "isi": "Sudah ditambahkan."})
    catatan.refresh_from_db()
    assert catatan.selesai_oleh == kasus.perencana
    assert "Sebutkan standarnya." not in isi(client, "pohon", kasus.pohon.pk)
    assert "Sudah ditambahkan." in isi(client, "telaah", kasus.pohon.pk)
    client.post(alamat, {"aksi": "jawab", "isi": " "})
    assert Catatan.objects.count() == 2


def test_a_note_never_leads_to_a_foreign_page(client: Client) -> None:
    kasus = pohon_ditelaah()
    masuk(client, kasus.penelaah)
    balasan = client.post(
        reverse("catatan_baru", args=[kasus.pohon.pk]), {"isi": "Baik.", "kembali": "https://jahat.contoh/"}
    )
    assert balasan.url == reverse("telaah", args=[kasus.pohon.pk])


def test_readers_of_the_agency_see_no_notes(client: Client) -> None:
    from instansi.choices import JenisPeran
    from tests.pabrik.basis import berperan

    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Hanya untuk perencana.")
    masuk(client, berperan(JenisPeran.PEMBACA, kasus.pohon.perangkat_daerah))
    for nama in ("pohon", "telaah"):
        assert "Hanya untuk perencana." not in isi(client, nama, kasus.pohon.pk)


def test_approving_asks_once_more_and_names_what_is_open(client: Client) -> None:
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Boleh menyusul.")
    masuk(client, kasus.penelaah)
    halaman = isi(client, "setujui", kasus.pohon.pk)
    assert (
        re.search(r"Temuan yang masih terbuka \([1-9]", halaman) and "T1-03" in halaman and "Boleh menyusul." in halaman
    )
    (rev,) = re.findall(r'name="rev" value="(\d+)"', halaman)
    balasan = client.post(reverse("setujui", args=[kasus.pohon.pk]), {"rev": rev}, follow=True)
    assert "Isi dan bukunya dibekukan" in balasan.content.decode()
    balasan = client.post(reverse("setujui", args=[kasus.pohon.pk]), {"rev": rev}, follow=True)
    assert f"berstatus Disetujui oleh {kasus.penelaah.nama_tampil}" in balasan.content.decode()


def test_reasons_reach_the_reviewer(client: Client) -> None:
    kasus = pohon_lengkap()
    abaikan_temuan(
        aktor=kasus.perencana,
        pohon_id=kasus.pohon.pk,
        kode="T1-05",
        identitas=simpul(kasus.pohon, "Terwujudnya Tertib Administrasi Kependudukan").identitas,
        alasan="Disepakati forum.",
    )
    ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    masuk(client, kasus.penelaah)
    assert "Disepakati forum." in isi(client, "tinjau", kasus.pohon.pk)


def _besar(lebar: int) -> Kasus:
    return pohon_ditelaah_besar(
        outcome(
            "Terwujudnya pelayanan",
            kondisi(
                "Meningkatnya mutu",
                utama(
                    "Meningkatnya mutu loket",
                    *(
                        antara(
                            f"Meningkatnya mutu {n}",
                            operasional(f"Tersedianya alat {n}", indikator=[f"Jumlah alat {n}"]),
                            indikator=[f"Indeks mutu {n}"],
                        )
                        for n in range(lebar)
                    ),
                    indikator=["Indeks mutu loket"],
                ),
                indikator=["Indeks mutu"],
            ),
            indikator=["Indeks pelayanan"],
        )
    )


def pohon_ditelaah_besar(*benih: object) -> Kasus:
    kasus = pohon_ditelaah(*benih)
    for kotak in kasus.pohon.simpul.filter(parent__isnull=False)[:8]:
        buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Catatan", identitas=kotak.identitas)
    return kasus


def test_pages_cost_the_same_for_small_and_large_trees(client: Client) -> None:
    biaya = {}
    for lebar in (2, 60):
        kasus = _besar(lebar)
        masuk(client, kasus.penelaah)
        client.get("/akun/")
        for nama in ("telaah", "tinjau", "setujui"):
            client.get(reverse(nama, args=[kasus.pohon.pk]))
            with CaptureQueriesContext(connection) as kueri:
                client.get(reverse(nama, args=[kasus.pohon.pk]))
            biaya.setdefault(nama, []).append(len(kueri))
    assert all(kecil == besar <= 24 for kecil, besar in biaya.values()), biaya


def test_a_returned_tree_is_submitted_again_and_reviewed_again(client: Client) -> None:
    kasus = pohon_ditelaah()
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Perbaiki.")
    kembalikan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    masuk(client, kasus.perencana)
    assert "Dikembalikan oleh penelaah" in isi(client, "telaah", kasus.pohon.pk)
    client.post(reverse("ajukan", args=[kasus.pohon.pk]), {"rev": kasus.segar().rev})
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    assert "Sedang ditelaah oleh" in isi(client, "telaah", kasus.pohon.pk)


def test_waiting_page_of_a_submitted_tree(client: Client) -> None:
    kasus = pohon_diajukan()
    masuk(client, kasus.penelaah)
    assert "belum dapat disetujui" in isi(client, "setujui", kasus.pohon.pk)
