"""New versions: everything is cloned with its links, years move with the period, any two compare."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from instansi.errors import GalatLayanan, TidakBerhak, TidakDitemukan
from pohon.choices import Komponen
from pohon.selectors import baca_pohon
from pohon.services import (
    IsiSimpul,
    Pihak,
    hapus_simpul,
    pindah_ke,
    ubah_penerjemahan,
    ubah_simpul,
    ubah_tahap_1,
)
from telaah.banding import bandingkan_versi
from telaah.perbedaan import Tanda
from telaah.selectors import daftar_versi, versi_pembanding
from telaah.services import abaikan_temuan, ajukan, buat_versi, mulai_telaah, setujui
from tests.pabrik.basis import (
    JabatanFactory,
    NomenklaturFactory,
    PerangkatFactory,
    PeriodeFactory,
    perencana_di,
    simpul,
)
from tests.pabrik.telaah import Kasus, pohon_disetujui, pohon_lengkap

pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus() -> Kasus:
    """Return an approved tree with a position, a code, another agency and a finding set aside."""
    kasus = pohon_lengkap()
    dasar = {"aktor": kasus.perencana, "pohon_id": kasus.pohon.pk}
    kotak = simpul(kasus.pohon, "Tersusunnya rencana pelatihan")
    ubah_simpul(
        **dasar,
        simpul_id=kotak.pk,
        versi=kotak.versi,
        isi=IsiSimpul(kotak.pernyataan, crosscutting=(Pihak(nama="Polres"),)),
    )
    kotak.refresh_from_db()
    ubah_penerjemahan(
        **dasar,
        simpul_id=kotak.pk,
        versi=kotak.versi,
        komponen=Komponen.SASARAN_SUB_KEGIATAN,
        kinerja_jabatan="PK",
        jabatan_ids=[JabatanFactory(perangkat_daerah=kasus.pohon.perangkat_daerah).pk],
        nomenklatur_id=NomenklaturFactory().pk,
    )
    abaikan_temuan(**dasar, kode="T1-03", identitas=None, alasan="Hanya ekspektasi.")
    rev = kasus.segar().rev
    ajukan(**dasar, rev=rev)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=rev)
    return kasus


def test_a_new_version_differs_in_nothing_and_keeps_links_and_reasons(kasus: Kasus) -> None:
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    assert bandingkan_versi(kasus.segar(), baru).sama
    baris = next(s for s in baca_pohon(baru.pk).simpul if s.pernyataan == "Tersusunnya rencana pelatihan")
    assert (baris.nama_crosscutting, baris.kinerja_jabatan) == ("Polres", "PK")
    assert baris.jabatan and baris.nomenklatur_kode and baris.indikator
    assert [satu.alasan for satu in baru.pengabaian.all()] == ["Hanya ekspektasi."]


def test_a_difference_says_changed_and_moved_and_never_deleted_and_new(kasus: Kasus) -> None:
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    dasar = {"aktor": kasus.perencana, "pohon_id": baru.pk}
    akar = simpul(baru, "Terwujudnya Tertib Administrasi Kependudukan")
    ubah_simpul(**dasar, simpul_id=akar.pk, versi=1, isi=IsiSimpul("Terwujudnya Tertib Administrasi Penduduk"))
    pindah_ke(
        **dasar,
        simpul_id=simpul(baru, "Tersedianya petugas terlatih").pk,
        induk_id=simpul(baru, "Meningkatnya Kualitas Pendaftaran Penduduk").pk,
    )
    hapus_simpul(**dasar, simpul_ids=[simpul(baru, "Tersusunnya rencana pelatihan").pk])
    beda = bandingkan_versi(kasus.segar(), baru)
    assert beda.jumlah == {Tanda.BARU: 0, Tanda.DIUBAH: 1, Tanda.DIPINDAH: 1, Tanda.DIHAPUS: 1}
    assert versi_pembanding(baru) == kasus.pohon


def test_years_move_with_the_period_and_the_old_agreement_stays_behind(kasus: Kasus) -> None:
    nanti = PeriodeFactory(pemerintah_daerah=kasus.pohon.periode.pemerintah_daerah, mulai=2027, selesai=2031)
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, periode=nanti)
    assert (baru.tahun, baru.nomor_versi, baru.peserta_kesepakatan) == (2029, 1, "")
    assert [beda.label for beda in bandingkan_versi(kasus.segar(), baru).kepala] == ["Periode", "Tahun pada sampul"]
    assert versi_pembanding(baru) == kasus.pohon
    assert list(daftar_versi(kasus.pohon)) == [baru, kasus.pohon]
    with pytest.raises(GalatLayanan, match="sudah ada"):
        buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, periode=nanti)
    with pytest.raises(GalatLayanan, match="pemerintah daerah ini"):
        buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, periode=PeriodeFactory())


def test_only_its_planner_and_only_from_an_approved_version(kasus: Kasus) -> None:
    with pytest.raises(TidakBerhak):
        buat_versi(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    with pytest.raises(TidakDitemukan):
        buat_versi(aktor=perencana_di(PerangkatFactory()), pohon_id=kasus.pohon.pk)
    with pytest.raises(TidakDitemukan):
        buat_versi(aktor=kasus.perencana, pohon_id=999_999)
    draf = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    with pytest.raises(GalatLayanan, match="dari versi yang disetujui"):
        buat_versi(aktor=kasus.perencana, pohon_id=draf.pk)


def test_an_approved_version_is_compared_as_it_was_approved(kasus: Kasus) -> None:
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    jabatan = next(s for s in baca_pohon(baru.pk).simpul if s.jabatan).jabatan[0]
    from instansi.models import Jabatan

    Jabatan.objects.filter(pk=jabatan.jabatan_id).update(nama="Nama Baru")
    (satu,) = [b for b in bandingkan_versi(kasus.segar(), baru).baris if b.tanda]
    assert [beda.label for beda in satu.kolom] == ["Jabatan"]


def test_the_difference_on_screen_as_workbook_and_on_paper(kasus: Kasus, client: Client) -> None:
    baru = buat_versi(aktor=kasus.perencana, pohon_id=kasus.pohon.pk)
    kotak = simpul(baru, "Tersusunnya rencana pelatihan")
    dasar = {"aktor": kasus.perencana, "pohon_id": baru.pk}
    ubah_simpul(**dasar, simpul_id=kotak.pk, versi=1, isi=IsiSimpul("=Tersusunnya jadwal pelatihan"))
    ubah_tahap_1(**dasar, versi=1, mandat="Perda <1> & 2")
    client.force_login(kasus.penelaah)
    layar = client.get(reverse("banding", args=[baru.pk, kasus.pohon.pk])).content.decode()
    assert "<del>" in layar and "<ins>" in layar and "Perda &lt;1&gt; &amp; 2" in layar
    assert client.get(reverse("banding", args=[kasus.pohon.pk, baru.pk])).context["judul_baru"].startswith("Versi 2")
    isi = client.get(reverse("banding_xlsx", args=[baru.pk, kasus.pohon.pk]))
    assert "perbedaan-" in isi["Content-Disposition"]
    lembar = load_workbook(BytesIO(isi.content)).active
    teks = [[str(sel.value or "") for sel in baris] for baris in lembar.iter_rows(min_row=3)]
    assert ["", "", "Diubah", "Mandat", "", "Perda <1> & 2"] in teks
    assert "=Tersusunnya jadwal pelatihan" in [baris[5] for baris in teks]
    assert all(sel.data_type != "f" for baris in lembar.iter_rows() for sel in baris)
    pdf = PdfReader(BytesIO(client.get(reverse("banding_pdf", args=[baru.pk, kasus.pohon.pk])).content))
    tercetak = " ".join(" ".join(halaman.extract_text().split()) for halaman in pdf.pages)
    assert "Tersusunnya jadwal pelatihan" in tercetak
    assert "Perda <1> & 2" in tercetak


def test_frozen_files_are_the_bytes_that_were_approved(client: Client) -> None:
    import hashlib

    kasus = pohon_disetujui()
    client.force_login(kasus.perencana)
    halaman = client.get(reverse("arsip", args=[kasus.pohon.pk])).content.decode()
    for nama in ("arsip_data", "arsip_buku"):
        isi = client.get(reverse(nama, args=[kasus.pohon.pk])).content
        assert hashlib.sha256(isi).hexdigest() in halaman
    assert halaman.count("Utuh") == 3
