"""An approved tree cannot be changed by any path: every service of the tree and of the review, admin, commands, models.

The list of services is read from the packages, so a new one that is missing here fails.
"""

import inspect
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter

import pohon.services as layanan_pohon
import telaah.services as layanan_telaah
from instansi.errors import GalatLayanan
from instansi.models import BarisTetap, CatatanAudit, Pengguna
from pohon.choices import JenisSimpul, Komponen, StatusPohon, Tingkat
from pohon.models import Crosscutting, Indikator, Penghapusan, Pohon, Simpul, SimpulJabatan
from pohon.selectors import baca_pohon
from pohon.services import IsianIndikator, IsiIndikator, IsiSimpul
from pohon.services.isian import Rancangan
from pohon.snapshot import potret
from telaah.arsip import uji_semua
from telaah.models import Persetujuan
from tests.pabrik.basis import SANDI
from tests.pabrik.telaah import Kasus, pohon_disetujui

pytestmark = pytest.mark.django_db

# Services that make another tree, or change something that is no part of the tree.
BUKAN_ISI = {"buat_pohon", "klon_pohon", "buat_versi", "atur_kabar", "kirim_ringkasan", "tandai_dibaca"}
BUKAN_PERUBAHAN = {"usulan_kinerja_jabatan"}


def isian(kasus: Kasus) -> dict[str, Any]:
    """Return a fitting value for every argument that a service of a tree takes."""
    kotak = Simpul.objects.get(pohon=kasus.pohon, pernyataan="Tersusunnya rencana pelatihan")
    induk = Simpul.objects.get(pohon=kasus.pohon, jenis=JenisSimpul.KONDISI)
    csf = Simpul.objects.get(pohon=kasus.pohon, jenis=JenisSimpul.CSF)
    indikator = Indikator.objects.filter(pohon=kasus.pohon).first()
    return {
        "pohon_id": kasus.pohon.pk,
        "simpul_id": kotak.pk,
        "simpul_ids": [kotak.pk],
        "induk_id": induk.pk,
        "csf_id": csf.pk,
        "indikator_id": indikator.pk,
        "penghapusan_id": Penghapusan().pk,
        "versi": kotak.versi,
        "rev": kasus.segar().rev,
        "isi": IsiSimpul("Berubah"),
        "rancangan": Rancangan(JenisSimpul.ANTARA, IsiSimpul("Baru")),
        "jenis": None,
        "arah": "naik",
        "tingkat": Tingkat.STRATEGIS,
        "komponen": Komponen.SASARAN,
        "kinerja_jabatan": "PK",
        "kode": "T1-05",
        "identitas": kotak.identitas,
        "alasan": "Alasan",
        "catatan_id": 1,
        "isian": IsianIndikator(kotak.pk, IsiIndikator("Berubah")),
        "nama": "berita-acara.pdf",
        "pengabaian_id": 1,
    }


def daftar_layanan() -> list[tuple[str, Callable[..., Any]]]:
    semua = [
        (nama, getattr(modul, nama))
        for modul in (layanan_pohon, layanan_telaah)
        for nama in modul.__all__
        if nama not in BUKAN_ISI | BUKAN_PERUBAHAN
    ]
    return [(nama, satu) for nama, satu in semua if inspect.isfunction(satu)]


def argumen(kasus: Kasus, nama: str, layanan: Callable[..., Any]) -> dict[str, Any]:
    """Return what the service must be given, the actor aside."""
    semua = isian(kasus)
    if "catatan" in nama:
        semua["isi"] = "Catatan"
    elif "berita_acara" in nama:
        semua["isi"] = _pdf()
    elif "indikator" in nama:
        semua["isi"] = IsiIndikator("Berubah")
    perlu = {}
    for arg in inspect.signature(layanan).parameters.values():
        if arg.default is inspect.Parameter.empty and arg.kind is arg.KEYWORD_ONLY and arg.name != "aktor":
            nilai = semua[arg.name]
            beberapa = "Sequence" in str(arg.annotation) and not isinstance(nilai, list)
            perlu[arg.name] = [nilai, nilai] if beberapa else nilai
    return perlu


def _pdf() -> bytes:
    """Return a real PDF of one empty page."""
    penulis, berkas = PdfWriter(), BytesIO()
    penulis.add_blank_page(200, 200)
    penulis.write(berkas)
    return berkas.getvalue()


def test_no_service_changes_an_approved_tree() -> None:
    kasus = pohon_disetujui()
    sebelum, rev = potret(baca_pohon(kasus.pohon.pk)), kasus.segar().rev
    jejak = CatatanAudit.objects.count()
    layanan = daftar_layanan()
    assert len(layanan) > 20
    for nama, satu in layanan:
        for aktor in (kasus.perencana, kasus.penelaah, kasus.pimpinan):
            with pytest.raises(GalatLayanan):
                satu(aktor=aktor, **argumen(kasus, nama, satu))
                pytest.fail(f"{nama} tidak menolak pohon yang disetujui")
    assert potret(baca_pohon(kasus.pohon.pk)) == sebelum
    assert (kasus.segar().rev, kasus.segar().status) == (rev, StatusPohon.DISETUJUI)
    assert CatatanAudit.objects.count() == jejak


def test_django_admin_writes_no_tree_and_nothing_of_a_review() -> None:
    terdaftar = {model for model in admin.site._registry if model._meta.app_label in ("telaah", "naskah")}
    terdaftar |= {Pohon, Simpul, Indikator, SimpulJabatan, Crosscutting, Penghapusan} & set(admin.site._registry)
    assert terdaftar == set()


def test_even_the_superuser_in_the_admin_changes_neither_tree_nor_archive_nor_history(client: Client) -> None:
    kasus = pohon_disetujui()
    sebelum, jejak = potret(baca_pohon(kasus.pohon.pk)), CatatanAudit.objects.count()
    superuser = Pengguna.objects.create_superuser("pengelola", password=SANDI)
    client.force_login(superuser)
    for model in admin.site._registry:
        for pk in list(model._default_manager.exclude(pk=superuser.pk).values_list("pk", flat=True)[:20]):
            awalan = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            for aksi, isi in (("delete", {"post": "yes"}), ("change", {})):
                balasan = client.post(reverse(f"{awalan}_{aksi}", args=[pk]), isi)
                assert balasan.status_code < 500, f"{awalan}_{aksi}"
    assert potret(baca_pohon(kasus.pohon.pk)) == sebelum
    assert kasus.segar().status == StatusPohon.DISETUJUI
    assert CatatanAudit.objects.count() >= jejak
    assert all(hasil.utuh for hasil in uji_semua())


def test_commands_leave_an_approved_tree_alone() -> None:
    kasus = pohon_disetujui()
    sebelum = potret(baca_pohon(kasus.pohon.pk))
    call_command("periksa_pohon", "--perbaiki")
    call_command("muat_contoh", tanpa_persetujuan=True)
    assert potret(baca_pohon(kasus.pohon.pk)) == sebelum
    call_command("periksa_arsip")


def test_history_and_approval_are_written_once() -> None:
    persetujuan = Persetujuan.objects.get(pohon=pohon_disetujui().pohon)
    for baris in (persetujuan, persetujuan.arsip, persetujuan.buku, CatatanAudit.objects.first()):
        with pytest.raises(BarisTetap):
            baris.save()
        with pytest.raises(BarisTetap):
            baris.delete()
        semua = type(baris).objects.all()
        for ubah in (lambda s=semua: s.update(pk=0), lambda s=semua: s.bulk_update([], ["pk"]), semua.delete):
            with pytest.raises(BarisTetap):
                ubah()
