"""Every change of targets, budgets and agreements, one function each; re-exports only."""

from pk.services.anggaran import simpan_anggaran
from pk.services.penandatanganan import halangan, nama_dasar, tandatangani, unggah_pindaian
from pk.services.perjanjian import buat_perjanjian, buat_perubahan, buat_semua, hapus_draf, ubah_perjanjian
from pk.services.target import HasilSimpan, simpan_target

__all__ = [
    "HasilSimpan",
    "buat_perjanjian",
    "buat_perubahan",
    "buat_semua",
    "halangan",
    "hapus_draf",
    "nama_dasar",
    "simpan_anggaran",
    "simpan_target",
    "tandatangani",
    "ubah_perjanjian",
    "unggah_pindaian",
]
