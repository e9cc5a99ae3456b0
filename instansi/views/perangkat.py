"""Agencies of a local government: list, creating, correcting, renaming, merging, closing, opening again."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.choices import BentukPerangkat
from instansi.forms_administrasi import (
    FormulirGantiNama,
    FormulirPerangkat,
    FormulirSaring,
    FormulirTutupPerangkat,
    FormulirUbahPerangkat,
)
from instansi.models import PemerintahDaerah, PerangkatDaerah
from instansi.services import (
    buat_perangkat,
    buka_perangkat,
    ganti_nama_perangkat,
    tutup_perangkat,
    ubah_perangkat,
)
from instansi.services.kerangka import ambil
from instansi.views.kerangka import (
    Isian,
    data_kirim,
    halaman_dari,
    halaman_isian,
    jalankan,
    konteks,
    pemda_diurus,
    urutan,
)
from instansi.web import Permintaan

_URUT = {
    "nama": ("nama",),
    "singkatan": ("singkatan", "nama"),
    "bentuk": ("bentuk", "nama"),
    "jabatan": ("jumlah_jabatan", "nama"),
}
_STATUS = [("", "Masih berlaku"), ("berakhir", "Sudah berakhir"), ("semua", "Semua")]


@require_safe
def daftar(request: Permintaan, pemda: str) -> HttpResponse:
    """List the agencies: searched, filtered, sorted, paged."""
    daerah = pemda_diurus(request, pemda)
    saring = FormulirSaring(request.GET, status=[*_STATUS, *BentukPerangkat.choices])
    saring.fields["q"].label = "Cari nama atau singkatan"
    urut, kolom = urutan(request, _URUT, "nama")
    perangkat = PerangkatDaerah.objects.none()
    if saring.is_valid():
        perangkat = _disaring(daerah, **saring.cleaned_data).order_by(*kolom)
    lengkap = konteks(daerah, "urus_perangkat") | {
        "form": saring,
        "page_obj": halaman_dari(request, perangkat),
        "urut": urut,
        "tersaring": any(saring.data.get(nama) for nama in ("q", "status")),
    }
    return render(request, "instansi/administrasi/perangkat.html", lengkap, status=422 if saring.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tambah(request: Permintaan, pemda: str) -> HttpResponse:
    """Create an agency."""
    daerah = pemda_diurus(request, pemda)

    def simpan(isi: dict[str, Any]) -> str:
        return _alamat(daerah, buat_perangkat(aktor=request.user, pemerintah_daerah_id=daerah.pk, **isi).pk)

    batal = reverse("urus_perangkat", args=[daerah.slug])
    isian = Isian("Perangkat daerah baru", tombol="Buat", batal=batal, tersimpan="Perangkat daerah dibuat.")
    return halaman_isian(
        request, konteks(daerah, "urus_perangkat"), FormulirPerangkat(data_kirim(request)), isian, simpan
    )


@require_safe
def rinci(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Show one agency with what it was and became, and what can be done with it."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _ambil(daerah, perangkat_id)
    lengkap = konteks(daerah, "urus_perangkat") | {
        "perangkat": perangkat,
        "pendahulu": perangkat.pendahulu.all(),
        "jumlah_jabatan": perangkat.jabatan.filter(berlaku_sampai__isnull=True).count(),
        "jumlah_akun": perangkat.peran.values("pengguna").distinct().count(),
    }
    return render(request, "instansi/administrasi/perangkat_rinci.html", lengkap)


@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Correct an agency."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _ambil(daerah, perangkat_id)

    def simpan(isi: dict[str, Any]) -> str:
        ubah_perangkat(aktor=request.user, pemerintah_daerah_id=daerah.pk, perangkat_id=perangkat.pk, **isi)
        return _alamat(daerah, perangkat.pk)

    awal = {nama: getattr(perangkat, nama) for nama in ("nama", "singkatan", "bentuk", "berlaku_dari", "versi")}
    isian = Isian(
        f"Ubah {perangkat.nama}",
        "Untuk membetulkan ejaan. Bila namanya berganti karena peraturan, pakai Ganti nama, agar dokumen lama tetap "
        "memuat nama lama.",
        batal=_alamat(daerah, perangkat.pk),
        tersimpan="Perangkat daerah disimpan.",
    )
    formulir = FormulirUbahPerangkat(data_kirim(request), initial=awal)
    return halaman_isian(request, _konteks(daerah, perangkat), formulir, isian, simpan)


@require_http_methods(["GET", "HEAD", "POST"])
def ganti_nama(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Let a successor with a new name take over on a date."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _ambil(daerah, perangkat_id)

    def simpan(isi: dict[str, Any]) -> str:
        baru = ganti_nama_perangkat(
            aktor=request.user, pemerintah_daerah_id=daerah.pk, perangkat_id=perangkat.pk, **isi
        )
        return _alamat(daerah, baru.pk)

    awal = {nama: getattr(perangkat, nama) for nama in ("nama", "singkatan", "bentuk")}
    isian = Isian(
        f"Ganti nama {perangkat.nama}",
        "Penggantinya mendapat jabatan, pemangku, dan peran akun yang sekarang. Pohon kinerja dan dokumen lama tetap "
        "memakai nama lama.",
        tombol="Ganti nama",
        batal=_alamat(daerah, perangkat.pk),
        tersimpan="Nama diganti. Inilah penggantinya.",
    )
    formulir = FormulirGantiNama(data_kirim(request), initial=awal)
    return halaman_isian(request, _konteks(daerah, perangkat), formulir, isian, simpan)


@require_http_methods(["GET", "HEAD", "POST"])
def tutup(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """End an agency, or merge it into another."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _ambil(daerah, perangkat_id)

    def simpan(isi: dict[str, Any]) -> str:
        pengganti = isi["pengganti"]
        tutup_perangkat(
            aktor=request.user,
            pemerintah_daerah_id=daerah.pk,
            perangkat_id=perangkat.pk,
            sampai=isi["sampai"],
            pengganti_id=pengganti.pk if pengganti else None,
        )
        return _alamat(daerah, perangkat.pk)

    isian = Isian(
        f"Tutup atau gabungkan {perangkat.nama}",
        "Pohon kinerja dan dokumennya tetap dapat dibaca. Penutupan dapat dibatalkan.",
        tombol="Tutup perangkat daerah",
        batal=_alamat(daerah, perangkat.pk),
        tersimpan="Perangkat daerah ditutup.",
    )
    formulir = FormulirTutupPerangkat(data_kirim(request), perangkat=perangkat)
    return halaman_isian(request, _konteks(daerah, perangkat), formulir, isian, simpan)


