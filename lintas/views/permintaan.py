"""Requests of the account's agencies: asked of them, asked by them, and one request with its answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from instansi.api import Bentrok, GalatLayanan, Permintaan, TidakBerhak, riwayat, tambah_galat
from lintas.forms import FormulirBaru, FormulirSaja, FormulirTaut, FormulirTolak
from lintas.halaman import konteks_lintas
from lintas.riwayat import kalimat
from lintas.selectors import (
    PilihanJawaban,
    ambil_permintaan,
    daftar_permintaan,
    identitas,
    nama_tertulis,
    pilihan_jawaban,
    pohon_peminta,
    urut_kerja,
)
from pohon.api import (
    Kata,
    Sisi,
    StatusPermintaan,
    batalkan,
    boleh_lihat,
    kata_terbuka,
    nyatakan_sesuai,
    sisi_permintaan,
    terima,
    terima_baru,
    tolak,
)
from pohon.api import Permintaan as PermintaanCrosscutting

_KABAR = {
    "taut": "Permintaan diterima dan ditautkan.",
    "baru": "Permintaan diterima dengan kotak baru. Kotak itu dapat diurungkan di Tahap 3.",
    "tolak": "Permintaan ditolak.",
    "batalkan": "Jawaban ditarik. Permintaan menunggu jawaban lagi.",
    "sesuai": "Dinyatakan masih sesuai.",
}


@require_safe
def masuk(request: Permintaan) -> HttpResponse:
    """What the account's agencies were asked; accounts of the planning board alone go to the matrix."""
    return _daftar(request, Sisi.PENJAWAB, "masuk")


@require_safe
def keluar(request: Permintaan) -> HttpResponse:
    """What the account's agencies ask of others."""
    return _daftar(request, Sisi.PEMINTA, "keluar")


@require_http_methods(["GET", "HEAD", "POST"])
def satu(request: Permintaan, permintaan_id: int) -> HttpResponse:
    """One request: both nodes with their places, its history, and what this account may say to it."""
    permintaan = ambil_permintaan(request.user, permintaan_id)
    aksi = request.POST.get("aksi", "")
    if request.method == "POST":
        if not sisi_permintaan(request.user, permintaan):
            raise TidakBerhak("Hanya perencana perangkat daerah yang diminta yang dapat menjawab permintaan ini.")
        formulir = _formulir(permintaan, pilihan_jawaban(permintaan), request.POST, aksi)
        bentrok = False
        if aksi in formulir and formulir[aksi].is_valid():
            try:
                _JAWAB[aksi](request, permintaan, formulir[aksi].cleaned_data)
            except Bentrok as galat:
                bentrok = True
                permintaan = ambil_permintaan(request.user, permintaan_id)
                _segarkan(formulir[aksi], permintaan.versi)
                messages.error(request, galat.pesan)
            except GalatLayanan as galat:
                tambah_galat(formulir[aksi], galat)
            else:
                messages.success(request, _KABAR[aksi])
                return redirect("permintaan", permintaan_id)
        konteks = _konteks(request, permintaan, formulir)
        konteks |= {"form": formulir.get(aksi), "aksi": aksi}
        return render(request, "lintas/permintaan.html", konteks, status=409 if bentrok else 422)
    return render(request, "lintas/permintaan.html", _konteks(request, permintaan, {}))


def _daftar(request: Permintaan, sisi: Sisi, tab: str) -> HttpResponse:
    konteks = konteks_lintas(request, tab)
    tabs = [url for label, url, aktif in konteks["tab_lintas"]]
    if tabs and not any(aktif for _, _, aktif in konteks["tab_lintas"]):
        return redirect(tabs[0])
    konteks |= {
        "sisi": sisi.value,
        "daftar": urut_kerja(list(daftar_permintaan(request.user, sisi)), sisi),
        "nama_tertulis": nama_tertulis(request.user) if sisi is Sisi.PEMINTA else [],
    }
    return render(request, "lintas/daftar.html", konteks)


