"""Every change of positions' content in the IKI book: one function each, with its actor.

Each runs inside the frame of `kerangka.sunting_jabatan`: transaction, lock, rights, version, audit entry.
"""

from iki.isian import IsiIndikator
from iki.services.fungsi import ubah_butir
from iki.services.impor import HasilImpor, PerluGanti, simpan_impor
from iki.services.jabatan import salin_jabatan, ubah_uraian
from iki.services.naskah import buat_dari_pohon, buat_perubahan
from iki.services.pohon import ambil_dari_pohon, ambil_semua
from iki.services.sasaran import (
    hapus_indikator,
    hapus_sasaran,
    pindah_indikator,
    pindah_sasaran,
    tambah_indikator,
    tambah_sasaran,
    ubah_indikator,
    ubah_sasaran,
)

__all__ = [
    "HasilImpor",
    "IsiIndikator",
    "PerluGanti",
    "ambil_dari_pohon",
    "ambil_semua",
    "buat_dari_pohon",
    "buat_perubahan",
    "hapus_indikator",
    "hapus_sasaran",
    "pindah_indikator",
    "pindah_sasaran",
    "salin_jabatan",
    "simpan_impor",
    "tambah_indikator",
    "tambah_sasaran",
    "ubah_butir",
    "ubah_indikator",
    "ubah_sasaran",
    "ubah_uraian",
]
