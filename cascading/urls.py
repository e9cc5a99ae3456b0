"""Addresses of this app: documents and tables of a tree."""

from django.urls import path

from cascading import views

urlpatterns = [
    path("pohon/<int:pohon_id>/dokumen/", views.dokumen, name="dokumen"),
    path("pohon/<int:pohon_id>/tabel/<slug:kunci>/", views.tabel, name="tabel"),
    path("pohon/<int:pohon_id>/cascading.pdf", views.unduh_pdf, name="cascading_pdf"),
    path("pohon/<int:pohon_id>/cascading.xlsx", views.unduh_xlsx, name="cascading_xlsx"),
]
