"""E-mails of this app: the invitation with its link, and news about the safety of an account.

Forgotten passwords are sent by Django's own form.
"""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from instansi.models import PemerintahDaerah, Pengguna

_log = logging.getLogger(__name__)


def kirim_undangan(akun: Pengguna, pemda: PemerintahDaerah, tautan: str) -> bool:
    """Send the link by which an account gets its password. Returns whether it went out; without address it does not."""
    isi = render_to_string("instansi/surel/undangan.txt", {"akun": akun, "pemda": pemda, "tautan": tautan})
    return _kirim("Undangan ke Pohon Kinerja", isi, akun, akun.email)


def kabari_keamanan(akun: Pengguna, kalimat: str, alamat: str | None = None) -> bool:
    """Tell the owner what was changed of what guards the account, at the address of the account or at a former one."""
    isi = render_to_string("instansi/surel/keamanan.txt", {"akun": akun, "kalimat": kalimat})
    return _kirim("Keamanan akun Pohon Kinerja Anda", isi, akun, akun.email if alamat is None else alamat)


def _kirim(judul: str, isi: str, akun: Pengguna, alamat: str) -> bool:
    if not alamat:
        return False
    try:
        return bool(send_mail(judul, isi, None, [alamat]))
    except (SMTPException, OSError):
        _log.exception("Surel “%s” untuk %s tidak terkirim", judul, akun.username)
        return False
