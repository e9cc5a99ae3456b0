"""Papers printed in the background, for the one who asked: the list, one with its progress, its file, cancel, retry."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from instansi.api import GalatLayanan, Permintaan, TidakDitemukan, hitung
from naskah import simpanan
from naskah.choices import PENETAPAN, KeadaanCetakan
from naskah.models import Cetakan
from naskah.services.cetakan import ada_pekerja, batalkan_cetakan, milik, periksa_hak, ulangi_cetakan
from naskah.unduhan import jawab_berkas

_TERBANYAK = 50


@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The papers the account has asked for, newest first."""
    semua = Cetakan.objects.filter(pengguna=request.user).order_by("-dibuat", "-pk")[:_TERBANYAK]
    konteks = {"daftar": semua, "remah": [("Beranda", reverse("beranda"))]}
    return render(request, "naskah/cetakan_daftar.html", konteks)


@never_cache
@require_safe
def lihat(request: Permintaan, cetakan_id: int) -> HttpResponse:
    """How far one is; htmx asks for the part that moves once a second, without JavaScript the page reloads itself."""
    cetakan = milik(request.user, cetakan_id)
    konteks = {
        "cetakan": cetakan,
        "tanpa_pekerja": cetakan.keadaan == KeadaanCetakan.MENUNGGU and not ada_pekerja(),
        "penetapan": cetakan.jenis == PENETAPAN,
        "hilang": cetakan.keadaan == KeadaanCetakan.SELESAI and not simpanan.ada_hasil(cetakan.kunci),
        "remah": [("Beranda", reverse("beranda")), ("Cetakan saya", reverse("cetakan_daftar"))],
    }
    return render(request, "naskah/cetakan_bagian.html" if request.htmx else "naskah/cetakan.html", konteks)


@never_cache
@require_safe
def berkas(request: Permintaan, cetakan_id: int) -> HttpResponse:
    """The printed file; whoever may no longer see what it shows gets it no more (404)."""
    cetakan = milik(request.user, cetakan_id)
    if cetakan.keadaan != KeadaanCetakan.SELESAI:
        raise TidakDitemukan("Berkas ini belum ada.")
    periksa_hak(request.user, cetakan)
    isi = simpanan.ambil_hasil(cetakan.kunci)
    if isi is None:
        return redirect("cetakan", cetakan.pk)
    return jawab_berkas(isi, cetakan.tipe, cetakan.nama_berkas)


@require_POST
def batalkan(request: Permintaan, cetakan_id: int) -> HttpResponse:
    """Stop it."""
    return redirect("cetakan", batalkan_cetakan(aktor=request.user, cetakan_id=cetakan_id).pk)


@require_POST
def ulangi(request: Permintaan, cetakan_id: int) -> HttpResponse:
    """Print it anew from the data as they are now; why it cannot be is said on its page, which leads back."""
    hitung("cetak", request.user.pk)
    try:
        cetakan = ulangi_cetakan(aktor=request.user, cetakan_id=cetakan_id)
    except GalatLayanan as galat:
        if galat.status != GalatLayanan.status:
            raise
        messages.error(request, galat.pesan)
        return redirect("cetakan", cetakan_id)
    return redirect("cetakan", cetakan.pk)
