"""What people change of their own account: name, e-mail, password, the end of sessions. The second factor has its
own module (`dua_langkah.py`).

What an administrator does to accounts of others is in `pengguna.py`.
"""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from instansi.errors import GalatLayanan
from instansi.models import Pengguna, Sesi
from instansi.pengamanan import buka_kunci
from instansi.services.dua_langkah import pastikan_pemilik
from instansi.services.kerangka import bersih, catat_urusan, terapkan
from instansi.sesi import sesi_terbuka

PANJANG_NAMA = 150
PANJANG_SUREL = 254


def ubah_nama(*, aktor: Pengguna, nama: str) -> Pengguna:
    """Change one's own display name. Raises GalatLayanan naming the field."""
    return _ubah(aktor, {"nama": bersih(nama, "nama", PANJANG_NAMA)})


def ubah_surel(*, aktor: Pengguna, email: str, sandi: str, kode: str = "") -> Pengguna:
    """Change one's own e-mail address, by which passwords are set: with the password and, if on, the second factor.

    Raises GalatLayanan naming the field (OWASP ASVS 5.0, 7.5.1).
    """
    email = bersih(email, "email", PANJANG_SUREL)
    pastikan_pemilik(aktor, sandi, kode)
    return _ubah(aktor, {"email": email})


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


def akhiri_sesi(*, aktor: Pengguna, sidik: str, kunci_kini: str | None) -> str:
    """Sign oneself out on one other device and return what it was. Raises GalatLayanan when it is gone or this one."""
    with transaction.atomic():
        sesi = next((satu for satu in sesi_terbuka(aktor, kunci_kini) if satu.sidik == sidik), None)
        if sesi is None:
            raise GalatLayanan("Sesi itu sudah berakhir.")
        if sesi.sekarang:
            raise GalatLayanan("Itu sesi yang sedang Anda pakai. Pilih Keluar untuk mengakhirinya.")
        Sesi.objects.filter(pengguna=aktor, session_key=sesi.kunci).delete()
        catat_urusan(aktor, aktor, "akhiri_sesi", aktor, ringkas=f"{aktor}: {sesi.peranti}")
    return sesi.peranti


def akhiri_semua_sesi(*, aktor: Pengguna) -> None:
    """Sign oneself out on every device, this one included."""
    with transaction.atomic():
        Pengguna.objects.filter(pk=aktor.pk).update(nomor_sesi=F("nomor_sesi") + 1)
        catat_urusan(aktor, aktor, "keluar_semua", aktor)


def _ubah(aktor: Pengguna, kolom: dict[str, str]) -> Pengguna:
    with transaction.atomic():
        akun = Pengguna.objects.select_for_update().get(pk=aktor.pk)
        sebelum, sesudah = terapkan(akun, kolom)
        if sesudah:
            catat_urusan(aktor, akun, "ubah", akun, sebelum=sebelum, sesudah=sesudah)
    return akun
