"""The library of legal bases: of a local government for its administrator, of an agency for its planners."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.api import (
    Bentrok,
    GalatLayanan,
    PemerintahDaerah,
    PerangkatDaerah,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    jelaskan_bentrok,
    tambah_galat,
)
from naskah import services
from naskah.forms import FormulirDasar
from naskah.halaman import ambil_pemerintah, ambil_perangkat
from naskah.models import DasarHukum
from naskah.policies import boleh_urus_pustaka
from naskah.selectors import pustaka_dasar, pustaka_pemerintah

_URUT = {
    "tingkat": (),
    "terbaru": (F("tahun").desc(nulls_last=True), F("tanggal").desc(nulls_last=True), "peringkat"),
}


@dataclass(frozen=True, slots=True)
class _Pustaka:
    """A library: whose it is, the prefix of its addresses and their first argument."""

    pemilik: PemerintahDaerah | PerangkatDaerah
    nama: str
    kunci: int | str

    def url(self, langkah: str = "", dasar_id: int | None = None) -> str:
        """Return an address of the library: the list, or a step ("baru", "ubah", "hapus")."""
        kunci = [self.kunci] if dasar_id is None else [self.kunci, dasar_id]
        return reverse(f"{self.nama}_{langkah}" if langkah else self.nama, args=kunci)

    @property
    def remah(self) -> list[tuple[str, str]]:
        if isinstance(self.pemilik, PemerintahDaerah):
            slug = self.pemilik.slug
            return [("Administrasi", reverse("urus", args=[slug])), ("Naskah", reverse("urus_naskah", args=[slug]))]
        daftar = reverse("keputusan_daftar", args=[self.pemilik.pk])
        return [("Beranda", reverse("beranda")), (f"Keputusan {self.pemilik.nama}", daftar)]


@require_safe
def urus(request: Permintaan, pemda: str) -> HttpResponse:
    """The library of a local government."""
    return _daftar(request, _pemerintah(request, pemda))


@require_http_methods(["GET", "HEAD", "POST"])
def urus_isian(request: Permintaan, pemda: str, dasar_id: int | None = None) -> HttpResponse:
    """Add or change an entry of it."""
    return _isian(request, _pemerintah(request, pemda), dasar_id)


@require_POST
def urus_hapus(request: Permintaan, pemda: str, dasar_id: int) -> HttpResponse:
    """Delete an own entry of it."""
    return _hapus(request, _pemerintah(request, pemda), dasar_id)


@require_safe
def daftar(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The library of an agency: everything it may cite."""
    return _daftar(request, _perangkat(request, perangkat_id))


@require_http_methods(["GET", "HEAD", "POST"])
def isian(request: Permintaan, perangkat_id: int, dasar_id: int | None = None) -> HttpResponse:
    """Add or change an entry of it."""
    return _isian(request, _perangkat(request, perangkat_id), dasar_id)


@require_POST
def hapus(request: Permintaan, perangkat_id: int, dasar_id: int) -> HttpResponse:
    """Delete an own entry of it."""
    return _hapus(request, _perangkat(request, perangkat_id), dasar_id)


def _pemerintah(request: Permintaan, slug: str) -> _Pustaka:
    return _Pustaka(ambil_pemerintah(request, slug), "urus_dasar", slug)


def _perangkat(request: Permintaan, perangkat_id: int) -> _Pustaka:
    return _Pustaka(ambil_perangkat(request, perangkat_id), "dasar", perangkat_id)


def _semua(pustaka: _Pustaka) -> Any:
    pemilik = pustaka.pemilik
    return pustaka_pemerintah(pemilik) if isinstance(pemilik, PemerintahDaerah) else pustaka_dasar(pemilik)


