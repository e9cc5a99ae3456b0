"""The home of the administration, data of the local government, periods."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.errors import TidakBerhak
from instansi.forms_administrasi import FormulirPemerintah, FormulirPeriode
from instansi.kejadian import kejadian
from instansi.middleware import ZonaWaktuMiddleware
from instansi.models import CatatanAudit, PerangkatDaerah
from instansi.selectors import pemerintah_diurus
from instansi.services import buat_periode, hapus_periode, ubah_pemerintah
from instansi.services.kerangka import PESAN_BUKAN_ADMIN, wadah_dari
from instansi.services.pengguna import akun_di
from instansi.views.kerangka import Isian, data_kirim, halaman_isian, jalankan, konteks, pemda_diurus
from instansi.web import Permintaan

_KEJADIAN_TERAKHIR = 8


@require_safe
def administrasi(request: Permintaan) -> HttpResponse:
    """Lead to the one local government the account administers, or let choose among several."""
    daftar = list(pemerintah_diurus(request.user))
    if not daftar and not request.user.is_superuser:
        raise TidakBerhak(PESAN_BUKAN_ADMIN)
    if len(daftar) == 1:
        return redirect("urus", daftar[0].slug)
    return render(request, "instansi/administrasi/pilih.html", {"daftar": daftar, "nav_aktif": "administrasi"})


@require_safe
def urus(request: Permintaan, pemda: str) -> HttpResponse:
    """Show what there is to administer, with counts, and what was done last."""
    daerah = pemda_diurus(request, pemda)
    perangkat = PerangkatDaerah.objects.filter(pemerintah_daerah=daerah)
    akun = akun_di(daerah)
    terakhir = CatatanAudit.objects.filter(wadah=wadah_dari(daerah)).select_related("aktor")[:_KEJADIAN_TERAKHIR]
    angka = [
        (akun.filter(is_active=True).count(), "akun aktif", "urus_akun"),
        (akun.filter(Q(last_login__isnull=True), is_active=True).count(), "belum pernah masuk", "urus_akun"),
        (perangkat.filter(berlaku_sampai__isnull=True).count(), "perangkat daerah", "urus_perangkat"),
        (daerah.periode.count(), "periode", "urus_periode"),
    ]
    lengkap = konteks(daerah, "") | {"angka": angka, "kejadian": kejadian(terakhir)}
    lengkap["remah"] = [("Beranda", reverse("beranda"))]
    return render(request, "instansi/administrasi/beranda.html", lengkap)


@require_http_methods(["GET", "HEAD", "POST"])
def data_pemerintah(request: Permintaan, pemda: str) -> HttpResponse:
    """Show and change the data of the local government."""
    daerah = pemda_diurus(request, pemda)
    kolom = ("nama", "provinsi", "ibu_kota", "zona_waktu", "alamat", "perlu_izin_pimpinan", "versi")
    awal = {nama: getattr(daerah, nama) for nama in kolom}

    def simpan(isi: dict[str, Any]) -> str:
        ubah_pemerintah(aktor=request.user, pemerintah_daerah_id=daerah.pk, **isi)
        request.session.pop(ZonaWaktuMiddleware.KEY, None)
        return reverse("urus_pemerintah", args=[daerah.slug])

    isian = Isian(
        "Data pemerintah daerah",
        "Yang sudah tercetak dan disahkan tidak ikut berubah.",
        tersimpan="Data pemerintah daerah disimpan.",
    )
    formulir = FormulirPemerintah(data_kirim(request), initial=awal)
    return halaman_isian(request, konteks(daerah, "urus_pemerintah"), formulir, isian, simpan)


@require_http_methods(["GET", "HEAD", "POST"])
def periode(request: Permintaan, pemda: str) -> HttpResponse:
    """List the planning periods with the form for a new one."""
    daerah = pemda_diurus(request, pemda)

    def simpan(isi: dict[str, Any]) -> str:
        buat_periode(aktor=request.user, pemerintah_daerah_id=daerah.pk, **isi)
        return reverse("urus_periode", args=[daerah.slug])

    dasar = konteks(daerah, "urus_periode") | {
        "daftar_periode": daerah.periode.all(),
        "sisipan": "instansi/administrasi/bagian_periode.html",
    }
    isian = Isian("Periode perencanaan", tombol="Tambahkan periode", tersimpan="Periode ditambahkan.")
    return halaman_isian(request, dasar, FormulirPeriode(data_kirim(request)), isian, simpan)


@require_POST
def periode_hapus(request: Permintaan, pemda: str, periode_id: int) -> HttpResponse:
    """Delete a period that nothing uses."""
    daerah = pemda_diurus(request, pemda)

    def hapus() -> str:
        satu = hapus_periode(aktor=request.user, pemerintah_daerah_id=daerah.pk, periode_id=periode_id)
        return f"Periode {satu} dihapus."

    return jalankan(request, hapus, reverse("urus_periode", args=[daerah.slug]))
