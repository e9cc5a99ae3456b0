"""Django admin of the regulations and their codes, for superusers. Trees are not here: only services write them."""

from django.contrib import admin
from import_export.admin import ExportMixin

from instansi.admin_dasar import KhususPengelola
from pohon.models import Nomenklatur, PeraturanNomenklatur


@admin.register(PeraturanNomenklatur)
class PeraturanNomenklaturAdmin(KhususPengelola):
    """Decrees that issued a list of codes."""

    list_display = ("kode", "tahun", "judul")
    search_fields = ("kode", "judul")


@admin.register(Nomenklatur)
class NomenklaturAdmin(ExportMixin, KhususPengelola):
    """Codes; importing is on the screens of the administration, with preview and history."""

    list_display = ("kode", "nama", "peraturan")
    list_filter = ("peraturan",)
    search_fields = ("kode", "nama")
