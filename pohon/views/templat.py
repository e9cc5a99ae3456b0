"""The template workbook: downloading it, sending it back, the preview with its decisions, the file with its faults."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from instansi.api import Bentrok, GalatLayanan, Permintaan, TidakBerhak
from pohon.forms_impor import FormulirTemplat
from pohon.halaman import alamat, konteks_pohon
from pohon.importing import GalatBerkas
from pohon.importing.unggahan import Unggahan, ambil_unggahan, hapus_unggahan, simpan_unggahan
from pohon.models import Pohon
from pohon.policies import boleh_susun, dapat_diubah
from pohon.rows import BarisPohon
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.services.penerapan import terapkan_perubahan
from pohon.templat.baca import baca_templat
from pohon.templat.galat import tandai_galat
from pohon.templat.isi import Kamus, isi_pohon
from pohon.templat.rencana import Rencana, susun_rencana
from pohon.templat.tulis import tulis_templat

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def unduh(request: Permintaan, pohon_id: int) -> HttpResponse:
    """The workbook of this tree; `kosong` leaves the rows out."""
    pohon = ambil_pohon(request.user, pohon_id)
    rows, kamus = baca_pohon(pohon.pk), Kamus(pohon)
    kosong = "kosong" in request.GET
    isi = tulis_templat(rows, isi_pohon(rows, kamus), kamus, kosong=kosong)
    return _berkas(isi, f"templat-{pohon.pemilik.slug}-{rows.periode_mulai}{'-kosong' if kosong else ''}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Offer the workbook; take one back and go on to its preview, or say beside the field why it cannot be read."""
    pohon = ambil_pohon(request.user, pohon_id)
    formulir = FormulirTemplat(request.POST, request.FILES) if request.method == "POST" else FormulirTemplat()
    if request.method == "POST":
        _pastikan_boleh(request, pohon)
    if formulir.is_valid():
        berkas = formulir.cleaned_data["berkas"]
        isi = berkas.read()
        try:
            baca_templat(isi)
        except GalatBerkas as galat:
            formulir.add_error("berkas", str(galat))
        else:
            kunci = simpan_unggahan(pengguna_id=request.user.pk, pohon_id=pohon.pk, nama=berkas.name, isi=isi)
            return redirect("templat_pratinjau", pohon.pk, kunci)
    konteks = konteks_pohon(request, pohon, None, tahap="impor") | {"form": formulir}
    return render(request, "pohon/templat.html", konteks, status=422 if formulir.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pratinjau(request: Permintaan, pohon_id: int, kunci: UUID) -> HttpResponse:
    """Show what the workbook changes; a POST shows it again with the decisions made, or stores it."""
    pohon, unggahan = _unggahan(request, pohon_id, kunci)
    rows = baca_pohon(pohon.pk)
    rencana, hapus, pakai = _rencana(request, unggahan, pohon, rows)
    pesan, status = "", 200
    if request.method == "POST" and request.POST.get("aksi") == "simpan":
        if rencana.galat:
            pesan = "Perbaiki dahulu yang tertera di bawah pada berkasnya, lalu unggah lagi."
        elif request.POST.get("rev") != str(rows.rev):
            pesan = (
                "Pohon kinerja ini berubah sejak pratinjau ditampilkan. Periksa pratinjau yang baru, lalu simpan lagi."
            )
        else:
            try:
                return _simpan(request, pohon, unggahan, rencana)
            except Bentrok as galat:
                pesan = galat.pesan
            except GalatLayanan as galat:
                if galat.status != GalatLayanan.status:
                    raise
                pesan = galat.pesan
        status = 422
    konteks = konteks_pohon(request, pohon, rows, tahap="impor")
    konteks |= {"unggahan": unggahan, "rencana": rencana, "hapus": hapus, "pakai": pakai, "pesan_galat": pesan}
    konteks["semua_dihapus"] = bool(rencana.hilang) and all(satu.kunci in hapus for satu in rencana.hilang)
    return render(request, "pohon/templat_pratinjau.html", konteks, status=status)


@never_cache
@require_safe
def galat(request: Permintaan, pohon_id: int, kunci: UUID) -> HttpResponse:
    """The user's own file with every fault marked."""
    pohon, unggahan = _unggahan(request, pohon_id, kunci)
    rencana, _, _ = _rencana(request, unggahan, pohon, baca_pohon(pohon.pk))
    nama = unggahan.nama.removesuffix(".xlsx")
    return _berkas(tandai_galat(unggahan.isi, rencana.galat), f"{nama}-galat.xlsx")


def _unggahan(request: Permintaan, pohon_id: int, kunci: UUID) -> tuple[Pohon, Unggahan]:
    pohon = ambil_pohon(request.user, pohon_id)
    _pastikan_boleh(request, pohon)
    return pohon, ambil_unggahan(kunci=kunci, pengguna_id=request.user.pk, pohon_id=pohon.pk)


def _pastikan_boleh(request: Permintaan, pohon: Pohon) -> None:
    """Raise TidakBerhak or GalatLayanan unless this person may change this tree now."""
    if not boleh_susun(request.user, pohon):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengunggah templat.")
    if not dapat_diubah(pohon):
        raise GalatLayanan(f"Pohon kinerja berstatus {pohon.get_status_display()} dan tidak dapat diubah.")


def _rencana(
    request: Permintaan, unggahan: Unggahan, pohon: Pohon, rows: BarisPohon
) -> tuple[Rencana, set[str], set[str]]:
    """Return the plan with the decisions sent, and those: which missing rows go, where the file wins."""
    try:
        buku = baca_templat(unggahan.isi)
    except GalatBerkas as galat:
        raise GalatLayanan(str(galat)) from galat
    hapus, pakai = set(request.POST.getlist("hapus")), set(request.POST.getlist("pakai"))
    rencana = susun_rencana(buku, pohon, rows, hapus=hapus, pakai=pakai)
    if "hapus_semua" in request.POST:
        hapus = {satu.kunci for satu in rencana.hilang}
        rencana = susun_rencana(baca_templat(unggahan.isi), pohon, rows, hapus=hapus, pakai=pakai)
    return rencana, hapus, pakai


def _simpan(request: Permintaan, pohon: Pohon, unggahan: Unggahan, rencana: Rencana) -> HttpResponse:
    terapkan_perubahan(
        aktor=request.user,
        pohon_id=pohon.pk,
        rev=rencana.rev,
        perubahan=rencana.perubahan,
        ringkas=f"{rencana.ringkas} ({unggahan.nama})"[:300],
    )
    hapus_unggahan(unggahan.kunci)
    messages.success(request, f"Tersimpan. {rencana.ringkas}.")
    return redirect(alamat("tahap_3", pohon.pk))


def _berkas(isi: bytes, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type=TIPE_XLSX, headers={"Content-Disposition": content_disposition_header(True, nama) or ""}
    )
