"""What other apps may use of this app. Re-exports only."""

from pohon.policies import boleh_lihat, boleh_susun, boleh_ubah, dapat_diubah
from pohon.rows import BarisCrosscutting, BarisIndikator, BarisJabatan, BarisPohon, BarisSimpul
from pohon.selectors import (
    ambil_pohon,
    baca_pohon,
    cari_nomenklatur,
    cari_pohon,
    daftar_penghapusan,
    penghapusan_terakhir,
    pohon_kerja,
)
from pohon.services import klon_pohon, terima_usulan, ubah_penerjemahan, usulan_kinerja_jabatan

__all__ = [
    "BarisCrosscutting",
    "BarisIndikator",
    "BarisJabatan",
    "BarisPohon",
    "BarisSimpul",
    "ambil_pohon",
    "baca_pohon",
    "boleh_lihat",
    "boleh_susun",
    "boleh_ubah",
    "cari_nomenklatur",
    "cari_pohon",
    "daftar_penghapusan",
    "dapat_diubah",
    "klon_pohon",
    "penghapusan_terakhir",
    "pohon_kerja",
    "terima_usulan",
    "ubah_penerjemahan",
    "usulan_kinerja_jabatan",
]