def _daftar(request: Permintaan, pustaka: _Pustaka) -> HttpResponse:
    cari = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    urut = request.GET.get("urut", "")
    urut = urut if urut in _URUT else "tingkat"
    semua = _semua(pustaka)
    for kata in cari.split():
        semua = semua.filter(Q(teks__icontains=kata) | Q(nomor__icontains=kata))
    if _URUT[urut]:
        semua = semua.order_by(*_URUT[urut], "pk")
    boleh = boleh_urus_pustaka(request.user, pustaka.pemilik)
    konteks = _konteks(pustaka) | {
        "dasar": [(satu, _milik(pustaka, satu), pustaka.url("ubah", satu.pk)) for satu in semua],
        "boleh": boleh,
        "cari": cari,
        "urut": urut,
        "url_daftar": pustaka.url(),
        "url_baru": pustaka.url("baru"),
    }
    return render(request, "naskah/dasar_hukum.html", konteks)


def _isian(request: Permintaan, pustaka: _Pustaka, dasar_id: int | None) -> HttpResponse:
    if not boleh_urus_pustaka(request.user, pustaka.pemilik):
        raise TidakBerhak("Anda tidak dapat mengubah pustaka dasar hukum ini.")
    dasar = _ambil(pustaka, dasar_id) if dasar_id is not None else None
    awal = FormulirDasar.awal(dasar) if dasar else {"versi": 0}
    form = FormulirDasar(request.POST if request.method == "POST" else None, initial=awal)
    konteks = _konteks(pustaka) | {"form": form, "dasar": dasar, "batal": pustaka.url()}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _simpan(request, pustaka, dasar, form)
            except Bentrok as galat:
                status = 409
                konteks["bentrok"] = jelaskan_bentrok(form, galat, awal, dasar.versi if dasar else 0)
            except GalatLayanan as galat:
                tambah_galat(form, galat)
            else:
                messages.success(request, "Dasar hukum tersimpan.")
                return redirect(pustaka.url())
    if dasar is not None:
        konteks |= {
            "sendiri": services.milik_sendiri(dasar, pustaka.pemilik),
            "url_hapus": pustaka.url("hapus", dasar.pk),
            "milik": _milik(pustaka, dasar),
        }
    return render(request, "naskah/dasar_hukum_isian.html", konteks, status=status)


def _simpan(request: Permintaan, pustaka: _Pustaka, dasar: DasarHukum | None, form: FormulirDasar) -> None:
    if dasar is None:
        services.tambah_dasar(aktor=request.user, pemilik=pustaka.pemilik, isi=form.isi)
        return
    services.ubah_dasar(
        aktor=request.user,
        pemilik=pustaka.pemilik,
        dasar_id=dasar.pk,
        versi=form.cleaned_data["versi"],
        isi=form.isi,
    )


def _hapus(request: Permintaan, pustaka: _Pustaka, dasar_id: int) -> HttpResponse:
    dasar = _ambil(pustaka, dasar_id)
    services.hapus_dasar(aktor=request.user, pemilik=pustaka.pemilik, dasar_id=dasar_id)
    kembali = dasar.menggantikan_id is not None
    messages.success(request, "Versi semula dipakai kembali." if kembali else "Dasar hukum dihapus.")
    return redirect(pustaka.url())


def _ambil(pustaka: _Pustaka, dasar_id: int) -> DasarHukum:
    dasar: DasarHukum | None = _semua(pustaka).filter(pk=dasar_id).first()
    if dasar is None:
        raise TidakDitemukan("Dasar hukum ini tidak ada dalam pustaka.")
    return dasar


def _milik(pustaka: _Pustaka, dasar: DasarHukum) -> str:
    """Return whose entry it is, as the list says it."""
    if dasar.perangkat_daerah_id is not None:
        milik = "perangkat daerah ini"
    elif dasar.pemerintah_daerah_id is not None:
        milik = "pemerintah daerah"
    else:
        milik = "nasional"
    return f"{milik}, disesuaikan" if dasar.menggantikan_id else milik


def _konteks(pustaka: _Pustaka) -> dict[str, Any]:
    daerah = isinstance(pustaka.pemilik, PemerintahDaerah)
    return {
        "pemilik": pustaka.pemilik,
        "remah": pustaka.remah,
        "nama_instansi": pustaka.pemilik.nama,
        **({"nav_aktif": "administrasi"} if daerah else {}),
    }
