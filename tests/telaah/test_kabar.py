"""Notifications: in the application, at once by e-mail, or as a summary; nothing twice, nothing to those who left."""

import smtplib

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from instansi.models import Pengguna
from telaah.choices import CaraSurel
from telaah.models import Kabar
from telaah.services import atur_kabar, buat_catatan, kirim_ringkasan, mulai_telaah, tandai_dibaca
from tests.pabrik.telaah import Kasus, pohon_diajukan

pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus() -> Kasus:
    kasus = pohon_diajukan()
    Pengguna.objects.update(email="")
    Pengguna.objects.filter(pk=kasus.perencana.pk).update(email="perencana@contoh.test")
    return kasus


def dua_kabar(kasus: Kasus) -> None:
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    buat_catatan(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, isi="Mohon <b>dipertajam</b> & dilengkapi.")


def test_by_default_one_summary_and_never_twice(kasus: Kasus, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        dua_kabar(kasus)
    assert mail.outbox == []
    call_command("kirim_kabar")
    call_command("kirim_kabar")
    (surel,) = mail.outbox
    assert (surel.to, surel.subject) == (["perencana@contoh.test"], "2 kabar pohon kinerja")
    assert "Mohon <b>dipertajam</b> & dilengkapi." in surel.body
    for kabar in Kabar.objects.filter(penerima=kasus.perencana):
        assert f"http://127.0.0.1:8000{reverse('kabar_buka', args=[kabar.pk])}" in surel.body


def test_at_once_for_those_who_want_it(kasus: Kasus, django_capture_on_commit_callbacks) -> None:
    atur_kabar(aktor=kasus.perencana, cara=CaraSurel.LANGSUNG)
    with django_capture_on_commit_callbacks(execute=True):
        dua_kabar(kasus)
    assert [surel.subject for surel in mail.outbox] == ["Telaah dimulai", "Catatan baru"]
    assert kirim_ringkasan() == 0


def test_none_for_those_who_want_none_and_for_closed_accounts(kasus: Kasus) -> None:
    dua_kabar(kasus)
    atur_kabar(aktor=kasus.perencana, cara=CaraSurel.TIDAK)
    assert kirim_ringkasan() == 0
    atur_kabar(aktor=kasus.perencana, cara=CaraSurel.RINGKASAN)
    Pengguna.objects.filter(pk=kasus.perencana.pk).update(is_active=False)
    assert kirim_ringkasan() == 0


def test_what_was_read_is_not_sent(kasus: Kasus) -> None:
    dua_kabar(kasus)
    assert tandai_dibaca(aktor=kasus.perencana) == 2
    assert kirim_ringkasan() == 0


def test_a_failing_mail_server_undoes_nothing_and_the_summary_tries_again(
    kasus: Kasus, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    atur_kabar(aktor=kasus.perencana, cara=CaraSurel.LANGSUNG)

    def gagal(*args: object, **kwargs: object) -> int:
        raise smtplib.SMTPServerDisconnected("putus")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", gagal)
        with django_capture_on_commit_callbacks(execute=True):
            dua_kabar(kasus)
    assert Kabar.objects.filter(penerima=kasus.perencana, surel__isnull=True).count() == 2
    assert kirim_ringkasan() == 1


def test_the_header_counts_and_opening_is_reading(kasus: Kasus, client: Client) -> None:
    dua_kabar(kasus)
    client.force_login(kasus.perencana)
    balasan = client.get(reverse("kabar"))
    assert b'2<span class="govuk-visually-hidden"> belum dibaca' in balasan.content
    kabar = Kabar.objects.filter(penerima=kasus.perencana).latest("pk")
    balasan = client.get(reverse("kabar_buka", args=[kabar.pk]))
    assert balasan.url == reverse("telaah", args=[kasus.pohon.pk]) + f"#catatan-{kabar.catatan_id}"
    assert b'1<span class="govuk-visually-hidden"> belum dibaca' in client.get(reverse("kabar")).content
    client.post(reverse("kabar_dibaca"))
    assert b"belum dibaca" not in client.get(reverse("kabar")).content


def test_each_person_chooses(kasus: Kasus, client: Client) -> None:
    client.force_login(kasus.perencana)
    assert b"perencana@contoh.test" in client.get(reverse("kabar_pilihan")).content
    assert client.post(reverse("kabar_pilihan"), {"cara": "ngawur"}).status_code == 422
    assert client.post(reverse("kabar_pilihan"), {"cara": "tidak"}).status_code == 302
    assert kasus.perencana.pilihan_kabar.cara == CaraSurel.TIDAK
