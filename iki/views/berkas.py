"""Papers and workbooks of the book: the PDF, the extract of one position, export and import."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from iki.exporting import tulis_buku_kerja
from iki.forms import FormulirImpor
from iki.importing import BerkasSalah, GalatSel, baca_berkas
from iki.selectors import ambil_perangkat, baca_iki
from iki.services import HasilImpor, PerluGanti, simpan_impor
from iki.views.kerangka import kiriman, konteks_iki, pastikan_boleh
from instansi.api import PerangkatDaerah, Permintaan
from naskah.api import unduh

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def buku(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The book as PDF: as it was issued, else printed now."""
    return unduh(request, "iki", {"perangkat": perangkat_id})


@never_cache
@require_safe
def kutipan(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """One position of the book as PDF: as the decree in force has it, with ?draf as the newest one does."""
    parameter = {"perangkat": perangkat_id, "jabatan": jabatan_id, "draf": "draf" in request.GET}
    return unduh(request, "iki", parameter)


@never_cache
@require_safe
def buku_kerja(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The positions as the workbook that can be imported."""
    perangkat = ambil_perangkat(request.user, perangkat_id)
    return _unduhan(tulis_buku_kerja(baca_iki(perangkat)), TIPE_XLSX, f"iki-{perangkat.slug}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def impor(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The workbook sent in: checked as a trial, or stored; errors are listed by cell."""
    konteks = konteks_iki(request, perangkat_id, halaman="impor")
    pastikan_boleh(konteks)
    form = FormulirImpor(*kiriman(request))
    galat: list[GalatSel] = []
    hasil: HasilImpor | None = None
    if request.method == "POST" and form.is_valid():
        simpan = request.POST.get("aksi") == "simpan"
        try:
            hasil = _impor(request, konteks["perangkat"], form, simpan=simpan)
        except BerkasSalah as salah:
            galat = salah.galat
        except PerluGanti as perlu:
            form.add_error("ganti", f"{perlu.pesan} Centang ini untuk menggantinya, lalu pilih lagi berkasnya.")
        if hasil is not None and simpan:
            messages.success(request, f"Tersimpan: {hasil.baru} jabatan baru, {hasil.diubah} diisi atau diganti.")
            return redirect(reverse("iki_daftar", args=[perangkat_id]))
    status = 422 if form.errors or galat else 200
    return render(
        request, "iki/impor.html", konteks | {"form": form, "galat_sel": galat, "hasil": hasil}, status=status
    )


def _impor(request: Permintaan, perangkat: PerangkatDaerah, form: FormulirImpor, *, simpan: bool) -> HasilImpor:
    """Read and store the workbook; a trial is stored too and then undone, so that it checks the same."""
    berkas = baca_berkas(form.cleaned_data["berkas"].read())
    with transaction.atomic():
        hasil = simpan_impor(
            aktor=request.user, perangkat_daerah=perangkat, berkas=berkas, ganti=form.cleaned_data["ganti"]
        )
        transaction.set_rollback(not simpan)
    return hasil


def _unduhan(isi: bytes, tipe: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type=tipe, headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"}
    )
