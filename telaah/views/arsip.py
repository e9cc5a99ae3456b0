"""The archive of an approved version: proof that it is unchanged, and its two files for ever."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from instansi.api import GalatLayanan, Permintaan, TidakDitemukan
from naskah.api import BerkasRusak, baca_berkas
from pohon.api import ambil_pohon, konteks_pohon
from telaah.arsip import uji_persetujuan
from telaah.models import Persetujuan
from telaah.selectors import persetujuan_dari


@require_safe
def arsip(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Verify now, and show checksums and results."""
    pohon = ambil_pohon(request.user, pohon_id)
    persetujuan = _persetujuan(request, pohon_id)
    konteks = konteks_pohon(request, pohon, None, tahap="telaah")
    konteks |= {"persetujuan": persetujuan, "hasil_uji": uji_persetujuan(persetujuan)}
    return render(request, "telaah/arsip.html", konteks)


@never_cache
@require_safe
def data(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The frozen data, byte for byte what the checksum was made of."""
    persetujuan = _persetujuan(request, pohon_id)
    nama = persetujuan.buku.nama.removesuffix(".pdf") + ".json"
    return _unduhan(persetujuan.arsip.isi.encode(), "application/json", nama)


@never_cache
@require_safe
def buku(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The booklet as it was issued. A damaged file is not handed out."""
    persetujuan = _persetujuan(request, pohon_id)
    try:
        isi = baca_berkas(persetujuan.buku)
    except BerkasRusak as galat:
        raise GalatLayanan(f"{galat} Hubungi pengelola aplikasi.") from galat
    return _unduhan(isi, persetujuan.buku.tipe, persetujuan.buku.nama)


def _persetujuan(request: Permintaan, pohon_id: int) -> Persetujuan:
    """Return the approval of a tree the account may see. Raises TidakDitemukan when there is none."""
    persetujuan = persetujuan_dari(ambil_pohon(request.user, pohon_id))
    if persetujuan is None:
        raise TidakDitemukan("Versi ini belum disetujui, jadi belum ada arsipnya.")
    return persetujuan


def _unduhan(isi: bytes, tipe: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type=tipe, headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"}
    )
