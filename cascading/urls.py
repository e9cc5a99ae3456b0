"""Addresses of this app: Tahap 5, documents and tables, the picture."""

from django.urls import path

from cascading import views, views_bagan, views_tahap5

urlpatterns = [
    path("pohon/<int:pohon_id>/tahap-5/", views_tahap5.daftar, name="tahap_5"),
    path("pohon/<int:pohon_id>/tahap-5/terima/", views_tahap5.terima, name="tahap_5_terima"),
    path("pohon/<int:pohon_id>/tahap-5/berikutnya/", views_tahap5.berikutnya, name="tahap_5_berikutnya"),
    path("pohon/<int:pohon_id>/tahap-5/kotak/<int:simpul_id>/", views_tahap5.ubah, name="tahap_5_ubah"),
    path("pohon/<int:pohon_id>/dokumen/", views.dokumen, name="dokumen"),
    path("pohon/<int:pohon_id>/tabel/<slug:kunci>/", views.tabel, name="tabel"),
    path("pohon/<int:pohon_id>/cascading.pdf", views.unduh_pdf, name="cascading_pdf"),
    path("pohon/<int:pohon_id>/cascading.xlsx", views.unduh_xlsx, name="cascading_xlsx"),
    path("pohon/<int:pohon_id>/bagan/", views_bagan.bagan, name="bagan"),
    path("pohon/<int:pohon_id>/bagan.svg", views_bagan.bagan_svg, name="bagan_svg"),
    path("pohon/<int:pohon_id>/bagan.pdf", views_bagan.bagan_pdf, name="bagan_pdf"),
    path("pohon/<int:pohon_id>/bagan.png", views_bagan.bagan_png, name="bagan_png"),
]