@require_POST
def buka(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Undo the closing of an agency."""
    daerah = pemda_diurus(request, pemda)

    def jalan() -> str:
        perangkat = buka_perangkat(aktor=request.user, pemerintah_daerah_id=daerah.pk, perangkat_id=perangkat_id)
        return f"{perangkat} berlaku kembali."

    return jalankan(request, jalan, _alamat(daerah, perangkat_id))


def _ambil(daerah: PemerintahDaerah, perangkat_id: int) -> PerangkatDaerah:
    semua = PerangkatDaerah.objects.filter(pemerintah_daerah=daerah).select_related("pengganti")
    perangkat: PerangkatDaerah = ambil(semua, perangkat_id)
    return perangkat


def _konteks(daerah: PemerintahDaerah, perangkat: PerangkatDaerah) -> dict[str, Any]:
    return konteks(daerah, "urus_perangkat", (perangkat.nama, _alamat(daerah, perangkat.pk)))


def _alamat(daerah: PemerintahDaerah, perangkat_id: int) -> str:
    return reverse("perangkat_rinci", args=[daerah.slug, perangkat_id])


def _disaring(daerah: PemerintahDaerah, q: str, status: str) -> Any:
    perangkat = PerangkatDaerah.objects.filter(pemerintah_daerah=daerah).select_related("pengganti")
    perangkat = perangkat.annotate(
        jumlah_jabatan=Count("jabatan", filter=Q(jabatan__berlaku_sampai__isnull=True), distinct=True)
    )
    for kata in q.split():
        perangkat = perangkat.filter(Q(nama__icontains=kata) | Q(singkatan__icontains=kata))
    if status in BentukPerangkat.values:
        perangkat = perangkat.filter(bentuk=status)
    if status == "semua":
        return perangkat
    return perangkat.filter(berlaku_sampai__isnull=status != "berakhir")
