"""Addresses of this app: the review of a tree, its notes, versions and archive; dashboard; notifications."""

from django.urls import path

from telaah.views import alur, arsip, cari, catatan, dasbor, kabar, riwayat, timbangan, tinjau, versi

urlpatterns = [
    path("kabar/", kabar.daftar, name="kabar"),
    path("kabar/<int:kabar_id>/", kabar.buka, name="kabar_buka"),
    path("kabar/dibaca/", kabar.dibaca, name="kabar_dibaca"),
    path("kabar/pilihan/", kabar.pilihan, name="kabar_pilihan"),
    path("cari/", cari.cari, name="cari"),
    path("dasbor/", dasbor.dasbor, name="dasbor"),
    path("dasbor/dasbor.xlsx", dasbor.dasbor_xlsx, name="dasbor_xlsx"),
    path("pohon/<int:pohon_id>/telaah/", alur.telaah, name="telaah"),
    path("pohon/<int:pohon_id>/telaah/langkah/", alur.langkah, name="telaah_langkah"),
    path("pohon/<int:pohon_id>/ajukan/", alur.ajukan, name="ajukan"),
    path("pohon/<int:pohon_id>/ajukan/abaikan/", timbangan.abaikan, name="abaikan"),
    path("pohon/<int:pohon_id>/ajukan/abaikan/<int:pengabaian_id>/batal/", timbangan.batal, name="batal_abaikan"),
    path("pohon/<int:pohon_id>/tinjau/", tinjau.tinjau, name="tinjau"),
    path("pohon/<int:pohon_id>/setujui/", alur.setujui, name="setujui"),
    path("pohon/<int:pohon_id>/catatan/", catatan.baru, name="catatan_baru"),
    path("pohon/<int:pohon_id>/catatan/<int:catatan_id>/", catatan.satu, name="catatan"),
    path("pohon/<int:pohon_id>/riwayat/", riwayat.pohon, name="riwayat_pohon"),
    path("pohon/<int:pohon_id>/versi/", versi.baru, name="versi_baru"),
    path("pohon/<int:pohon_id>/banding/<int:lain_id>/", versi.banding, name="banding"),
    path("pohon/<int:pohon_id>/banding/<int:lain_id>/perbedaan.pdf", versi.banding_pdf, name="banding_pdf"),
    path("pohon/<int:pohon_id>/banding/<int:lain_id>/perbedaan.xlsx", versi.banding_xlsx, name="banding_xlsx"),
    path("pohon/<int:pohon_id>/arsip/", arsip.arsip, name="arsip"),
    path("pohon/<int:pohon_id>/arsip/data.json", arsip.data, name="arsip_data"),
    path("pohon/<int:pohon_id>/arsip/buku.pdf", arsip.buku, name="arsip_buku"),
]
