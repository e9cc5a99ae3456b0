"""What other apps may use of this app. Re-exports only."""

from instansi.arsip import bekukan, kanonik, sidik, utuh
from instansi.audit import catat, pengubah_terakhir, riwayat
from instansi.berkas import BerkasRusak, baca_isi, lokasi, pastikan_pdf, simpan_isi
from instansi.choices import BentukPerangkat, JenisPeran, Jenjang, ZonaWaktu
from instansi.errors import Bentrok, GalatLayanan, PenyimpananGagal, TerlaluSering, TidakBerhak, TidakDitemukan
from instansi.kejadian import kejadian
from instansi.kolom import FormulirPilihan, FormulirVersi, KolomTanggal, KolomTeks
from instansi.laju import batasi, hitung
from instansi.models import (
    Arsip,
    BarisSejarah,
    CatatanAudit,
    Jabatan,
    PemerintahDaerah,
    Pengguna,
    PerangkatDaerah,
    Periode,
)
from instansi.policies import boleh_lihat_pemerintah, boleh_lihat_perangkat, boleh_mengurus, boleh_menyusun, hak_akses
from instansi.selectors import (
    SANDI_CONTOH,
    berperan_di_pemerintah,
    jabatan_berlaku,
    pemangku_kini,
    pemerintah_terlihat,
    perangkat_lain,
    perangkat_sendiri,
    perangkat_terlihat,
    urut_organisasi,
)
from instansi.teks import angka, baca_desimal, banyak_baris, desimal, pastikan_panjang, satu_baris
from instansi.web import (
    Beda,
    KeteranganBentrok,
    Permintaan,
    alamat_kembali,
    dalam_bingkai,
    jelaskan_bentrok,
    tambah_galat,
)

__all__ = [
    "alamat_kembali",
    "Arsip",
    "BarisSejarah",
    "Beda",
    "Bentrok",
    "BentukPerangkat",
    "BerkasRusak",
    "CatatanAudit",
    "FormulirPilihan",
    "FormulirVersi",
    "GalatLayanan",
    "Jabatan",
    "JenisPeran",
    "Jenjang",
    "KeteranganBentrok",
    "KolomTanggal",
    "KolomTeks",
    "PemerintahDaerah",
    "Pengguna",
    "PerangkatDaerah",
    "Periode",
    "PenyimpananGagal",
    "Permintaan",
    "SANDI_CONTOH",
    "TerlaluSering",
    "TidakBerhak",
    "TidakDitemukan",
    "ZonaWaktu",
    "angka",
    "baca_desimal",
    "baca_isi",
    "banyak_baris",
    "batasi",
    "bekukan",
    "berperan_di_pemerintah",
    "boleh_lihat_pemerintah",
    "boleh_lihat_perangkat",
    "boleh_mengurus",
    "boleh_menyusun",
    "catat",
    "desimal",
    "hak_akses",
    "hitung",
    "jabatan_berlaku",
    "dalam_bingkai",
    "jelaskan_bentrok",
    "kanonik",
    "kejadian",
    "lokasi",
    "pastikan_panjang",
    "pastikan_pdf",
    "pemangku_kini",
    "pemerintah_terlihat",
    "pengubah_terakhir",
    "perangkat_lain",
    "perangkat_sendiri",
    "perangkat_terlihat",
    "riwayat",
    "satu_baris",
    "simpan_isi",
    "sidik",
    "tambah_galat",
    "urut_organisasi",
    "utuh",
]
