"""The second factor of an account ("Verifikasi dua langkah"): codes of an authenticator on the phone, recovery codes.

Codes of the authenticator are TOTP (RFC 6238) by django-otp, which also lets each be used once and makes wrong ones
wait longer and longer. Recovery codes are ours: only their hashes are kept (OWASP ASVS 5.0, 6.5.2). Who must have a
second factor is a policy (`policies.wajib_dua_langkah`); what an administrator may do about it is in `pengguna.py`.
"""

import math
import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from instansi.errors import GalatLayanan
from instansi.laju import hitung
from instansi.models import KodePemulihan, Pengguna
from instansi.policies import wajib_dua_langkah
from instansi.services.kerangka import catat_urusan

JUMLAH_KODE = 10
_MASA_PASANG = timedelta(minutes=30)
_HURUF = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike: 31 signs, ten of them are 49 bits
_PESAN_KODE = (
    "Kode tidak cocok. Ketik enam angka yang tampil sekarang di aplikasi autentikator, atau satu kode pemulihan."
)


class SandiSalah(GalatLayanan):
    """The password typed again is not the account's."""

    def __init__(self) -> None:
        super().__init__("Kata sandi sekarang tidak cocok.", kolom="sandi")


class KodeSalah(GalatLayanan):
    """The code is none of the account's, or was used before."""

    def __init__(self) -> None:
        super().__init__(_PESAN_KODE, kolom="kode")


def alat_aktif(akun: Pengguna) -> TOTPDevice | None:
    """Return the account's authenticator; None while the second factor is off."""
    alat: TOTPDevice | None = TOTPDevice.objects.filter(user=akun, confirmed=True).first()
    return alat


def alat_disiapkan(akun: Pengguna) -> TOTPDevice | None:
    """Return the authenticator that waits for its first code; None when there is none or it has waited too long."""
    sejak = timezone.now() - _MASA_PASANG
    alat: TOTPDevice | None = TOTPDevice.objects.filter(user=akun, confirmed=False, created_at__gt=sejak).first()
    return alat


def siapkan_dua_langkah(*, aktor: Pengguna, sandi: str) -> None:
    """Make a secret for a new authenticator; it counts once its first code has come (`aktifkan_dua_langkah`).

    Raises GalatLayanan when the password is wrong or the factor is on already.
    """
    pastikan_sandi(aktor, sandi)
    with transaction.atomic():
        _kunci(aktor)
        if alat_aktif(aktor):
            raise GalatLayanan("Verifikasi dua langkah sudah aktif.")
        TOTPDevice.objects.filter(user=aktor).delete()
        TOTPDevice.objects.create(user=aktor, name="Autentikator", confirmed=False)


def aktifkan_dua_langkah(*, aktor: Pengguna, kode: str) -> list[str]:
    """Switch the factor on with the first code of the authenticator; every other session ends.

    Returns the recovery codes, which nobody can read again. Raises GalatLayanan for the field `kode`.
    """
    alat = alat_disiapkan(aktor)
    if alat is None:
        raise GalatLayanan("Waktu pemasangan habis. Mulai lagi dari halaman Verifikasi dua langkah.", kolom="kode")
    if not _cocok(alat, _bersih(kode)):
        raise KodeSalah
    with transaction.atomic():
        _kunci(aktor)
        if alat_aktif(aktor):
            raise GalatLayanan("Verifikasi dua langkah sudah aktif.")
        TOTPDevice.objects.filter(pk=alat.pk).update(confirmed=True)
        Pengguna.objects.filter(pk=aktor.pk).update(nomor_sesi=F("nomor_sesi") + 1)
        kode_baru = _kode_baru(aktor)
        catat_urusan(aktor, aktor, "aktifkan_dua_langkah", aktor)
    aktor.refresh_from_db(fields=["nomor_sesi"])
    return kode_baru


def matikan_dua_langkah(*, aktor: Pengguna, sandi: str, kode: str) -> None:
    """Switch one's own factor off. Raises GalatLayanan naming the field, or when the role must have it."""
    if wajib_dua_langkah(aktor):
        raise GalatLayanan("Peran Anda wajib memakai verifikasi dua langkah, jadi tidak dapat dimatikan.")
    pastikan_pemilik(aktor, sandi, kode)
    with transaction.atomic():
        hapus_dua_langkah(aktor)
        catat_urusan(aktor, aktor, "matikan_dua_langkah", aktor)


