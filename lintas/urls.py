"""Addresses of this app: requests, the matrix, the local government's own tree."""

from django.urls import path

from lintas.views import daerah, matriks, nama, permintaan

urlpatterns = [
    path("crosscutting/", permintaan.masuk, name="lintas"),
    path("crosscutting/keluar/", permintaan.keluar, name="lintas_keluar"),
    path("crosscutting/permintaan/<int:permintaan_id>/", permintaan.satu, name="permintaan"),
    path("crosscutting/matriks/", matriks.matriks, name="lintas_matriks"),
    path("crosscutting/matriks/matriks.xlsx", matriks.matriks_xlsx, name="lintas_matriks_xlsx"),
    path("crosscutting/matriks/matriks.pdf", matriks.matriks_pdf, name="lintas_matriks_pdf"),
    path("pohon/<int:pohon_id>/crosscutting/nama/", nama.nama, name="lintas_nama"),
    path("pohon-pemerintah-daerah/", daerah.daerah, name="daerah"),
    path("pohon-pemerintah-daerah/mulai/", daerah.mulai, name="daerah_mulai"),
    path("pohon-pemerintah-daerah/dukungan/", daerah.dukungan, name="daerah_dukungan"),
    path("pohon-pemerintah-daerah/pohon.xlsx", daerah.daerah_xlsx, name="daerah_xlsx"),
    path("pohon-pemerintah-daerah/pohon.pdf", daerah.daerah_pdf, name="daerah_pdf"),
    path("pohon-pemerintah-daerah/gambar.pdf", daerah.daerah_gambar, name="daerah_gambar"),
]
