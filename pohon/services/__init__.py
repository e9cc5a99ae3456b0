"""Every change of a tree, one function each: keyword-only, with the actor, in one transaction under the tree's lock.

Each takes the keys as the page knew them, checks rights, state and versions after locking, changes, writes the audit
trail and raises an error of `instansi.errors` that names the form field it belongs to. Split by what is changed.
"""

from pohon.services.berita_acara import hapus_berita_acara, simpan_berita_acara
from pohon.services.indikator import hapus_indikator, pindah_indikator, tambah_indikator, ubah_indikator
from pohon.services.indikator_banyak import IsianIndikator, isi_indikator
from pohon.services.isian import IsiIndikator, IsiSimpul, Pihak
from pohon.services.pecah import pecah_simpul, tambah_beberapa
from pohon.services.penerjemahan import terima_usulan, ubah_penerjemahan, usulan_kinerja_jabatan
from pohon.services.pohon import buat_pohon, klon_pohon, ubah_tahap_1
from pohon.services.simpul import (
    hapus_simpul,
    pindah_ke,
    pindah_simpul,
    pulihkan,
    tambah_simpul,
    ubah_simpul,
    ubah_tingkat,
)

__all__ = [
    "IsiIndikator",
    "IsiSimpul",
    "IsianIndikator",
    "Pihak",
    "buat_pohon",
    "hapus_berita_acara",
    "hapus_indikator",
    "hapus_simpul",
    "isi_indikator",
    "klon_pohon",
    "pecah_simpul",
    "pindah_indikator",
    "pindah_ke",
    "pindah_simpul",
    "pulihkan",
    "simpan_berita_acara",
    "tambah_beberapa",
    "tambah_indikator",
    "tambah_simpul",
    "terima_usulan",
    "ubah_indikator",
    "ubah_penerjemahan",
    "ubah_simpul",
    "ubah_tahap_1",
    "ubah_tingkat",
    "usulan_kinerja_jabatan",
]
