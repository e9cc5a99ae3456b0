"""Changing one node from any page: add, edit, move, delete. Each answers with the page it was asked from.

Success redirects to the row (post, redirect, get); the quick editor is answered at once, in one round trip. What cannot
be saved comes back on the same page with the row open,
the text as typed and the reason beside it: 422, or 409 with both texts when someone else was faster.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import Bentrok, GalatLayanan, Permintaan, tambah_galat
from pohon.choices import ANAK_SAH, JenisSimpul
from pohon.forms import FORMULIR_TAMBAH, FORMULIR_UBAH, FormulirPindah, FormulirSimpul, FormulirUraian
from pohon.halaman import alamat, alamat_simpul
from pohon.models import Pohon
from pohon.rows import BarisPohon
from pohon.selectors import ambil_pohon, baca_pohon, tempat_simpul
from pohon.services import hapus_simpul, pecah_simpul, pindah_ke, pindah_simpul, tambah_beberapa
from pohon.services.sunting import PESAN_HILANG
from pohon.views import tahap_1, tahap_2, tahap_3
from pohon.views.penyuntingan import (
    halaman_simpul,
    letak_sah,
    susun_pindah,
    susun_tambah,
    susun_ubah,
    susun_yatim,
    tandai_bentrok,
)

_PENAMPIL: dict[str, Callable[..., HttpResponse]] = {
    "1": tahap_1.tampil,
    "2": tahap_2.tampil,
    "3": tahap_3.tampil,
}
_CEPAT = ("1", "2", "3")  # pages that are answered in place, in one round trip
_LANGKAH = {"naik": "ke atas", "turun": "ke bawah", "masuk": "ke dalam", "keluar": "ke luar"}


@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Save a node's form; a GET opens it on its page."""
    dari = _dari(request)
    if request.method == "GET":
        return redirect(alamat(f"tahap_{dari}", pohon_id, "id_pernyataan", ubah=simpul_id))
    pohon = ambil_pohon(request.user, pohon_id)
    tempat = tempat_simpul(pohon.pk, simpul_id)
    dari = halaman_simpul(dari, tempat[0]) if tempat else dari
    formulir = (FORMULIR_UBAH[tempat[0]] if tempat else FormulirUraian)(request.POST)
    bentrok = None
    if tempat and formulir.is_valid():
        try:
            return _simpan_ubah(request, pohon, simpul_id, formulir, dari)
        except Bentrok as galat:
            bentrok = galat
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    baris = rows.menurut_id.get(simpul_id)
    if baris is None:
        return _tampil_yatim(request, pohon, rows, dari, alamat_simpul("simpul_ubah", pohon.pk, simpul_id), formulir)
    sunting = susun_ubah(pohon, rows, baris, dari, formulir)
    if bentrok:
        tandai_bentrok(sunting, bentrok)
    return _PENAMPIL[dari](request, pohon, rows, sunting, status=409 if bentrok else 422)


@require_POST
def tambah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Save a new node (or several) under a parent, after a sibling or last."""
    pohon, dari = ambil_pohon(request.user, pohon_id), _dari(request)
    induk_id, sesudah_id = _kunci(request, "induk"), _kunci(request, "sesudah")
    jenis_induk = _jenis_induk(pohon, request.POST.get("induk", ""), induk_id, dari)
    calon = ANAK_SAH[jenis_induk] if jenis_induk else ()
    dari = halaman_simpul(dari, calon[0]) if calon else dari
    formulir = (FORMULIR_TAMBAH[calon[0]] if calon else FormulirUraian)(request.POST)
    if calon and formulir.is_valid():
        try:
            return _simpan_baru(request, pohon, induk_id, sesudah_id, formulir, dari)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    induk = rows.menurut_id.get(induk_id or 0)
    sesudah = rows.menurut_id.get(sesudah_id or 0)
    hilang = (induk_id and induk is None) or (sesudah_id and sesudah is None)
    if not calon or hilang or not letak_sah(induk, sesudah):
        return _tampil_yatim(request, pohon, rows, dari, alamat("simpul_tambah", pohon.pk), formulir)
    return _PENAMPIL[dari](request, pohon, rows, susun_tambah(pohon, rows, induk, sesudah, dari, formulir), status=422)


@require_POST
def pindah(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Move a node one step, or last under another parent."""
    pohon, dari = ambil_pohon(request.user, pohon_id), _dari(request)
    formulir = FormulirPindah(request.POST)
    if formulir.is_valid():
        try:
            return _simpan_pindah(request, pohon, simpul_id, formulir, dari)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    rows = baca_pohon(pohon.pk)
    baris = rows.menurut_id.get(simpul_id)
    if baris is None or request.POST.get("arah") or request.POST.get("acuan"):
        for pesan in formulir.errors.values():
            messages.error(request, " ".join(map(str, pesan)))
        return _PENAMPIL[dari](request, pohon, rows, None, status=422)
    return _PENAMPIL[dari](request, pohon, rows, susun_pindah(rows, baris, dari, formulir), status=422)


