"""What other apps may use of this app. Re-exports only."""

from pohon import layout
from pohon.choices import (
    KOMPONEN_BAWAAN,
    PANJANG_PENDEK,
    STATUS_DAPAT_DIUBAH,
    STATUS_KERJA,
    Arah,
    JenisFormula,
    JenisSimpul,
    Komponen,
    Sifat,
    StatusPohon,
    Tahap,
    Tingkat,
)
from pohon.halaman import (
    KELAS_TINGKAT,
    TemuanLayar,
    daftarkan_penambah,
    konteks_pohon,
    temuan_menurut_simpul,
)
from pohon.models import Indikator, Pohon, Simpul
from pohon.policies import boleh_lihat, boleh_susun, boleh_ubah, dapat_diubah
from pohon.progress import Keadaan, KemajuanTahap, kemajuan
from pohon.rows import BarisCrosscutting, BarisIndikator, BarisJabatan, BarisPohon, BarisSimpul
from pohon.rules import ATURAN, Keparahan, Temuan, periksa_pohon
from pohon.selectors import (
    ambil_nomenklatur,
    ambil_pohon,
    baca_pohon,
    baca_semua,
    cari_nomenklatur,
    cari_pohon,
    daftar_penghapusan,
    daftar_peraturan,
    nama_nomenklatur,
    penghapusan_terakhir,
    pohon_asal,
    pohon_kerja,
)
from pohon.services import klon_pohon, terima_usulan, ubah_penerjemahan, usulan_kinerja_jabatan
from pohon.snapshot import JENIS_ARSIP, SKEMA, potret
from pohon.tanda import daftarkan_penanda, hitung_per_kotak, tanda_simpul
from pohon.tree import kunci_pohon
from pohon.trik import PETUNJUK, TRIK, Trik

__all__ = [
    "ATURAN",
    "Arah",
    "BarisCrosscutting",
    "BarisIndikator",
    "BarisJabatan",
    "BarisPohon",
    "BarisSimpul",
    "Indikator",
    "JENIS_ARSIP",
    "JenisFormula",
    "JenisSimpul",
    "KELAS_TINGKAT",
    "KOMPONEN_BAWAAN",
    "Keadaan",
    "KemajuanTahap",
    "Keparahan",
    "Komponen",
    "PANJANG_PENDEK",
    "PETUNJUK",
    "Pohon",
    "SKEMA",
    "STATUS_DAPAT_DIUBAH",
    "STATUS_KERJA",
    "Sifat",
    "Simpul",
    "StatusPohon",
    "TRIK",
    "Tahap",
    "Temuan",
    "TemuanLayar",
    "Tingkat",
    "Trik",
    "ambil_nomenklatur",
    "ambil_pohon",
    "baca_pohon",
    "baca_semua",
    "boleh_lihat",
    "boleh_susun",
    "boleh_ubah",
    "cari_nomenklatur",
    "cari_pohon",
    "daftar_penghapusan",
    "daftarkan_penambah",
    "daftarkan_penanda",
    "daftar_peraturan",
    "dapat_diubah",
    "kemajuan",
    "hitung_per_kotak",
    "klon_pohon",
    "konteks_pohon",
    "kunci_pohon",
    "layout",
    "nama_nomenklatur",
    "penghapusan_terakhir",
    "periksa_pohon",
    "pohon_asal",
    "pohon_kerja",
    "potret",
    "tanda_simpul",
    "temuan_menurut_simpul",
    "terima_usulan",
    "ubah_penerjemahan",
    "usulan_kinerja_jabatan",
]
