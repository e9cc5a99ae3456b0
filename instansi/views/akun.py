"""Accounts of a local government: list, creating, inviting, editing, roles, switching off and on."""

from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.choices import JenisPeran
from instansi.errors import TidakBerhak
from instansi.forms_administrasi import FormulirAkunBaru, FormulirPeran, FormulirSaring, FormulirUbahAkun
from instansi.models import PemerintahDaerah, Peran
from instansi.policies import boleh_kelola_akun
from instansi.services import (
    aktifkan_akun,
    beri_peran,
    buat_akun,
    cabut_peran,
    nonaktifkan_akun,
    setel_ulang_dua_langkah,
    ubah_akun,
    undang_akun,
)
from instansi.services.dua_langkah import alat_aktif
from instansi.services.kerangka import ambil
from instansi.services.pengguna import PESAN_AKUN_LUAR, akun_di
from instansi.surel import kabari_keamanan, kirim_undangan
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

_URUT = {"nama": ("nama", "username"), "akun": ("username",), "masuk": ("last_login",)}
_STATUS = [("", "Semua"), ("aktif", "Aktif"), ("nonaktif", "Tidak aktif"), ("belum", "Belum pernah masuk")]
_SARING = {
    "aktif": Q(is_active=True),
    "nonaktif": Q(is_active=False),
    "belum": Q(last_login__isnull=True, is_active=True),
}
# Where the session keeps the link of an invitation until the page after it has shown it, once.
_KUNCI_TAUTAN = "tautan_undangan"


