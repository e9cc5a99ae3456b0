"""What the screens of the administration share: guard, frame of a page, a form on a page of its own, a paged list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from instansi.errors import Bentrok, GalatLayanan, TidakBerhak, TidakDitemukan
from instansi.models import PemerintahDaerah
from instansi.policies import boleh_lihat_pemerintah, boleh_mengurus
from instansi.services.kerangka import PESAN_BUKAN_ADMIN
from instansi.web import Permintaan, jelaskan_bentrok, tambah_galat

BARIS_SEHALAMAN = 25
# Sections of the administration: name of the address, what people read.
_BAGIAN = (
    ("urus_akun", "Akun"),
    ("urus_perangkat", "Perangkat daerah"),
    ("urus_periode", "Periode"),
    ("urus_pemerintah", "Data daerah"),
    ("urus_naskah", "Naskah"),  # a page of the app naskah
    ("urus_impor", "Impor dan ekspor"),
    ("urus_riwayat", "Riwayat"),
)


@dataclass(frozen=True, slots=True)
class Isian:
    """A page with one form: its heading, a line above the form, the button, where "Batal" leads, what saving says."""

    judul: str
    pengantar: str = ""
    tombol: str = "Simpan"
    batal: str = ""
    tersimpan: str = "Perubahan disimpan."


def pemda_diurus(request: Permintaan, slug: str) -> PemerintahDaerah:
    """Return the local government the account administers. Raises TidakDitemukan (another's) or TidakBerhak."""
    pemda = PemerintahDaerah.objects.filter(slug=slug).first()
    if pemda is None or not boleh_lihat_pemerintah(request.user, pemda.pk):
        raise TidakDitemukan("Pemerintah daerah tidak ditemukan.")
    if not boleh_mengurus(request.user, pemda.pk):
        raise TidakBerhak(PESAN_BUKAN_ADMIN)
    return pemda


def konteks(pemda: PemerintahDaerah, bagian: str, *remah: tuple[str, str]) -> dict[str, Any]:
    """Return the context every page of the administration starts from; `bagian` names its section ("" for the home)."""
    daftar = [(nama, label, reverse(nama, args=[pemda.slug])) for nama, label in _BAGIAN]
    tempat = [(label, url) for nama, label, url in daftar if nama == bagian]
    jejak = [("Administrasi", reverse("urus", args=[pemda.slug])), *tempat, *remah]
    return {
        "pemda": pemda,
        "nama_instansi": pemda.nama,
        "nav_aktif": "administrasi",
        "bagian": [(label, url, nama == bagian) for nama, label, url in daftar],
        "remah": jejak,
    }


def halaman_isian(
    request: Permintaan,
    dasar: dict[str, Any],
    formulir: forms.BaseForm,
    isian: Isian,
    simpan: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Show a form; sent and valid, call `simpan` with its values and go to the address it returns, saying so.

    An error of the service stands beside its field, with everything typed kept (422); of what a colleague has edited
    since, both are shown to choose from (409).
    """
    bentrok = None
    if request.method == "POST" and formulir.is_valid():
        try:
            tujuan = simpan(formulir.cleaned_data)
        except Bentrok as galat:
            tersimpan = {nama.removesuffix("_id"): nilai for nama, nilai in galat.terkini.items()}
            bentrok = jelaskan_bentrok(formulir, galat, tersimpan, int(str(galat.terkini["versi"])))
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, isian.tersimpan)
            return redirect(tujuan)
    lengkap = dasar | {"form": formulir, "isian": isian, "bentrok": bentrok}
    status = 409 if bentrok else 422 if formulir.errors else 200
    return render(request, "instansi/administrasi/isian.html", lengkap, status=status)


def jalankan(request: Permintaan, layanan: Callable[[], str], tujuan: str) -> HttpResponse:
    """Do what a button asks and say what came of it on the page `tujuan`; a refusal is said there too.

    An error about rights goes on to its own page.
    """
    try:
        messages.success(request, layanan())
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
    return redirect(tujuan)


def halaman_dari(request: Permintaan, himpunan: QuerySet[Any]) -> Page[Any]:
    """Return the page of the list that `?halaman=` asks for; anything unreadable gives the first or the last."""
    return Paginator(himpunan, BARIS_SEHALAMAN).get_page(request.GET.get("halaman"))


def urutan(request: Permintaan, boleh: dict[str, tuple[str, ...]], bawaan: str) -> tuple[str, list[str]]:
    """Return the sort key in force (`?urut=`) and the columns to order by; unknown keys give the default."""
    kunci = request.GET.get("urut", bawaan)
    kunci = kunci if kunci.removeprefix("-") in boleh else bawaan
    kolom = boleh[kunci.removeprefix("-")]
    if not kunci.startswith("-"):
        return kunci, [*kolom, "pk"]
    return kunci, [*(satu.removeprefix("-") if satu.startswith("-") else f"-{satu}" for satu in kolom), "pk"]


def data_kirim(request: Permintaan) -> Any:
    """Return what a form is bound to: the sent fields, or None when the page is only shown."""
    return request.POST if request.method == "POST" else None
