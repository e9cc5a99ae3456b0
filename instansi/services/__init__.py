"""Every change of local governments, agencies, positions, accounts and roles: one function each, with its actor."""

from instansi.services.akun import akhiri_semua_sesi, setel_sandi, ubah_akun_sendiri

__all__ = [
    "akhiri_semua_sesi",
    "setel_sandi",
    "ubah_akun_sendiri",
]
