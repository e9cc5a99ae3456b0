"""What other apps may use of this app. Re-exports only."""

from naskah.arsip import BerkasRusak, baca_berkas, simpan_berkas
from naskah.bahan import BahanCetak, LabelHalaman, susun_bahan
from naskah.banding import BedaBaris, BedaSel
from naskah.buku_kerja import isi_sel, simpan_buku
from naskah.cetak import JenisCetakan, Pesanan, daftarkan
from naskah.choices import BagianButir, JenisKeputusan, StatusKeputusan
from naskah.choices import Keparahan as KeparahanKeputusan
from naskah.documents import (
    KepalaLampiran,
    NaskahKeputusan,
    TandaTangan,
    bahan_keputusan,
    gaya_huruf,
    gaya_keputusan,
    halaman_keputusan,
    susun_naskah,
)
from naskah.exporting import SALINAN_KERJA, Penulis, jangan_putus, tambah_bidang, teks_xml, ulang_kepala, warnai
from naskah.halaman import konteks_keputusan
from naskah.huruf import jumlah_baris, lebar_teks
from naskah.jenis import Asal, JenisNaskah, Terbitan, daftarkan_jenis
from naskah.models import ArsipBerkas, Keputusan
from naskah.paper import A3, A4, F4, Halaman, Kertas
from naskah.penomoran import BULAN, diktum, huruf, romawi
from naskah.render import BerkasDitolak, HasilCetak, cetak, cetak_berkas, render_pdf
from naskah.rows import BarisKeputusan, Butir, IsiKeputusan
from naskah.rules import Temuan as TemuanKeputusan
from naskah.rules import periksa_keputusan
from naskah.selectors import (
    ambil_keputusan,
    baca_keputusan,
    baris_rancangan,
    cari_perangkat,
    isi_awal,
    isi_perubahan,
    isi_teks,
    isi_untuk_perubahan,
    keputusan_terakhir,
    pdf_terbit,
    teks_baku,
)
from naskah.services import (
    buat_keputusan,
    cari_dasar,
    catat_keputusan,
    muat_dasar_hukum,
    pastikan_belum_diubah,
    siapkan_pengaturan,
    simpan_pengaturan_perangkat,
    sunting_keputusan,
    tetapkan,
    ubah_isi,
)
from naskah.unduhan import unduh

__all__ = [
    "A3",
    "A4",
    "ArsipBerkas",
    "Asal",
    "BULAN",
    "BagianButir",
    "BahanCetak",
    "BarisKeputusan",
    "BedaBaris",
    "BedaSel",
    "BerkasDitolak",
    "BerkasRusak",
    "Butir",
    "F4",
    "Halaman",
    "HasilCetak",
    "IsiKeputusan",
    "JenisCetakan",
    "JenisKeputusan",
    "JenisNaskah",
    "KepalaLampiran",
    "KeparahanKeputusan",
    "Keputusan",
    "Kertas",
    "LabelHalaman",
    "NaskahKeputusan",
    "Penulis",
    "SALINAN_KERJA",
    "Pesanan",
    "StatusKeputusan",
    "TandaTangan",
    "TemuanKeputusan",
    "Terbitan",
    "ambil_keputusan",
    "baca_berkas",
    "baca_keputusan",
    "bahan_keputusan",
    "baris_rancangan",
    "buat_keputusan",
    "cari_dasar",
    "cari_perangkat",
    "catat_keputusan",
    "cetak",
    "cetak_berkas",
    "daftarkan",
    "daftarkan_jenis",
    "diktum",
    "gaya_huruf",
    "gaya_keputusan",
    "halaman_keputusan",
    "huruf",
    "isi_awal",
    "isi_perubahan",
    "isi_sel",
    "isi_teks",
    "isi_untuk_perubahan",
    "jangan_putus",
    "jumlah_baris",
    "keputusan_terakhir",
    "konteks_keputusan",
    "lebar_teks",
    "muat_dasar_hukum",
    "pastikan_belum_diubah",
    "pdf_terbit",
    "periksa_keputusan",
    "render_pdf",
    "romawi",
    "siapkan_pengaturan",
    "simpan_berkas",
    "simpan_buku",
    "simpan_pengaturan_perangkat",
    "sunting_keputusan",
    "susun_bahan",
    "susun_naskah",
    "tambah_bidang",
    "teks_baku",
    "teks_xml",
    "tetapkan",
    "ubah_isi",
    "ulang_kepala",
    "unduh",
    "warnai",
]
