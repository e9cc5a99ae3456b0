"""The addresses of all apps; each app names its own in its urls.py."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("instansi.urls")),
    path("", include("pohon.urls")),
    path("", include("cascading.urls")),
    path("", include("naskah.urls")),
    path("", include("iku.urls")),
    path("", include("iki.urls")),
    path("", include("pk.urls")),
    path("", include("telaah.urls")),
    path("", include("bantuan.urls")),
]
