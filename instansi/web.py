"""What the views of every app share: turning errors of services into form errors, messages and status codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django_htmx.middleware import HtmxDetails

from instansi.errors import Bentrok, GalatLayanan, TerlaluSering, TidakBerhak, TidakDitemukan
from instansi.kolom import FormulirPilihan
from instansi.models import Pengguna
from instansi.teks import desimal

V = TypeVar("V", bound=Callable[..., HttpResponse])


class Permintaan(HttpRequest):
    """A request of someone signed in: what every view receives, since MasukDahuluMiddleware lets no other through."""

    user: Pengguna
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Beda:
    """A field of a conflict, as people read it: what is stored now and what this person typed.

    `nilai` are the stored values as the form sends them, for whoever chooses them (`instansi.kolom.FormulirPilihan`).
    """

    nama: str
    label: str
    tersimpan: str
    tulisan: str
    nilai: tuple[str, ...] = ()
    tak_disentuh: bool = False  # this person left it as it was, so the stored value is chosen already


@dataclass(frozen=True, slots=True)
class KeteranganBentrok:
    """What `komponen/bentrok.html` shows of a conflict: message, who wrote the stored text, and the differences."""

    pesan: str
    oleh: str
    beda: tuple[Beda, ...]
    dapat_dipilih: bool = False

    @property
    def per_bidang(self) -> bool:
        """Whether each field has a choice of its own: where there are several, and the form takes such an answer."""
        return self.dapat_dipilih and len(self.beda) > 1


def tambah_galat(formulir: forms.BaseForm, galat: GalatLayanan) -> None:
    """Put an error of a service beside the form field it names, else above the form.

    An error about rights is raised again: it has a page of its own (403, 404), which no form can replace.
    """
    if isinstance(galat, TidakBerhak | TidakDitemukan):
        raise galat
    formulir.add_error(galat.kolom if galat.kolom in formulir.fields else None, galat.pesan)


def jelaskan_bentrok(
    formulir: forms.BaseForm, galat: Bentrok, tersimpan: Mapping[str, object], versi: int
) -> KeteranganBentrok:
    """Return what differs between the bound form and what is stored (values by field name, as the form shows them).

    The form keeps what was typed and takes over the stored version, so that sending it again overwrites knowingly.
    """
    data = QueryDict(mutable=True)
    data.update(formulir.data)
    data[formulir.add_prefix("versi")] = str(versi)
    beda = []
    for bidang in formulir.visible_fields():
        kini = tersimpan.get(bidang.name)
        lama, baru = (_terbaca(bidang, nilai) for nilai in (kini, bidang.value()))
        if lama != baru:
            utuh = any(
                nama in galat.semula and _terbaca(bidang, galat.semula[nama]) == baru
                for nama in (bidang.name, f"{bidang.name}_id")
            )
            beda.append(Beda(bidang.html_name, str(bidang.label), lama, baru, _terkirim(kini), utuh))
    formulir.data = data
    return KeteranganBentrok(galat.pesan, galat.oleh, tuple(beda), isinstance(formulir, FormulirPilihan))


def alamat_kembali(request: HttpRequest, bawaan: str) -> str:
    """Return the page that the form names in `kembali`, if it is a path of this application, else `bawaan`."""
    tujuan = request.POST.get("kembali", "")
    aman = tujuan.startswith("/") and url_has_allowed_host_and_scheme(tujuan, allowed_hosts={request.get_host()})
    return tujuan if aman else bawaan


def dalam_bingkai(view: V) -> V:
    """Return the view with leave to stand in a frame of our own pages; no other page may stand in any frame."""
    return cast(V, csp_replace({"frame-ancestors": [SELF]})(xframe_options_sameorigin(view)))


def halaman_galat(request: HttpRequest, galat: GalatLayanan) -> HttpResponse:
    """Answer a request whose error no form can show: a page that says what happened and leads back."""
    templat = {403: "403.html", 404: "404.html"}.get(galat.status, "galat/layanan.html")
    jawaban = render(request, templat, {"exception": galat.pesan, "pesan_galat": galat.pesan}, status=galat.status)
    if isinstance(galat, TerlaluSering):
        jawaban["Retry-After"] = str(galat.detik)
    return jawaban


def _terkirim(nilai: object) -> tuple[str, ...]:
    """Return a stored value as its field would be sent."""
    if isinstance(nilai, list | tuple):
        return tuple(map(str, nilai))
    if isinstance(nilai, date):
        return (f"{nilai:%d/%m/%Y}",)
    return (desimal(nilai) if isinstance(nilai, Decimal) else "" if nilai is None else str(nilai),)


def _terbaca(bidang: forms.BoundField, nilai: object) -> str:
    """Return a field's value as its widget shows it: labels for choices, one a line for several, numbers as here."""
    if isinstance(nilai, list | tuple):
        return "\n".join(_terbaca(bidang, satu) for satu in nilai)
    if isinstance(nilai, Decimal):
        return desimal(nilai)
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(bidang.field, forms.DateField) and isinstance(nilai, str | date) and nilai:
        return f"{bidang.field.to_python(nilai):%d/%m/%Y}"
    teks = "" if nilai is None else str(nilai).replace("\r\n", "\n").strip()
    pilihan = {str(kunci): str(label) for kunci, label in getattr(bidang.field.widget, "choices", ())}
    return pilihan.get(teks, teks)
