"""Addresses of this app: the attachments of an IKU decree and their rows."""

from django.urls import path

from iku import views

urlpatterns = [
    path("keputusan/<int:keputusan_id>/iku/", views.lampiran, name="iku_lampiran"),
    path("keputusan/<int:keputusan_id>/iku/<int:nomor>/baru/", views.baris_baru, name="iku_baris_baru"),
    path("keputusan/<int:keputusan_id>/iku/baris/<int:baris_id>/", views.baris, name="iku_baris"),
    path("keputusan/<int:keputusan_id>/iku/baris/<int:baris_id>/aksi/", views.aksi_baris, name="iku_baris_aksi"),
]
