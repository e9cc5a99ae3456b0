"""Addresses of this app: the book of an agency, one position and its edits, papers and workbooks."""

from django.urls import path

from iki.views import berkas, daftar, fungsi, naskah, sunting

_JABATAN = "iki/<int:perangkat_id>/jabatan/<int:jabatan_id>/"

urlpatterns = [
    path("pohon/<int:pohon_id>/iki/", daftar.dari_pohon, name="iki"),
    path("keputusan/<int:keputusan_id>/iki/", naskah.lampiran, name="iki_lampiran"),
    path("iki-saya/", daftar.saya, name="iki_saya"),
    path("iki/<int:perangkat_id>/", daftar.daftar, name="iki_daftar"),
    path("iki/<int:perangkat_id>/periksa/", daftar.periksa, name="iki_periksa"),
    path("iki/<int:perangkat_id>/riwayat/", daftar.riwayat, name="iki_riwayat"),
    path("iki/<int:perangkat_id>/ambil/", sunting.ambil_semua, name="iki_ambil_semua"),
    path("iki/<int:perangkat_id>/fungsi/", fungsi.pustaka, name="iki_pustaka"),
    path("iki/<int:perangkat_id>/fungsi/<int:butir_id>/", fungsi.butir, name="iki_butir"),
    path("iki/<int:perangkat_id>/impor/", berkas.impor, name="iki_impor"),
    path("iki/<int:perangkat_id>/iki.pdf", berkas.buku, name="iki_pdf"),
    path("iki/<int:perangkat_id>/iki.xlsx", berkas.buku_kerja, name="iki_xlsx"),
    path(_JABATAN, daftar.jabatan, name="iki_jabatan"),
    path(f"{_JABATAN}iki.pdf", berkas.kutipan, name="iki_kutipan"),
    path(f"{_JABATAN}uraian/", sunting.uraian, name="iki_uraian"),
    path(f"{_JABATAN}salin/", sunting.salin, name="iki_salin"),
    path(f"{_JABATAN}ambil/", sunting.ambil, name="iki_ambil"),
    path(f"{_JABATAN}sasaran/", sunting.sasaran_baru, name="iki_sasaran_baru"),
    path(f"{_JABATAN}sasaran/<int:sasaran_id>/", sunting.sasaran, name="iki_sasaran"),
    path(f"{_JABATAN}sasaran/<int:sasaran_id>/aksi/", sunting.sasaran_aksi, name="iki_sasaran_aksi"),
    path(f"{_JABATAN}sasaran/<int:sasaran_id>/indikator/", sunting.indikator_baru, name="iki_indikator_baru"),
    path(f"{_JABATAN}indikator/<int:indikator_id>/", sunting.indikator, name="iki_indikator"),
    path(f"{_JABATAN}indikator/<int:indikator_id>/aksi/", sunting.indikator_aksi, name="iki_indikator_aksi"),
]
