"""The grids of an agency: targets, a year's realisation, budgets; tables pasted or sent as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from instansi.api import GalatLayanan, Permintaan
from pk import services
from pk.choices import BARIS_SEHALAMAN
from pk.exporting import lembar_kerja
from pk.forms import FormulirBuku, FormulirTempel, SelAnggaran, baca_anggaran_kiriman
from pk.importing import Bacaan, baca_buku_kerja, baca_tempelan
from pk.isian import IsianTarget
from pk.kisi import BarisKisi, Kiriman, Kolom, baca_kiriman, kolom_realisasi, kolom_target, susun_kisi, tandai_bentrok
from pk.lingkup import baca_lingkup
from pk.rows import BarisTarget
from pk.rules import Temuan, periksa_baris
from pk.selectors import baca_anggaran
from pk.views.kerangka import alamat, konteks_pk, pastikan_boleh
from pohon.api import Arah


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Baseline and targets of every indicator over the period."""
    konteks = konteks_pk(request, perangkat_id, "pk_target")
    daftar = konteks["daftar"]
    temuan = {satu.identitas: periksa_baris(satu, daftar.tahun) for satu in daftar.baris}
    konteks |= {"jenis": "target", "banyak_temuan": sum(map(len, temuan.values()))}
    return _kisi(request, konteks, kolom_target(daftar), temuan)