def _konteks(
    request: Permintaan, permintaan: PermintaanCrosscutting, formulir: dict[str, forms.Form]
) -> dict[str, Any]:
    status, sisi = StatusPermintaan(permintaan.status), sisi_permintaan(request.user, permintaan)
    boleh = {kata for satu_sisi in sisi for kata in kata_terbuka(status, satu_sisi)}
    if Kata.TERIMA in boleh and not formulir:
        formulir = _formulir(permintaan, pilihan_jawaban(permintaan))
    elif not formulir:
        formulir = _formulir(permintaan, PilihanJawaban((), (), ()))
    pohon = pohon_peminta(permintaan)
    return konteks_lintas(request, "keluar" if sisi == {Sisi.PEMINTA} else "masuk") | {
        "permintaan": permintaan,
        "boleh": {kata.value for kata in boleh},
        "formulir": formulir,
        "riwayat": [kalimat(entri) for entri in riwayat(permintaan.wadah)],
        "pohon_peminta": pohon if pohon is not None and boleh_lihat(request.user, pohon) else None,
    }


def _formulir(
    permintaan: PermintaanCrosscutting, pilihan: PilihanJawaban, data: Any = None, aksi: str = ""
) -> dict[str, forms.Form]:
    """Return the forms by what they do; only the one that was sent is bound."""
    awal = {"versi": permintaan.versi}
    kirim = {nama: data if nama == aksi else None for nama in _JAWAB}
    return {
        "taut": FormulirTaut(kirim["taut"], initial=awal, prefix="taut", usulan=pilihan.usulan, simpul=pilihan.simpul),
        "baru": FormulirBaru(
            kirim["baru"], initial={**awal, "pernyataan": permintaan.pernyataan}, prefix="baru", induk=pilihan.induk
        ),
        "tolak": FormulirTolak(kirim["tolak"], initial=awal, prefix="tolak"),
        "batalkan": FormulirSaja(kirim["batalkan"], initial=awal, prefix="batalkan"),
        "sesuai": FormulirSaja(kirim["sesuai"], initial=awal, prefix="sesuai"),
    }


def _segarkan(formulir: forms.Form, versi: int) -> None:
    """Let a form that came too late carry the stored version, so that sending it again is a decision."""
    data = QueryDict(mutable=True)
    data.update(formulir.data)
    data[formulir.add_prefix("versi")] = str(versi)
    formulir.data = data


def _taut(request: Permintaan, permintaan: PermintaanCrosscutting, isian: dict[str, Any]) -> None:
    simpul = identitas(isian["simpul"])
    if simpul is None:
        raise GalatLayanan("Pilih kotak dari pohon kinerja perangkat daerah Anda.", kolom="simpul")
    terima(aktor=request.user, permintaan_id=permintaan.pk, versi=isian["versi"], simpul=simpul)


def _baru(request: Permintaan, permintaan: PermintaanCrosscutting, isian: dict[str, Any]) -> None:
    pohon_id, induk_id = isian["induk"]
    terima_baru(
        aktor=request.user,
        permintaan_id=permintaan.pk,
        versi=isian["versi"],
        pohon_id=pohon_id,
        induk_id=induk_id,
        pernyataan=isian["pernyataan"],
    )


def _tolak(request: Permintaan, permintaan: PermintaanCrosscutting, isian: dict[str, Any]) -> None:
    tolak(aktor=request.user, permintaan_id=permintaan.pk, versi=isian["versi"], alasan=isian["alasan"])


def _batalkan(request: Permintaan, permintaan: PermintaanCrosscutting, isian: dict[str, Any]) -> None:
    batalkan(aktor=request.user, permintaan_id=permintaan.pk, versi=isian["versi"])


def _sesuai(request: Permintaan, permintaan: PermintaanCrosscutting, isian: dict[str, Any]) -> None:
    nyatakan_sesuai(aktor=request.user, permintaan_id=permintaan.pk, versi=isian["versi"])


_JAWAB: dict[str, Callable[[Permintaan, PermintaanCrosscutting, dict[str, Any]], None]] = {
    "taut": _taut,
    "baru": _baru,
    "tolak": _tolak,
    "batalkan": _batalkan,
    "sesuai": _sesuai,
}
