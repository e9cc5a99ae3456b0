"""The addresses of all apps; each app names its own in its urls.py."""

from django.contrib import admin
from django.urls import include, path

from config import pengamatan
from instansi.views.masuk import masuk_admin

handler400 = "config.gangguan.permintaan_buruk"
handler500 = "config.gangguan.galat_server"

urlpatterns = [
    path("admin/login/", masuk_admin, name="masuk_admin"),
    path("admin/", admin.site.urls),
    path("siap/", pengamatan.siap, name="siap"),
    path("metrik/", pengamatan.metrik, name="metrik"),
    path("", include("instansi.urls")),
    path("", include("pohon.urls")),
    path("", include("cascading.urls")),
    path("", include("naskah.urls")),
    path("", include("iku.urls")),
    path("", include("iki.urls")),
    path("", include("pk.urls")),
    path("", include("telaah.urls")),
    path("", include("lintas.urls")),
    path("", include("bantuan.urls")),
]
