"""Pasting many rows below a node: a page with the text, a preview of what becomes of it, then one saving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, tambah_galat
from pohon.choices import ANAK_SAH, JENIS_TAHAP_3
from pohon.forms import FormulirTempel
from pohon.halaman import KELAS_TINGKAT, alamat, konteks_pohon
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.rows import BarisPohon, BarisSimpul
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.services import tambah_beberapa
from pohon.uraian import CabangUraian, baca_uraian, susun_uraian


@require_http_methods(["GET", "HEAD", "POST"])
def tempel(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the page; a POST previews the pasted text, with `aksi=simpan` it saves it."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
    rows = baca_pohon(pohon.pk)
    tempat = [satu for satu in rows.simpul if set(ANAK_SAH[satu.jenis]) & set(JENIS_TAHAP_3)]
    formulir = FormulirTempel(request.POST or None, tempat=tempat, initial={"induk": request.GET.get("induk", "")})
    cabang: list[CabangUraian] = []
    if request.method == "POST" and formulir.is_valid():
        cabang = _cabang(rows, formulir)
        if request.POST.get("aksi") == "simpan" and not any(satu.masalah for satu in _urut(cabang)):
            try:
                return _simpan(request, pohon, formulir, cabang)
            except GalatLayanan as galat:
                tambah_galat(formulir, galat)
    return _tampil(request, pohon, rows, formulir, cabang)


def _cabang(rows: BarisPohon, formulir: FormulirTempel) -> list[CabangUraian]:
    induk = rows.menurut_id[formulir.cleaned_data["induk"]]
    return susun_uraian(baca_uraian(formulir.cleaned_data["teks"]), induk.jenis)


def _simpan(request: Permintaan, pohon: Pohon, formulir: FormulirTempel, cabang: list[CabangUraian]) -> HttpResponse:
    baru = tambah_beberapa(
        aktor=request.user,
        pohon_id=pohon.pk,
        induk_id=formulir.cleaned_data["induk"],
        rancangan=[satu.rancangan() for satu in cabang],
    )
    messages.success(request, f"{len(_urut(cabang))} kotak ditambahkan.")
    return redirect(alamat("tahap_3", pohon.pk, f"simpul-{baru[0].pk}"))


def _tampil(
    request: Permintaan, pohon: Pohon, rows: BarisPohon, formulir: FormulirTempel, cabang: list[CabangUraian]
) -> HttpResponse:
    konteks = konteks_pohon(request, pohon, rows, tahap="tempel")
    induk: BarisSimpul | None = rows.menurut_id.get(formulir.cleaned_data.get("induk") or 0) if cabang else None
    dasar = induk.kedalaman + 1 if induk else 0
    urut = _urut(cabang)
    konteks |= {
        "form": formulir,
        "induk": induk,
        "daftar": [
            (satu, f"kedalaman-{min(dasar + satu.kedalaman, 9)} {KELAS_TINGKAT.get(satu.jenis, '')}") for satu in urut
        ],
        "masalah": sum(bool(satu.masalah) for satu in urut),
        "halaman": alamat("tempel", pohon.pk),
    }
    return render(request, "pohon/tempel.html", konteks, status=422 if formulir.errors else 200)


def _urut(cabang: list[CabangUraian]) -> list[CabangUraian]:
    return [satu for akar in cabang for satu in akar.urut()]