@require_POST
def hapus(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Delete a node with its branch; the page offers to undo it."""
    pohon, dari = ambil_pohon(request.user, pohon_id), _dari(request)
    tempat = tempat_simpul(pohon.pk, simpul_id)
    try:
        hapus_simpul(aktor=request.user, pohon_id=pohon.pk, simpul_ids=[simpul_id])
    except GalatLayanan as galat:
        if galat.status != GalatLayanan.status:
            raise
        messages.error(request, galat.pesan)
        return _PENAMPIL[dari](request, pohon, None, None, status=galat.status)
    # The quick editor goes on to the row that has taken the place of the deleted one.
    return _selesai(request, pohon, dari, tempat[1] if tempat and not request.htmx else None)


def _selesai(request: Permintaan, pohon: Pohon, dari: str, kunci: int | None) -> HttpResponse:
    """Return to the page, at a row."""
    if request.htmx and dari in _CEPAT:
        return _PENAMPIL[dari](request, pohon, None, None, fokus=str(kunci or ""))
    return redirect(alamat(f"tahap_{dari}", pohon.pk, f"simpul-{kunci}" if kunci else ""))


def _simpan_ubah(
    request: Permintaan, pohon: Pohon, simpul_id: int, formulir: FormulirSimpul, dari: str
) -> HttpResponse:
    hasil = pecah_simpul(
        aktor=request.user,
        pohon_id=pohon.pk,
        simpul_id=simpul_id,
        versi=formulir.cleaned_data["versi"] or 0,
        isi=[satu.isi for satu in formulir.rancangan()],
        jenis=formulir.jenis_simpul if isinstance(formulir, FormulirUraian) else None,
    )
    messages.success(request, _kabar("Tersimpan", [satu.pernyataan for satu in hasil]))
    return _selesai(request, pohon, dari, simpul_id)


def _simpan_baru(
    request: Permintaan,
    pohon: Pohon,
    induk_id: int | None,
    sesudah_id: int | None,
    formulir: FormulirSimpul,
    dari: str,
) -> HttpResponse:
    """Save and go to the new row, or with "simpan dan tambah lagi" to an empty form after it."""
    hasil = tambah_beberapa(
        aktor=request.user,
        pohon_id=pohon.pk,
        induk_id=induk_id,
        rancangan=formulir.rancangan(),
        sesudah_id=sesudah_id,
    )
    messages.success(request, _kabar("Ditambahkan", [satu.pernyataan for satu in hasil]))
    if not request.POST.get("lagi"):
        return _selesai(request, pohon, dari, hasil[0].pk)
    if request.htmx and dari in _CEPAT:
        rows = baca_pohon(pohon.pk)
        lagi = susun_tambah(pohon, rows, rows.menurut_id.get(induk_id or 0), rows.menurut_id[hasil[-1].pk], dari)
        return _PENAMPIL[dari](request, pohon, rows, lagi, fokus="baru", utuh=True)
    tujuan = {"tambah": induk_id or "outcome", "sesudah": hasil[-1].pk}
    return redirect(alamat(f"tahap_{dari}", pohon.pk, "id_pernyataan", **tujuan))


def _simpan_pindah(
    request: Permintaan, pohon: Pohon, simpul_id: int, formulir: FormulirPindah, dari: str
) -> HttpResponse:
    arah = formulir.cleaned_data["arah"]
    if arah:
        hasil = pindah_simpul(aktor=request.user, pohon_id=pohon.pk, simpul_id=simpul_id, arah=arah)
    else:
        induk_id, sesudah_id = _tujuan(baca_pohon(pohon.pk), simpul_id, formulir)
        hasil = pindah_ke(
            aktor=request.user, pohon_id=pohon.pk, simpul_id=simpul_id, induk_id=induk_id, sesudah_id=sesudah_id
        )
    kabar = f"Dipindahkan {_LANGKAH.get(arah, 'ke tempat baru')}."
    if hasil.jenis_berubah:
        kabar += f" Jenis {hasil.jenis_berubah} kotak disesuaikan dengan tempatnya."
    messages.success(request, kabar)
    return _selesai(request, pohon, dari, simpul_id)


def _tujuan(rows: BarisPohon, simpul_id: int, formulir: FormulirPindah) -> tuple[int, int | None]:
    """Return (parent, sibling to stand after or None for first) of the place the form names.

    Raises GalatLayanan when it names none, or one that is gone.
    """
    isi = formulir.cleaned_data
    if isi["acuan"] is None:
        if isi["induk"] is None:
            raise GalatLayanan("Tempat baru belum dipilih.", kolom="induk")
        return isi["induk"], _anak_terakhir(rows, isi["induk"], simpul_id)
    acuan = rows.menurut_id.get(isi["acuan"])
    if acuan is None:
        raise GalatLayanan(PESAN_HILANG)
    if isi["letak"] == "anak":
        return acuan.id, _anak_terakhir(rows, acuan.id, simpul_id)
    if isi["letak"] == "sesudah":
        return acuan.induk_id, acuan.id
    saudara = [satu.id for satu in rows.simpul if satu.induk_id == acuan.induk_id and satu.id != simpul_id]
    tempat = saudara.index(acuan.id) if acuan.id in saudara else 0
    return acuan.induk_id, saudara[tempat - 1] if tempat else None


def _anak_terakhir(rows: BarisPohon, induk_id: int, kecuali: int) -> int | None:
    anak = [satu.id for satu in rows.simpul if satu.induk_id == induk_id and satu.id != kecuali]
    return anak[-1] if anak else None


def _tampil_yatim(
    request: Permintaan, pohon: Pohon, rows: BarisPohon, dari: str, url: str, formulir: FormulirSimpul
) -> HttpResponse:
    sunting = susun_yatim(pohon, url, dari, formulir)
    return _PENAMPIL[dari](request, pohon, rows, sunting, status=422)


def _jenis_induk(pohon: Pohon, tertulis: str, induk_id: int | None, dari: str) -> JenisSimpul | None:
    """Return the kind of the parent named in the form; None when it is missing, gone or forged.

    Only Tahap 1 names none: its new node is an outcome, which stands under the root.
    """
    if not tertulis:
        return JenisSimpul.AKAR if dari == "1" else None
    tempat = tempat_simpul(pohon.pk, induk_id) if induk_id else None
    return tempat[0] if tempat else None


def _kunci(request: Permintaan, nama: str) -> int | None:
    nilai = request.POST.get(nama, "")
    return int(nilai) if nilai.isdecimal() and len(nilai) < 19 else None


def _dari(request: Permintaan) -> str:
    """Return the stage whose page asked; Tahap 3 shows every node."""
    dari = request.POST.get("dari") or request.GET.get("dari", "")
    return dari if dari in _PENAMPIL else "3"


def _kabar(kata: str, pernyataan: list[str]) -> str:
    if len(pernyataan) > 1:
        return f"{kata}: {len(pernyataan)} kotak."
    teks = pernyataan[0]
    return f"{kata}: {teks[:80]}{'…' if len(teks) > 80 else ''}"
