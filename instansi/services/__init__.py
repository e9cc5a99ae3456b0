"""Every change of local governments, agencies, positions, accounts and roles: one function each, with its actor."""

from instansi.services.akun import akhiri_semua_sesi, akhiri_sesi, setel_sandi, ubah_nama, ubah_surel
from instansi.services.draf import buang_draf, simpan_draf
from instansi.services.dua_langkah import (
    aktifkan_dua_langkah,
    buat_kode_pemulihan,
    matikan_dua_langkah,
    siapkan_dua_langkah,
)
from instansi.services.jabatan import (
    buat_jabatan,
    buka_jabatan,
    geser_jabatan,
    hapus_jabatan,
    hapus_pemangku,
    simpan_pemangku,
    tutup_jabatan,
    ubah_jabatan,
)
from instansi.services.pemerintah import buat_periode, hapus_periode, ubah_pemerintah
from instansi.services.pengguna import (
    aktifkan_akun,
    beri_peran,
    buat_akun,
    cabut_peran,
    nonaktifkan_akun,
    setel_ulang_dua_langkah,
    ubah_akun,
    undang_akun,
)
from instansi.services.perangkat import (
    buat_perangkat,
    buka_perangkat,
    ganti_nama_perangkat,
    tutup_perangkat,
    ubah_perangkat,
)

__all__ = [
    "akhiri_semua_sesi",
    "akhiri_sesi",
    "aktifkan_akun",
    "aktifkan_dua_langkah",
    "beri_peran",
    "buang_draf",
    "buat_akun",
    "buat_jabatan",
    "buat_kode_pemulihan",
    "buat_periode",
    "buat_perangkat",
    "buka_jabatan",
    "buka_perangkat",
    "cabut_peran",
    "ganti_nama_perangkat",
    "geser_jabatan",
    "hapus_jabatan",
    "hapus_pemangku",
    "hapus_periode",
    "matikan_dua_langkah",
    "nonaktifkan_akun",
    "setel_sandi",
    "setel_ulang_dua_langkah",
    "siapkan_dua_langkah",
    "simpan_draf",
    "simpan_pemangku",
    "tutup_jabatan",
    "tutup_perangkat",
    "ubah_akun",
    "ubah_jabatan",
    "ubah_nama",
    "ubah_pemerintah",
    "ubah_perangkat",
    "ubah_surel",
    "undang_akun",
]
