"""Django admin: superusers only; history, archive and trees cannot be written there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from instansi.arsip import bekukan
from instansi.audit import catat
from instansi.models import Arsip, CatatanAudit, Pengguna
from tests.instansi.conftest import Daerah

pytestmark = pytest.mark.django_db
KITA = [satu for satu in admin.site._registry if satu._meta.app_label in ("instansi", "pohon")]
POHON = {"PeraturanNomenklatur", "Nomenklatur"}


@pytest.fixture
def kuasa(pengelola: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengelola)
    return klien


@pytest.mark.parametrize("model", KITA, ids=lambda satu: satu.__name__)
def test_superusers_see_every_list_and_form(kuasa: Client, daerah: Daerah, model: type) -> None:
    nama = f"admin:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]

    assert kuasa.get(reverse(f"{nama}_changelist")).status_code == 200
    tambah = kuasa.get(reverse(f"{nama}_add")).status_code
    assert tambah == (403 if model in (CatatanAudit, Arsip) else 200)


@pytest.mark.parametrize("model", KITA, ids=lambda satu: satu.__name__)
def test_nobody_else_does_even_with_staff_rights(daerah: Daerah, model: type) -> None:
    daerah.admin.is_staff = True
    daerah.admin.save()
    nama = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"  # type: ignore[attr-defined]

    assert daerah.klien.get(reverse(nama)).status_code == 403
    daerah.admin.is_staff = False
    daerah.admin.save()
    assert daerah.klien.get(reverse(nama)).status_code == 302


def test_history_and_archive_are_for_reading(kuasa: Client, pengelola: Pengguna) -> None:
    catatan = catat(aktor=pengelola, kata_kerja="ubah", wadah="pohon:1", jenis_objek="pohon", kunci=1)
    arsip = bekukan(jenis="pohon", skema=1, data={"a": 1}, oleh=pengelola)

    for satu in (catatan, arsip):
        nama = f"admin:instansi_{satu._meta.model_name}"
        assert kuasa.get(reverse(f"{nama}_change", args=[satu.pk])).status_code == 200
        assert kuasa.post(reverse(f"{nama}_change", args=[satu.pk]), {"ringkas": "x"}).status_code == 403
        assert kuasa.post(reverse(f"{nama}_delete", args=[satu.pk]), {"post": "yes"}).status_code == 403
        hapus = {"action": "delete_selected", "_selected_action": satu.pk, "post": "yes"}
        kuasa.post(reverse(f"{nama}_changelist"), hapus)
        assert type(satu).objects.filter(pk=satu.pk).exists()


def test_trees_have_no_page_in_the_admin() -> None:
    terdaftar = {satu.__name__ for satu in admin.site._registry}

    assert {satu.__name__ for satu in apps.get_app_config("pohon").get_models()} & terdaftar == POHON


def test_an_account_made_here_gets_a_role_and_signs_in(kuasa: Client, daerah: Daerah) -> None:
    sandi = "melati-kuning-7"
    isian = {
        "username": "baru",
        "usable_password": "true",
        "password1": sandi,
        "password2": sandi,
        "peran-TOTAL_FORMS": "1",
        "peran-INITIAL_FORMS": "0",
        "peran-0-jenis": "admin",
        "peran-0-pemerintah_daerah": daerah.pemda.pk,
    }

    jawaban = kuasa.post(reverse("admin:instansi_pengguna_add"), isian)

    assert jawaban.status_code == 302
    baru = Pengguna.objects.get(username="baru")
    assert baru.check_password(sandi) and baru.peran.get().jenis == "admin"


def test_a_list_is_exported_from_the_admin(kuasa: Client, daerah: Daerah) -> None:
    assert kuasa.get(reverse("admin:instansi_jabatan_export")).status_code == 200
