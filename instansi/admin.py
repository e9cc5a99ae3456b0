"""Django admin, for superusers who operate the installation. Trees are not here: only `pohon.services` writes them.

History and archive can be looked at and nothing else. Whatever an administrator of a local government does has its
own screens, which write the history; use those where they suffice.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice
from import_export.admin import ExportMixin

from instansi.admin_dasar import HanyaBaca, KhususPengelola
from instansi.models import (
    Arsip,
    CatatanAudit,
    Jabatan,
    PemangkuJabatan,
    PemerintahDaerah,
    Pengguna,
    Peran,
    PerangkatDaerah,
    Periode,
)

admin.site.site_header = "Pengelolaan Pohon Kinerja"
admin.site.site_title = "Pohon Kinerja"
admin.site.index_title = "Data dasar"
# Rights follow from roles, never from groups.
admin.site.unregister(Group)
# Secrets of authenticators are nobody's to read.
admin.site.unregister(TOTPDevice)


class PeranInline(admin.TabularInline):
    """The roles of an account."""

    model = Peran
    extra = 0


@admin.register(Pengguna)
class PenggunaAdmin(KhususPengelola, UserAdmin):
    """Accounts, with their roles."""

    list_display = ("username", "nama", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "is_staff")
    search_fields = ("username", "nama", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Orang", {"fields": ("nama", "email", "jabatan")}),
        ("Hak", {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "usable_password", "password1", "password2")}),)
    autocomplete_fields = ("jabatan",)
    inlines = (PeranInline,)


class PeriodeInline(admin.TabularInline):
    """The periods of a local government."""

    model = Periode
    extra = 0


@admin.register(PemerintahDaerah)
class PemerintahDaerahAdmin(KhususPengelola):
    """Local governments: made here, kept by their administrators."""

    list_display = ("nama", "jenis", "provinsi", "ibu_kota")
    search_fields = ("nama",)
    prepopulated_fields = {"slug": ("nama",)}
    inlines = (PeriodeInline,)


@admin.register(PerangkatDaerah)
class PerangkatDaerahAdmin(ExportMixin, KhususPengelola):
    """Agencies; importing is on the screens of the administration, where services and history are."""

    list_display = ("nama", "pemerintah_daerah", "bentuk", "berlaku_dari", "berlaku_sampai")
    list_filter = ("pemerintah_daerah", "bentuk")
    search_fields = ("nama", "singkatan")
    autocomplete_fields = ("pengganti",)


class PemangkuInline(admin.TabularInline):
    """The holders of a position."""

    model = PemangkuJabatan
    extra = 0


@admin.register(Jabatan)
class JabatanAdmin(ExportMixin, KhususPengelola):
    """Positions."""

    list_display = ("nama", "perangkat_daerah", "jenjang", "berlaku_sampai")
    list_filter = ("jenjang", "perangkat_daerah")
    search_fields = ("nama",)
    autocomplete_fields = ("perangkat_daerah", "atasan")
    inlines = (PemangkuInline,)


@admin.register(Periode)
class PeriodeAdmin(KhususPengelola):
    """Periods."""

    list_display = ("__str__", "pemerintah_daerah")
    list_filter = ("pemerintah_daerah",)


@admin.register(Peran)
class PeranAdmin(KhususPengelola):
    """Roles."""

    list_display = ("pengguna", "jenis", "perangkat_daerah", "pemerintah_daerah")
    list_filter = ("jenis",)
    search_fields = ("pengguna__username",)
    autocomplete_fields = ("pengguna", "perangkat_daerah")


@admin.register(CatatanAudit)
class CatatanAuditAdmin(HanyaBaca):
    """The history."""

    list_display = ("waktu", "aktor_nama", "kata_kerja", "jenis_objek", "ringkas", "wadah")
    list_filter = ("kata_kerja", "jenis_objek")
    search_fields = ("aktor_nama", "ringkas", "wadah")
    date_hierarchy = "waktu"


@admin.register(Arsip)
class ArsipAdmin(HanyaBaca):
    """What was frozen."""

    list_display = ("waktu", "jenis", "sha256", "oleh")
    list_filter = ("jenis",)
    search_fields = ("sha256",)
