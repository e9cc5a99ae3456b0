"""What people change of their own account: name and e-mail, password, the end of all sessions.

What an administrator does to accounts of others is in `pengguna.py`.
"""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from instansi.errors import GalatLayanan
from instansi.models import Pengguna
from instansi.pengamanan import buka_kunci
from instansi.services.kerangka import bersih, catat_urusan, terapkan

PANJANG_NAMA = 150
PANJANG_SUREL = 254


def ubah_akun_sendiri(*, aktor: Pengguna, nama: str, email: str) -> Pengguna:
    """Change one's own display name and e-mail address. Raises GalatLayanan naming the field."""
    with transaction.atomic():
        akun = Pengguna.objects.select_for_update().get(pk=aktor.pk)
        kolom = {"nama": bersih(nama, "nama", PANJANG_NAMA), "email": bersih(email, "email", PANJANG_SUREL)}
        sebelum, sesudah = terapkan(akun, kolom)
        if sesudah:
            catat_urusan(aktor, akun, "ubah", akun, sebelum=sebelum, sesudah=sesudah)
    return akun


def setel_sandi(*, akun: Pengguna, sandi: str, lewat_tautan: bool = False) -> None:
    """Set one's own password; every other session of the account ends with it.

    `lewat_tautan`: by a link from an e-mail, which also forgets failed sign-ins. Raises GalatLayanan when it is weak.
    """
    try:
        validate_password(sandi, akun)
    except ValidationError as galat:
        raise GalatLayanan(" ".join(galat.messages), kolom="sandi_baru") from galat
    with transaction.atomic():
        akun.set_password(sandi)
        akun.save(update_fields=["password"])
        catat_urusan(akun, akun, "setel_sandi" if lewat_tautan else "ganti_sandi", akun)
        if lewat_tautan:
            buka_kunci(akun.username)


def akhiri_semua_sesi(*, aktor: Pengguna) -> None:
    """Sign oneself out on every device, this one included."""
    with transaction.atomic():
        Pengguna.objects.filter(pk=aktor.pk).update(nomor_sesi=F("nomor_sesi") + 1)
        catat_urusan(aktor, aktor, "keluar_semua", aktor)
