"""The first page after signing in, beginning a tree, and the home of one tree."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from instansi.api import (
    GalatLayanan,
    PerangkatDaerah,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    berperan_di_pemerintah,
    boleh_menyusun,
    perangkat_sendiri,
    perangkat_terlihat,
    riwayat,
    tambah_galat,
)
from pohon.aktivitas import aktivitas
from pohon.choices import StatusPohon
from pohon.forms import FormulirCari, FormulirMulai
from pohon.halaman import alamat_bila_ada, konteks_pohon
from pohon.ringkasan import ringkas_perangkat
from pohon.selectors import ambil_pohon
from pohon.services import buat_pohon

_AKTIVITAS = 8
_SEHALAMAN = 100
_DOKUMEN = (
    ("bagan", "Bagan pohon kinerja", "Gambar pohon di layar"),
    ("dokumen", "Dokumen cascading", "Buku PDF, tabel, dan lembar kerja"),
    ("iki", "Indikator kinerja individu", "Sasaran dan indikator setiap jabatan"),
    ("cascading_pdf", "Unduh buku cascading (PDF)", "Semua tabel dan gambar dalam satu berkas"),
    ("cascading_xlsx", "Unduh tabel (XLSX)", "Tabel yang sama sebagai lembar kerja"),
)


@require_safe
def beranda(request: Permintaan) -> HttpResponse:
    """Show what the account works on: many agencies, its own agency's tree, or the way to begin one."""
    if berperan_di_pemerintah(request.user):
        return _daftar_perangkat(request)
    perangkat = list(perangkat_sendiri(request.user).order_by("nama"))
    daftar = ringkas_perangkat(perangkat)
    if len(perangkat) == 1 and len(daftar[0].pohon) == 1:
        return redirect("pohon", daftar[0].pohon[0].pk)
    dapat_mulai = {satu.pk for satu in perangkat if boleh_menyusun(request.user, satu)}
    konteks = {"nav_aktif": "beranda", "daftar": daftar, "dapat_mulai": dapat_mulai}
    return render(request, "pohon/beranda.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def mulai_pohon(request: Permintaan, pk: int) -> HttpResponse:
    """Begin a tree of an agency."""
    perangkat = _perangkat_disusun(request, pk)
    periode = perangkat.pemerintah_daerah.periode.all()
    awal = {"tahun": timezone.localdate().year, "periode": periode.first()}
    formulir = FormulirMulai(request.POST or None, periode=periode, initial=awal)
    if request.method == "POST" and formulir.is_valid():
        try:
            pohon = buat_pohon(aktor=request.user, perangkat_daerah=perangkat, **formulir.cleaned_data)
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            messages.success(request, "Pohon kinerja dimulai. Isi Tahap 1 lebih dahulu.")
            return redirect("tahap_1", pohon.pk)
    konteks = {"form": formulir, "perangkat": perangkat, "nama_instansi": perangkat.nama, "ada_periode": periode}
    return render(request, "pohon/mulai.html", konteks, status=422 if formulir.errors else 200)


@require_safe
def pohon(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the home of one tree: stages, what it is about, documents, recent activity."""
    satu = ambil_pohon(request.user, pohon_id)
    konteks = konteks_pohon(request, satu, None, tahap="beranda")
    # The local government itself has no positions, so its own tree has no book of them.
    dokumen = [
        (alamat_bila_ada(nama, satu.pk), judul, isi)
        for nama, judul, isi in _DOKUMEN
        if nama != "iki" or satu.perangkat_daerah_id
    ]
    konteks |= {
        "tugas": [_tugas(tahap) for tahap in konteks["tahap"]],
        "dokumen": [tiga for tiga in dokumen if tiga[0]],
        "aktivitas": aktivitas(riwayat(satu.wadah)[:_AKTIVITAS]),
        "dapat_impor": satu.status == StatusPohon.DRAF and konteks["boleh_ubah"],
        "dapat_mulai": satu.perangkat_daerah is not None and boleh_menyusun(request.user, satu.perangkat_daerah),
    }
    return render(request, "pohon/pohon.html", konteks)


def _daftar_perangkat(request: Permintaan) -> HttpResponse:
    """The table of all agencies a reviewer or administrator may see; three queries whatever its length."""
    cari = FormulirCari(request.GET)
    perangkat = perangkat_terlihat(request.user).order_by("nama")
    kata = cari.cleaned_data["q"] if cari.is_valid() else ""
    for satu in kata.split():
        perangkat = perangkat.filter(nama__icontains=satu) | perangkat.filter(singkatan__icontains=satu)
    halaman = Paginator(perangkat, _SEHALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "nav_aktif": "beranda",
        "form": cari,
        "kata": kata,
        "page_obj": halaman,
        "daftar": ringkas_perangkat(halaman.object_list) if cari.is_valid() else [],
    }
    return render(request, "pohon/daftar_perangkat.html", konteks, status=422 if cari.errors else 200)


def _perangkat_disusun(request: Permintaan, pk: int) -> PerangkatDaerah:
    """Return the agency the account plans for. Raises TidakDitemukan or TidakBerhak."""
    perangkat = perangkat_terlihat(request.user).filter(pk=pk).first()
    if perangkat is None:
        raise TidakDitemukan("Perangkat daerah tidak ditemukan.")
    if not boleh_menyusun(request.user, perangkat):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat memulai pohon kinerja.")
    return perangkat


def _tugas(tahap: dict[str, object]) -> dict[str, object]:
    """Turn a stage of the bar into a line of the task list, with its count and what is to be mended."""
    maju = tahap["kemajuan"]
    perbaikan = maju.galat + maju.peringatan  # type: ignore[attr-defined]
    keterangan = [str(tahap["jumlah"])] if tahap["jumlah"] else []
    if perbaikan:
        keterangan.append(f"{perbaikan} perlu dicek")
    return {
        "nomor": tahap["nomor"],
        "judul": tahap["judul"],
        "url": tahap["url"],
        "keterangan": " · ".join(keterangan),
        "status": tahap["status"],
        "status_teks": tahap["status_teks"],
    }
