"""Addresses of this app."""

from django.urls import path

from pohon.views import beranda, terhapus

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("pohon/<int:pohon_id>/", beranda.pohon, name="pohon"),
    path("pohon/<int:pohon_id>/pulihkan/", terhapus.pulihkan, name="pulihkan"),
]