def buat_kode_pemulihan(*, aktor: Pengguna, sandi: str, kode: str) -> list[str]:
    """Return new recovery codes; those of before hold no more. Raises GalatLayanan naming the field."""
    pastikan_pemilik(aktor, sandi, kode)
    with transaction.atomic():
        _kunci(aktor)
        kode_baru = _kode_baru(aktor)
        catat_urusan(aktor, aktor, "buat_kode_pemulihan", aktor)
    return kode_baru


def pastikan_sandi(akun: Pengguna, sandi: str) -> None:
    """Raise SandiSalah unless it is the account's password, TerlaluSering after many tries."""
    hitung("pastikan", akun.pk)
    if not akun.check_password(sandi):
        raise SandiSalah


def pastikan_pemilik(akun: Pengguna, sandi: str, kode: str) -> None:
    """Raise GalatLayanan unless password and, where the factor is on, code are the owner's. The code is used up."""
    pastikan_sandi(akun, sandi)
    if alat_aktif(akun):
        pastikan_kode(akun, kode)


def pastikan_kode(akun: Pengguna, kode: str) -> None:
    """Use up a code of the authenticator or a recovery code. Raises KodeSalah, GalatLayanan while one must wait.

    To be called outside a transaction that the error would undo: the failure must be counted.
    """
    alat, isi = alat_aktif(akun), _bersih(kode)
    if alat is None or not (_cocok(alat, isi) if isi.isdigit() else _pakai_kode_pemulihan(akun, isi)):
        raise KodeSalah


def hapus_dua_langkah(akun: Pengguna) -> bool:
    """Take the factor away with its recovery codes, in the transaction of the caller. Returns whether there was one."""
    ada = alat_aktif(akun) is not None
    TOTPDevice.objects.filter(user=akun).delete()
    KodePemulihan.objects.filter(pengguna=akun).delete()
    return ada


def _cocok(alat: TOTPDevice, kode: str) -> bool:
    """Return whether it is a code of now that was not used; counts a failure.

    Raises GalatLayanan while one must wait.
    """
    with transaction.atomic():
        terkunci: TOTPDevice = TOTPDevice.objects.select_for_update().get(pk=alat.pk)
        boleh, sebab = terkunci.verify_is_allowed()
        if boleh:
            return bool(terkunci.verify_token(kode))
    detik = max(1, math.ceil((sebab["locked_until"] - timezone.now()).total_seconds()))
    tunggu = f"{detik} detik" if detik < 120 else f"{math.ceil(detik / 60)} menit"
    raise GalatLayanan(f"Kode keliru beberapa kali. Tunggu {tunggu}, lalu coba lagi.", kolom="kode")


def _pakai_kode_pemulihan(akun: Pengguna, kode: str) -> bool:
    with transaction.atomic():
        _kunci(akun)
        for satu in akun.kode_pemulihan.all():
            if check_password(kode, satu.sandi):
                satu.delete()
                sisa = akun.kode_pemulihan.count()
                catat_urusan(akun, akun, "pakai_kode_pemulihan", akun, ringkas=f"{akun}, tersisa {sisa}")
                return True
    return False


def _kode_baru(akun: Pengguna) -> list[str]:
    semua = ["".join(secrets.choice(_HURUF) for _ in range(10)) for _ in range(JUMLAH_KODE)]
    KodePemulihan.objects.filter(pengguna=akun).delete()
    KodePemulihan.objects.bulk_create(KodePemulihan(pengguna=akun, sandi=make_password(satu)) for satu in semua)
    return [f"{satu[:5]}-{satu[5:]}" for satu in semua]


def _bersih(kode: str) -> str:
    """Return a code without the spaces and dashes people type; what is no sign of a code makes it fit nothing."""
    isi = "".join(satu for satu in kode.upper() if satu not in " -")
    return isi if isi.isascii() and isi.isalnum() and len(isi) <= 10 else "-"


def _kunci(akun: Pengguna) -> None:
    """Let changes of one account's factor wait for each other."""
    Pengguna.objects.select_for_update().get(pk=akun.pk)