@require_safe
def daftar(request: Permintaan, pemda: str) -> HttpResponse:
    """List the accounts: searched, filtered, sorted, paged."""
    daerah = pemda_diurus(request, pemda)
    saring = FormulirSaring(request.GET, status=[*_STATUS, *JenisPeran.choices])
    saring.fields["q"].label = "Cari nama, nama pengguna, surel, atau perangkat daerah"
    urut, kolom = urutan(request, _URUT, "akun")
    akun = akun_di(daerah).none()
    if saring.is_valid():
        akun = _disaring(akun_di(daerah), daerah, **saring.cleaned_data).order_by(*kolom)
        akun = akun.prefetch_related(Prefetch("peran", _peran_di(daerah), to_attr="peran_di_sini"))
    lengkap = konteks(daerah, "urus_akun") | {
        "form": saring,
        "page_obj": halaman_dari(request, akun),
        "urut": urut,
        "tersaring": any(saring.data.get(nama) for nama in ("q", "status")),
    }
    return render(request, "instansi/administrasi/akun.html", lengkap, status=422 if saring.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tambah(request: Permintaan, pemda: str) -> HttpResponse:
    """Create an account and invite its owner."""
    daerah = pemda_diurus(request, pemda)

    def simpan(isi: dict[str, Any]) -> str:
        perangkat = isi.pop("perangkat_daerah")
        kunci = perangkat.pk if perangkat else None
        akun = buat_akun(aktor=request.user, pemerintah_daerah_id=daerah.pk, perangkat_daerah_id=kunci, **isi)
        _undang(request, daerah, akun.pk)
        return _alamat(daerah, akun.pk)

    isian = Isian(
        "Akun baru",
        "Akun dibuat tanpa kata sandi. Pemiliknya menyetel kata sandi sendiri lewat tautan undangan.",
        tombol="Buat akun dan undang",
        batal=reverse("urus_akun", args=[daerah.slug]),
        tersimpan="Akun dibuat.",
    )
    formulir = FormulirAkunBaru(data_kirim(request), pemda=daerah)
    return halaman_isian(request, konteks(daerah, "urus_akun"), formulir, isian, simpan)


@require_safe
def rinci(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Show one account with its roles and what can be done with it."""
    daerah = pemda_diurus(request, pemda)
    akun = ambil(akun_di(daerah).select_related("jabatan__perangkat_daerah"), akun_id)
    tautan = request.session.pop(_KUNCI_TAUTAN, None)
    lengkap = konteks(daerah, "urus_akun") | {
        "akun": akun,
        "peran": _peran_di(daerah).filter(pengguna=akun),
        "terkelola": boleh_kelola_akun(request.user, akun, daerah.pk),
        "pesan_luar": PESAN_AKUN_LUAR,
        "alat": alat_aktif(akun),
        "diri_sendiri": akun.pk == request.user.pk,
        "undangan": tautan if tautan and tautan["akun"] == akun.pk else None,
    }
    return render(request, "instansi/administrasi/akun_rinci.html", lengkap)


@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Change name, e-mail and position of an account."""
    daerah = pemda_diurus(request, pemda)
    akun = ambil(akun_di(daerah), akun_id)
    if not boleh_kelola_akun(request.user, akun, daerah.pk):
        raise TidakBerhak(PESAN_AKUN_LUAR)

    def simpan(isi: dict[str, Any]) -> str:
        jabatan = isi.pop("jabatan")
        kunci = jabatan.pk if jabatan else None
        ubah_akun(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun.pk, jabatan_id=kunci, **isi)
        return _alamat(daerah, akun.pk)

    awal = {"nama": akun.nama, "email": akun.email, "jabatan": akun.jabatan_id, "versi": akun.versi}
    isian = Isian(f"Ubah akun {akun.username}", batal=_alamat(daerah, akun.pk), tersimpan="Akun disimpan.")
    dasar = konteks(daerah, "urus_akun", (akun.username, _alamat(daerah, akun.pk)))
    return halaman_isian(request, dasar, FormulirUbahAkun(data_kirim(request), akun=akun, initial=awal), isian, simpan)


@require_http_methods(["GET", "HEAD", "POST"])
def peran_tambah(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Give an account another role."""
    daerah = pemda_diurus(request, pemda)
    akun = ambil(akun_di(daerah), akun_id)

    def simpan(isi: dict[str, Any]) -> str:
        tempat = isi["perangkat_daerah"]
        beri_peran(
            aktor=request.user,
            pemerintah_daerah_id=daerah.pk,
            akun_id=akun.pk,
            jenis=isi["jenis"],
            perangkat_daerah_id=tempat.pk if tempat else None,
        )
        return _alamat(daerah, akun.pk)

    isian = Isian(
        f"Tambah peran untuk {akun.username}",
        tombol="Beri peran",
        batal=_alamat(daerah, akun.pk),
        tersimpan="Peran ditambahkan.",
    )
    dasar = konteks(daerah, "urus_akun", (akun.username, _alamat(daerah, akun.pk)))
    return halaman_isian(request, dasar, FormulirPeran(data_kirim(request), pemda=daerah), isian, simpan)


@require_POST
def peran_cabut(request: Permintaan, pemda: str, akun_id: int, peran_id: int) -> HttpResponse:
    """Take a role away."""
    daerah = pemda_diurus(request, pemda)

    def cabut() -> str:
        cabut_peran(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun_id, peran_id=peran_id)
        return "Peran dicabut."

    return jalankan(request, cabut, _alamat(daerah, akun_id))


@require_POST
def undang(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Make a new link to set a password, send it, and show it once."""
    daerah = pemda_diurus(request, pemda)
    return jalankan(request, lambda: _undang(request, daerah, akun_id), _alamat(daerah, akun_id))


@require_POST
def nonaktifkan(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Switch an account off."""
    daerah = pemda_diurus(request, pemda)

    def matikan() -> str:
        akun = nonaktifkan_akun(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun_id)
        return f"Akun {akun.username} dinonaktifkan dan sudah dikeluarkan dari semua perangkat."

    return jalankan(request, matikan, _alamat(daerah, akun_id))


@require_POST
def aktifkan(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Switch an account on again."""
    daerah = pemda_diurus(request, pemda)

    def hidupkan() -> str:
        akun = aktifkan_akun(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun_id)
        return f"Akun {akun.username} aktif kembali."

    return jalankan(request, hidupkan, _alamat(daerah, akun_id))


@require_POST
def setel_ulang_verifikasi(request: Permintaan, pemda: str, akun_id: int) -> HttpResponse:
    """Take away the second factor of a colleague who lost it, and tell him."""
    daerah = pemda_diurus(request, pemda)

    def setel_ulang() -> str:
        akun = setel_ulang_dua_langkah(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun_id)
        kabari_keamanan(akun, f"Verifikasi dua langkah disetel ulang oleh administrator {daerah}.")
        return f"Verifikasi dua langkah {akun.username} disetel ulang. Akun itu masuk lagi dengan kata sandi saja."

    return jalankan(request, setel_ulang, _alamat(daerah, akun_id))


def _undang(request: Permintaan, daerah: PemerintahDaerah, akun_id: int) -> str:
    """Invite, keep the link for the next page, and return what to say."""
    akun, uid, token = undang_akun(aktor=request.user, pemerintah_daerah_id=daerah.pk, akun_id=akun_id)
    tautan = request.build_absolute_uri(reverse("setel_sandi", args=[uid, token]))
    terkirim = kirim_undangan(akun, daerah, tautan)
    request.session[_KUNCI_TAUTAN] = {"akun": akun.pk, "tautan": tautan, "terkirim": terkirim}
    return "Tautan undangan dibuat."


def _alamat(daerah: PemerintahDaerah, akun_id: int) -> str:
    return reverse("akun_rinci", args=[daerah.slug, akun_id])


def _peran_di(daerah: PemerintahDaerah) -> Any:
    milik = Q(pemerintah_daerah=daerah) | Q(perangkat_daerah__pemerintah_daerah=daerah)
    return Peran.objects.filter(milik).select_related("perangkat_daerah", "pemerintah_daerah")


def _disaring(akun: Any, daerah: PemerintahDaerah, q: str, status: str) -> Any:
    """Return the accounts whose texts hold every word, of one state or role."""
    if q:
        # By key: joined, PostgreSQL compares the words with the accounts of the whole country first.
        akun = akun.filter(pk__in=list(akun.values_list("pk", flat=True)))
    for kata in q.split():
        tempat = Peran.objects.filter(
            Q(perangkat_daerah__nama__icontains=kata) | Q(perangkat_daerah__singkatan__icontains=kata),
            perangkat_daerah__pemerintah_daerah=daerah,
        )
        akun = akun.filter(
            Q(username__icontains=kata)
            | Q(nama__icontains=kata)
            | Q(email__icontains=kata)
            | Q(pk__in=tempat.values("pengguna"))
        )
    if status in JenisPeran.values:
        return akun.filter(pk__in=_peran_di(daerah).filter(jenis=status).values("pengguna"))
    return akun.filter(_SARING[status]) if status else akun
