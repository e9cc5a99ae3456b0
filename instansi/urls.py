"""Addresses of this app: signing in and out, health."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from instansi import views

urlpatterns = [
    path("masuk/", views.MasukView.as_view(), name="masuk"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("sehat/", views.sehat, name="sehat"),
]
