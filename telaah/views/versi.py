"""Versions: making a new one, comparing any two on screen, as PDF and as XLSX."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, TidakDitemukan
from naskah.api import unduh
from pohon.api import KELAS_TINGKAT, ambil_pohon, konteks_pohon
from telaah.banding import bandingkan_versi
from telaah.documents import judul_versi, nama_berkas_banding
from telaah.exporting import tulis_banding
from telaah.forms import FormulirVersi
from telaah.selectors import daftar_versi, dua_versi
from telaah.services import buat_versi

_PALING_DALAM = 9
TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def baru(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Make a new version of an approved tree: for its own period, or for another."""
    pohon = ambil_pohon(request.user, pohon_id)
    pemerintah = pohon.periode.pemerintah_daerah
    formulir = FormulirVersi(request.POST, periode=pemerintah.periode.all())
    if not formulir.is_valid():
        messages.error(request, "Pilih periode dari daftar.")
        return redirect("telaah", pohon_id)
    try:
        versi = buat_versi(aktor=request.user, pohon_id=pohon_id, periode=formulir.cleaned_data["periode"])
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        return redirect("telaah", pohon_id)
    messages.success(request, f"Versi {versi.nomor_versi} dibuat sebagai draf. Semua kotak dan kaitannya ikut disalin.")
    return redirect("pohon", versi.pk)


@require_safe
def banding(request: Permintaan, pohon_id: int, lain_id: int) -> HttpResponse:
    """Show the difference from one version to another."""
    baru_, lama = dua_versi(request.user, pohon_id, lain_id)
    beda = bandingkan_versi(lama, baru_)
    hanya = request.GET.get("tampil") != "semua"
    konteks = konteks_pohon(request, baru_, None, tahap="telaah")
    konteks |= {
        "lama": lama,
        "judul_lama": judul_versi(lama),
        "judul_baru": judul_versi(baru_),
        "beda": beda,
        "hanya": hanya,
        "butir": [
            (satu, f"kedalaman-{min(satu.kedalaman, _PALING_DALAM)} {KELAS_TINGKAT.get(satu.jenis, '')}")
            for satu in (beda.hanya_berubah() if hanya else beda.baris)
        ],
        "pilihan": [satu for satu in daftar_versi(baru_) if satu.pk != baru_.pk],
    }
    return render(request, "telaah/banding.html", konteks)


@never_cache
@require_safe
def banding_pdf(request: Permintaan, pohon_id: int, lain_id: int) -> HttpResponse:
    """The difference as a paper."""
    return unduh(request, "banding", {"pohon": pohon_id, "lain": lain_id})


@never_cache
@require_safe
def banding_xlsx(request: Permintaan, pohon_id: int, lain_id: int) -> HttpResponse:
    """The difference as a workbook."""
    baru_, lama = dua_versi(request.user, pohon_id, lain_id)
    isi = tulis_banding(lama, baru_, bandingkan_versi(lama, baru_))
    return _unduhan(isi, TIPE_XLSX, nama_berkas_banding(lama, baru_, ".xlsx"))


def _unduhan(isi: bytes, tipe: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type=tipe, headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"}
    )
