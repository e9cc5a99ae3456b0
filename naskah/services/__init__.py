"""Every change of a decree, one function each: keyword-only, with the actor, in one transaction under its lock.

Each checks rights, state and version after locking, changes, writes the audit trail, and raises an error of
`instansi.errors` that names the form field it belongs to. Attachments are changed by the app of the kind, inside the
frame `sunting_keputusan`.
"""

from naskah.services.dasar_hukum import (
    IsiDasar,
    cari_dasar,
    hapus_dasar,
    milik_sendiri,
    muat_dasar_hukum,
    tambah_dasar,
    ubah_dasar,
)
from naskah.services.keputusan import buat_keputusan, hapus_draf, ubah_isi
from naskah.services.kerangka import catat_keputusan, pastikan_belum_diubah, sunting_keputusan
from naskah.services.penetapan import cabut, halangan, minta_penetapan, tetapkan, unggah_pindaian
from naskah.services.pengaturan import (
    siapkan_pengaturan,
    simpan_pengaturan_pemerintah,
    simpan_pengaturan_perangkat,
)
from naskah.services.teks_baku import ISIAN_DIKENAL, simpan_teks_baku

__all__ = [
    "ISIAN_DIKENAL",
    "IsiDasar",
    "buat_keputusan",
    "cabut",
    "cari_dasar",
    "catat_keputusan",
    "halangan",
    "hapus_dasar",
    "hapus_draf",
    "milik_sendiri",
    "minta_penetapan",
    "muat_dasar_hukum",
    "pastikan_belum_diubah",
    "siapkan_pengaturan",
    "simpan_pengaturan_pemerintah",
    "simpan_pengaturan_perangkat",
    "simpan_teks_baku",
    "sunting_keputusan",
    "tambah_dasar",
    "tetapkan",
    "ubah_dasar",
    "ubah_isi",
    "unggah_pindaian",
]
