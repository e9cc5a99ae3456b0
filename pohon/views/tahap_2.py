"""Tahap 2: for each outcome its CSFs, each with its source and the conditions it asks for."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from instansi.api import KeteranganBentrok, Permintaan
from pohon.choices import Tahap
from pohon.forms import FormulirSumber
from pohon.halaman import alamat, konteks_pohon, temuan_menurut_simpul, temuan_umum
from pohon.models import Pohon
from pohon.rows import BarisPohon, BarisSimpul
from pohon.selectors import ambil_pohon
from pohon.setempat import jawab_setempat, tawaran_langkah
from pohon.trik import TRIK
from pohon.views.buka import buka
from pohon.views.daftar import Butir, PembuatButir
from pohon.views.kepala import awal_kepala, simpan_kepala
from pohon.views.penyuntingan import Penyuntingan

_KOLOM_SUMBER = "kolom-sumber"


@dataclass(frozen=True, slots=True)
class KelompokCSF:
    """A CSF with its conditions; without a CSF, the form of a new one."""

    csf: Butir
    kondisi: list[Butir]


@dataclass(frozen=True, slots=True)
class KelompokOutcome:
    """An outcome with its CSFs."""

    outcome: Butir
    csf: list[KelompokCSF]


@require_http_methods(["GET", "HEAD", "POST"])
def tahap_2(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show Tahap 2; a POST saves the heading of the source column."""
    pohon = ambil_pohon(request.user, pohon_id)
    if request.method != "POST":
        return buka(request, pohon, "2", tampil)
    sumber = FormulirSumber(request.POST)
    tersimpan, bentrok = simpan_kepala(request, pohon, sumber, "Tersimpan: judul kolom sumber.")
    if tersimpan and request.htmx:
        return tampil(request, ambil_pohon(request.user, pohon_id), None, None, fokus=_KOLOM_SUMBER)
    if tersimpan:
        return redirect(alamat("tahap_2", pohon.pk))
    return tampil(request, pohon, None, None, status=409 if bentrok else 422, sumber=sumber, bentrok=bentrok)


def tampil(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon | None,
    sunting: Penyuntingan | None,
    *,
    status: int = 200,
    fokus: str = "",
    utuh: bool = False,
    sumber: FormulirSumber | None = None,
    bentrok: KeteranganBentrok | None = None,
) -> HttpResponse:
    """Print the page, with a row open as a form (`sunting`) or with the heading as typed (`sumber`).

    To the quick way only its content, with `fokus` the key of the node to go to; `utuh` is of no account here.
    """
    konteks = konteks_pohon(request, pohon, rows, tahap="2")
    rows = konteks["rows"]
    if sumber is None and sunting is None and konteks["boleh_ubah"] and "sumber" in request.GET:
        sumber = FormulirSumber(initial=awal_kepala(pohon, FormulirSumber))
    temuan = temuan_menurut_simpul(konteks["temuan"], "2")
    pembuat = PembuatButir(rows, temuan, sunting)
    konteks |= {
        "sumber": sumber,
        "bentrok": bentrok,
        "sunting": sunting,
        "form": sunting.formulir if sunting else sumber,
        "kelompok": [_kelompok(rows, pembuat, satu) for satu in rows.outcome],
        "temuan_umum": temuan_umum(konteks),
        "trik": TRIK[Tahap.TAHAP_2],
        "halaman": alamat("tahap_2", pohon.pk),
        "dari": "2",
        "galat_di_baris": bool(request.htmx) and status == 422,
        # Without JavaScript another row's button would lose what is being typed in the open one.
        "aksi_tampak": konteks["boleh_ubah"] and (bool(request.htmx) or not (sunting or sumber)),
    }
    if konteks["boleh_ubah"]:
        konteks |= tawaran_langkah(request, pohon, konteks["urungkan"], konteks["halaman"])
    if request.htmx:
        tujuan = f"simpul-{fokus}" if fokus.isdecimal() else fokus
        return jawab_setempat(request, "pohon/tahap_2.html", konteks, fokus=tujuan, status=status)
    return render(request, "pohon/tahap_2.html", konteks, status=status)


def _kelompok(rows: BarisPohon, pembuat: PembuatButir, outcome: BarisSimpul) -> KelompokOutcome:
    daftar = [KelompokCSF(pembuat.butir(csf), _berbaru(rows, pembuat, csf)) for csf in rows.anak(outcome)]
    baru, tempat = pembuat.baru(), pembuat.sunting
    if baru and tempat and tempat.induk == outcome:
        letak = [satu.csf.baris for satu in daftar].index(tempat.sesudah) + 1 if tempat.sesudah else len(daftar)
        daftar.insert(letak, KelompokCSF(baru, []))
    return KelompokOutcome(pembuat.butir(outcome), daftar)


def _berbaru(rows: BarisPohon, pembuat: PembuatButir, csf: BarisSimpul) -> list[Butir]:
    """Return the conditions of a CSF, with the form of a new one where it will stand."""
    kondisi = rows.anak(csf)
    daftar = [pembuat.butir(satu) for satu in kondisi]
    baru, tempat = pembuat.baru(), pembuat.sunting
    if baru and tempat and tempat.induk == csf:
        daftar.insert(kondisi.index(tempat.sesudah) + 1 if tempat.sesudah else len(daftar), baru)
    return daftar