@require_http_methods(["GET", "HEAD", "POST"])
def realisasi(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """Plan of action by quarter and realisation of a year, with achievement and light."""
    konteks = konteks_pk(request, perangkat_id, "pk_realisasi") | {"jenis": "realisasi"}
    return _kisi(request, konteks, kolom_realisasi(konteks["tahun"]), {})


@require_http_methods(["GET", "HEAD", "POST"])
def anggaran(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The budget of every programme, kegiatan and sub kegiatan of a year."""
    konteks = konteks_pk(request, perangkat_id, "pk_anggaran")
    lingkup, tahun = konteks["lingkup"], konteks["tahun"]
    baris = [SelAnggaran(satu) for satu in baca_anggaran(lingkup, tahun)]
    status = 200
    if request.method == "POST":
        pastikan_boleh(konteks)
        baris = baca_anggaran_kiriman([satu.baris for satu in baris], request.POST)
        isian = [satu.isian for satu in baris if satu.isian is not None]
        banyak, bentrok = services.simpan_anggaran(aktor=request.user, lingkup=lingkup, tahun=tahun, isian=isian)
        salah = any(satu.galat for satu in baris)
        if not salah and not bentrok:
            messages.success(request, f"{banyak} anggaran tersimpan." if banyak else "Tidak ada yang berubah.")
            return redirect(alamat("pk_anggaran", perangkat_id, tahun))
        kini = {satu.kode: satu for satu in baca_anggaran(lingkup, tahun)}
        for satu in baris:
            satu.bentrok = satu.baris.kode in bentrok
            satu.baris = kini[satu.baris.kode]
            satu.versi = str(satu.baris.versi)
        status = 422 if salah else 409
    return render(request, "pk/anggaran.html", konteks | {"baris": baris}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def tempel(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """A table pasted from a spreadsheet: checked first, then stored; errors are listed by cell."""
    konteks, kolom = _asal(request, perangkat_id)
    form = FormulirTempel(request.POST) if request.method == "POST" else FormulirTempel()
    bacaan: Bacaan | None = None
    if request.method == "POST" and form.is_valid():
        bacaan = baca_tempelan(form.cleaned_data["teks"], konteks["daftar"], kolom)
    return _bacaan(request, konteks | {"kolom": kolom}, form, bacaan, "pk/tempel.html")


@require_http_methods(["GET", "HEAD", "POST"])
def impor(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """A workbook sent in: checked first, then stored; errors are listed by sheet and cell."""
    konteks, _ = _asal(request, perangkat_id)
    kirim = request.method == "POST"
    form = FormulirBuku(request.POST, request.FILES) if kirim else FormulirBuku()
    bacaan: Bacaan | None = None
    if kirim and form.is_valid():
        lembar = lembar_kerja(konteks["daftar"], konteks["tahun"])
        bacaan = baca_buku_kerja(form.cleaned_data["berkas"].read(), konteks["daftar"], lembar)
    return _bacaan(request, konteks, form, bacaan, "pk/impor.html")


def _asal(request: Permintaan, perangkat_id: int) -> tuple[dict[str, Any], Sequence[Kolom]]:
    """Return the context and columns of the grid that a table is meant for. Raises TidakBerhak for readers."""
    jenis = "realisasi" if request.GET.get("jenis") == "realisasi" else "target"
    konteks = konteks_pk(request, perangkat_id, f"pk_{jenis}") | {"jenis": jenis}
    pastikan_boleh(konteks)
    konteks["kembali"] = alamat(f"pk_{jenis}", perangkat_id, konteks["tahun"])
    return konteks, kolom_target(konteks["daftar"]) if jenis == "target" else kolom_realisasi(konteks["tahun"])


def _bacaan(
    request: Permintaan, konteks: dict[str, Any], form: Any, bacaan: Bacaan | None, templat: str
) -> HttpResponse:
    """Show what a table says, or store it when asked and nothing is wrong with it."""
    bentrok = False
    if bacaan is not None and not bacaan.galat and request.POST.get("aksi") == "simpan":
        hasil = services.simpan_target(aktor=request.user, lingkup=konteks["lingkup"], isian=_satukan(bacaan.isian))
        bentrok = bool(hasil.bentrok)
        if not bentrok:
            kabar = f"{hasil.tersimpan} indikator tersimpan." if hasil.tersimpan else "Tidak ada yang berubah."
            messages.success(request, kabar)
            return redirect(konteks["kembali"])
    salah = bool(form.errors) or bool(bacaan and bacaan.galat)
    konteks |= {"form": form, "bacaan": bacaan, "bentrok_tabel": bentrok}
    return render(request, templat, konteks, status=422 if salah else 409 if bentrok else 200)


def _satukan(isian: Sequence[IsianTarget]) -> list[IsianTarget]:
    """Return one row an indicator: a workbook may name it on two sheets."""
    hasil: dict[UUID, IsianTarget] = {}
    for satu in isian:
        ada = hasil.get(satu.identitas)
        hasil[satu.identitas] = satu if ada is None else ada.gabung(satu)
    return list(hasil.values())


def _kisi(
    request: Permintaan, konteks: dict[str, Any], kolom: Sequence[Kolom], temuan: Mapping[UUID, tuple[Temuan, ...]]
) -> HttpResponse:
    """Show a page of a grid, or store what was typed on it row by row."""
    halaman = Paginator(konteks["daftar"].baris, BARIS_SEHALAMAN).get_page(request.GET.get("halaman"))
    tampil: list[BarisTarget] = list(halaman.object_list)
    status = 200
    if request.method == "POST":
        pastikan_boleh(konteks)
        kiriman = baca_kiriman(request.POST, tampil, kolom, temuan)
        try:
            hasil = services.simpan_target(aktor=request.user, lingkup=konteks["lingkup"], isian=kiriman.isian)
        except GalatLayanan as galat:
            if galat.status != 422:
                raise
            konteks["galat"] = [(galat.pesan, "")]
            hasil = services.HasilSimpan()
        if not kiriman.salah and not hasil.bentrok and "galat" not in konteks:
            banyak = hasil.tersimpan
            messages.success(request, f"{banyak} indikator tersimpan." if banyak else "Tidak ada yang berubah.")
            return redirect(request.get_full_path())
        baris = _sesudah(konteks, kiriman, hasil)
        status = 409 if hasil.bentrok and not kiriman.salah else 422
        konteks["tersimpan_sebagian"] = hasil.tersimpan
        konteks["galat"] = [*konteks.get("galat", ()), *_ringkas(baris)]
    else:
        baris = susun_kisi(tampil, kolom, temuan)
    konteks |= {
        "kolom": kolom,
        "halaman": halaman,
        "baris": [
            (satu, nomor == 0 or satu.target.simpul_identitas != baris[nomor - 1].target.simpul_identitas)
            for nomor, satu in enumerate(baris)
        ],
        "pilihan_arah": Arah.choices,
    }
    return render(request, "pk/kisi.html", konteks, status=status)


def _sesudah(konteks: dict[str, Any], kiriman: Kiriman, hasil: services.HasilSimpan) -> list[BarisKisi]:
    """Return the rows of a page that could not be stored whole, with what is stored of those changed by others."""
    kini = baca_lingkup(konteks["perangkat"], konteks["tahun"]).daftar.menurut_identitas
    simpan = {satu.identitas for satu in kiriman.isian} - set(hasil.bentrok)
    baris = []
    for satu in kiriman.baris:
        identitas = satu.target.identitas
        if identitas in hasil.bentrok:
            baris.append(tandai_bentrok(satu, kini[identitas], hasil.bentrok[identitas]))
        elif identitas in simpan and "galat" not in konteks:
            kolom = [sel.kolom for sel in satu.sel]
            temuan = {identitas: periksa_baris(kini[identitas], konteks["daftar"].tahun) if satu.temuan else ()}
            baris += susun_kisi([kini[identitas]], kolom, temuan)
        else:
            baris.append(satu)
    return baris


def _ringkas(baris: Sequence[BarisKisi]) -> list[tuple[str, str]]:
    """Return what is wrong, with links to the cells, for the summary above the grid."""
    galat = [
        (f"{satu.target.kode} {sel.kolom.label}: {sel.galat}".strip(), f"#{sel.bidang}")
        for satu in baris
        for sel in satu.sel
        if sel.galat
    ]
    return galat + [
        (f"{satu.target.kode} {satu.target.nama}: baris ini baru saja diubah {satu.bentrok}.", f"#baris-{satu.kunci}")
        for satu in baris
        if satu.bentrok
    ]
