"""Every change of a decree, one function each: keyword-only, with the actor, in one transaction under its lock.

Each checks rights, state and version after locking, changes, writes the audit trail, and raises an error of
`instansi.errors` that names the form field it belongs to. Attachments are changed by the app of the kind, inside the
frame `sunting_keputusan`.
"""

from naskah.services.keputusan import buat_keputusan, hapus_draf, ubah_isi
from naskah.services.kerangka import catat_keputusan, sunting_keputusan
from naskah.services.penetapan import cabut, tetapkan, unggah_pindaian
from naskah.services.pustaka import (
    cari_dasar,
    muat_dasar_hukum,
    siapkan_pengaturan,
    simpan_pengaturan_pemerintah,
    simpan_pengaturan_perangkat,
    tambah_dasar,
)

__all__ = [
    "buat_keputusan",
    "cabut",
    "cari_dasar",
    "catat_keputusan",
    "hapus_draf",
    "muat_dasar_hukum",
    "siapkan_pengaturan",
    "simpan_pengaturan_pemerintah",
    "simpan_pengaturan_perangkat",
    "sunting_keputusan",
    "tambah_dasar",
    "tetapkan",
    "ubah_isi",
    "unggah_pindaian",
]
