"""Addresses of this app: signing in and out, health, one's own account, the administration."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from instansi.views import akun_saya, masuk

urlpatterns = [
    path("masuk/", masuk.MasukView.as_view(), name="masuk"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("lupa-sandi/", masuk.LupaSandiView.as_view(), name="lupa_sandi"),
    path("lupa-sandi/terkirim/", masuk.LupaSandiTerkirimView.as_view(), name="lupa_sandi_terkirim"),
    path("setel-sandi/<uidb64>/<token>/", masuk.SetelSandiView.as_view(), name="setel_sandi"),
    path("sehat/", masuk.sehat, name="sehat"),
    path("akun/", akun_saya.akun_saya, name="akun_saya"),
    path("akun/sandi/", akun_saya.ganti_sandi, name="ganti_sandi"),
    path("akun/keluar-semua/", akun_saya.keluar_semua, name="keluar_semua"),
]
