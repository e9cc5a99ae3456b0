"""Pages and downloads of the papers of a tree: the list of documents, the tables, the booklet, the workbook.

The screens of Tahap 5 are in `views_tahap5`, the picture's page in `views_bagan`.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cascading.documents import nama_berkas
from cascading.exporting import tulis_buku_kerja
from cascading.tables import Tabel, semua_tabel
from instansi.api import Pengguna, Permintaan, TidakDitemukan
from naskah.api import unduh
from pohon.api import BarisPohon, ambil_pohon, baca_pohon, konteks_pohon

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What a table is called in addresses: short name and heading, in the order of the booklet.
JUDUL_TABEL = {
    "tahap-2": ("Tahap 2", "Tahap 2: CSF dan kondisi yang diperlukan"),
    "tahap-3": ("Tahap 3", "Tahap 3: uraian kondisi sampai kondisi operasional"),
    "tahap-4": ("Tahap 4", "Tahap 4: indikator kinerja"),
    "tahap-5": ("Tahap 5", "Tahap 5: komponen perencanaan dan kinerja jabatan"),
    "crosscutting": ("Crosscutting", "Crosscutting dengan perangkat daerah lain"),
}


@require_safe
def dokumen(request: Permintaan, pohon_id: int) -> HttpResponse:
    """What can be downloaded of a tree, and its tables to look at."""
    konteks = konteks_pohon(request, ambil_pohon(request.user, pohon_id), None, tahap="dokumen")
    semua = semua_tabel(konteks["rows"])
    konteks["daftar_tabel"] = [
        (kunci, judul, sum(satu.jumlah_baris for satu in _pilih(semua, kunci)))
        for kunci, (_, judul) in JUDUL_TABEL.items()
    ]
    return render(request, "cascading/dokumen.html", konteks)


@require_safe
def tabel(request: Permintaan, pohon_id: int, kunci: str) -> HttpResponse:
    """One table of the booklet as a page; Tahap 2 has one for each outcome."""
    if kunci not in JUDUL_TABEL:
        raise TidakDitemukan("Tabel ini tidak ada.")
    konteks = konteks_pohon(request, ambil_pohon(request.user, pohon_id), None, tahap="dokumen")
    konteks |= {
        "kunci": kunci,
        "judul": JUDUL_TABEL[kunci][1],
        "tabel": _pilih(semua_tabel(konteks["rows"]), kunci),
        "daftar_tabel": [(satu, satu == kunci, nama) for satu, (nama, _) in JUDUL_TABEL.items()],
        "remah": [*konteks["remah"], ("Dokumen", reverse("dokumen", args=[pohon_id]))],
    }
    return render(request, "cascading/tabel.html", konteks)


@never_cache
@require_safe
def unduh_pdf(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The booklet as PDF."""
    return unduh(request, "cascading", {"pohon": pohon_id})


@never_cache
@require_safe
def unduh_xlsx(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The tables as a workbook."""
    pohon, slug = _baca(request.user, pohon_id)
    return _unduhan(tulis_buku_kerja(pohon), TIPE_XLSX, nama_berkas(pohon, slug, ".xlsx"))


def _baca(pengguna: Pengguna, pohon_id: int) -> tuple[BarisPohon, str]:
    """Return the rows of a tree the account may see, and its owner's slug. Raises TidakDitemukan."""
    pohon = ambil_pohon(pengguna, pohon_id)
    return baca_pohon(pohon.pk), pohon.pemilik.slug


def _pilih(tabel: tuple[Tabel, ...], kunci: str) -> list[Tabel]:
    return [satu for satu in tabel if satu.kunci == kunci or satu.kunci.startswith(f"{kunci}-")]


def _unduhan(isi: bytes, tipe: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type=tipe, headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"}
    )
