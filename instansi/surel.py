"""E-mails of this app: the invitation with its link. Forgotten passwords are sent by Django's own form."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from instansi.models import PemerintahDaerah, Pengguna

_log = logging.getLogger(__name__)


def kirim_undangan(akun: Pengguna, pemda: PemerintahDaerah, tautan: str) -> bool:
    """Send the link by which an account gets its password. Returns whether it went out; without address it does not."""
    if not akun.email:
        return False
    isi = render_to_string("instansi/surel/undangan.txt", {"akun": akun, "pemda": pemda, "tautan": tautan})
    try:
        return bool(send_mail("Undangan ke Pohon Kinerja", isi, None, [akun.email]))
    except (SMTPException, OSError):
        _log.exception("Undangan untuk %s tidak terkirim", akun.username)
        return False
