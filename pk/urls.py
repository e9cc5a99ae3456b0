"""Addresses of this app: the grids and lists of an agency, one agreement, papers and workbooks. The year is a query."""

from django.urls import path

from pk.views import berkas, daftar, kisi, perjanjian

_AGENSI = "kinerja/<int:perangkat_id>/"
_SATU = "perjanjian/<int:perjanjian_id>/"

urlpatterns = [
    path("pohon/<int:pohon_id>/pk/", daftar.dari_pohon, name="pk"),
    path(_AGENSI, daftar.daftar, name="pk_daftar"),
    path(f"{_AGENSI}buat/", daftar.buat, name="pk_buat"),
    path(f"{_AGENSI}target/", kisi.target, name="pk_target"),
    path(f"{_AGENSI}realisasi/", kisi.realisasi, name="pk_realisasi"),
    path(f"{_AGENSI}anggaran/", kisi.anggaran, name="pk_anggaran"),
    path(f"{_AGENSI}tempel/", kisi.tempel, name="pk_tempel"),
    path(f"{_AGENSI}impor/", kisi.impor, name="pk_impor"),
    path(f"{_AGENSI}target.xlsx", berkas.buku_kerja, name="pk_xlsx"),
    path(f"{_AGENSI}pk.pdf", berkas.buku, name="pk_pdf"),
    path(f"{_AGENSI}pk.docx", berkas.buku_docx, name="pk_docx"),
    path(_SATU, perjanjian.sunting, name="perjanjian"),
    path(f"{_SATU}pratinjau/", berkas.pratinjau, name="perjanjian_pratinjau"),
    path(f"{_SATU}unduh/<str:bentuk>/", berkas.unduh_satu, name="perjanjian_unduh"),
    path(f"{_SATU}tandatangani/", perjanjian.tandatangani, name="perjanjian_tandatangani"),
    path(f"{_SATU}pindaian/", perjanjian.pindaian, name="perjanjian_pindaian"),
    path(f"{_SATU}perubahan/", perjanjian.perubahan, name="perjanjian_perubahan"),
    path(f"{_SATU}hapus/", perjanjian.hapus, name="perjanjian_hapus"),
    path(f"{_SATU}riwayat/", perjanjian.riwayat, name="perjanjian_riwayat"),
]
