"""The grid of Tahap 4: all indicators as one table, saved row by row, and a block pasted from a spreadsheet.

Without JavaScript the page is a table with a link to the form of each row and one to the page for pasting, which shows
what would change before anything is saved. One row is one form: a grid of a whole tree would pass Django's limit of
1.000 fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from instansi.api import (
    Bentrok,
    GalatLayanan,
    KeteranganBentrok,
    Permintaan,
    TidakBerhak,
    jabatan_berlaku,
    jelaskan_bentrok,
    tambah_galat,
)
from instansi.terbaca import Terbaca
from pohon.forms_tahap4 import FormulirBarisKisi, FormulirIndikator, FormulirTempelKisi, isian_indikator
from pohon.halaman import alamat, konteks_pohon
from pohon.kisi import (
    KOLOM,
    PILIHAN,
    BarisKisi,
    Sel,
    Tempelan,
    nilai_indikator,
    sel_dari_nilai,
    susun_kisi,
    tempelkan,
)
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.rows import BarisPohon
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.services import IsianIndikator, isi_indikator, tambah_indikator, ubah_indikator
from pohon.setempat import jawab_setempat, query_halaman, rows_tampak, sidik, tawaran_langkah

_TEMPLAT = "pohon/kisi.html"
_BERUBAH = "Isi kisi berubah sejak pratinjau ditampilkan. Periksa pratinjau yang baru, lalu simpan lagi."


@dataclass(frozen=True, slots=True)
class ButirKisi(Terbaca):
    """A row as the page prints it; `tetap`: the browser shows it already. `formulir` and `bentrok`: not saved."""

    baris: BarisKisi
    sidik: str
    tetap: bool = False
    formulir: FormulirIndikator | None = None
    bentrok: KeteranganBentrok | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def kisi(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the grid; a POST saves one of its rows (`simpul`, `indikator` or none, `versi`, the fields)."""
    pohon = ambil_pohon(request.user, pohon_id)
    if request.method != "POST":
        return tampil(request, pohon)
    formulir = FormulirBarisKisi(request.POST)
    if not formulir.is_valid():
        if request.htmx and formulir.cleaned_data.get("simpul"):
            return _jawab_baris(request, pohon, formulir, None)
        return tampil(request, pohon, galat=_satu_galat(formulir), status=422)
    try:
        kunci = _simpan(request, pohon, formulir)
    except Bentrok as galat:
        return _jawab_baris(request, pohon, formulir, galat)
    except GalatLayanan as galat:
        tambah_galat(formulir, galat)
        return _jawab_baris(request, pohon, formulir, None)
    if request.htmx:
        return tampil(request, pohon)
    return redirect(alamat("tahap_4_kisi", pohon.pk, f"indikator-{kunci}"))


def tampil(request: Permintaan, pohon: Pohon, *, galat: str = "", status: int = 200) -> HttpResponse:
    """Print the page; to the quick way only the rows that have changed."""
    rows = baca_pohon(pohon.pk)
    query = query_halaman(request)
    tambah = request.GET.get("tambah", "")
    tampak = rows_tampak(request)
    daftar = []
    for satu in _susun(rows, query, int(tambah) if tambah.isdecimal() and len(tambah) < 19 else 0):
        tanda = sidik(satu.kunci, (satu.simpul.kode, satu.simpul.pernyataan, satu.indikator, satu.utama))
        daftar.append(ButirKisi(satu, tanda, tanda in tampak))
    if galat:
        messages.error(request, galat)
    konteks = _konteks(request, pohon, rows) | {
        "daftar": daftar,
        "saring": query.get("saring") == "belum",
        "jabatan": _jabatan(pohon),
    }
    if request.htmx:
        fokus = f"baru-{tambah}" if tambah else ""
        return jawab_setempat(request, _TEMPLAT, konteks, fokus=fokus, status=status)
    return render(request, _TEMPLAT, konteks, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def tempel(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the page for pasting; a POST previews the block, with `aksi=simpan` and an unchanged grid it saves it."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_ubah(request.user, pohon):
        raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
    rows = baca_pohon(pohon.pk)
    semua = _susun(rows, query_halaman(request))
    formulir = FormulirTempelKisi(request.POST or None, baris=[(satu.kunci, satu.sebutan) for satu in semua])
    pratinjau = None
    if request.method == "POST" and formulir.is_valid():
        pratinjau = _pratinjau(pohon, rows, semua, formulir)
    if pratinjau and request.POST.get("aksi") == "simpan":
        if request.POST.get("sidik") != pratinjau.sidik:
            basi = replace(pratinjau, peringatan=_BERUBAH)
            return _tampil_tempel(request, pohon, rows, formulir, basi, status=HTTPStatus.CONFLICT)
        if not pratinjau.galat and pratinjau.isian:
            try:
                return _simpan_tempelan(request, pohon, pratinjau)
            except GalatLayanan as galat:
                tambah_galat(formulir, galat)
    status = 422 if formulir.errors or (pratinjau and pratinjau.galat and request.POST.get("aksi") == "simpan") else 200
    return _tampil_tempel(request, pohon, rows, formulir, pratinjau, status=status)


def _susun(rows: BarisPohon, query: Mapping[str, Any], tambah: int = 0) -> list[BarisKisi]:
    return susun_kisi(rows, belum=query.get("saring") == "belum", tambah=tambah)


def _konteks(request: Permintaan, pohon: Pohon, rows: BarisPohon) -> dict[str, Any]:
    konteks = konteks_pohon(request, pohon, rows, tahap="4")
    perlu = [satu for satu in rows.tanpa_csf if satu.perlu_indikator]
    halaman = alamat("tahap_4_kisi", pohon.pk)
    konteks |= {
        "halaman": halaman,
        "kolom": KOLOM,
        "pilihan": PILIHAN,
        "jumlah_perlu": len(perlu),
        "jumlah_terisi": sum(bool(satu.indikator) for satu in perlu),
        "jumlah_belum": sum(not satu.indikator for satu in perlu),
    }
    if konteks["boleh_ubah"]:
        konteks |= tawaran_langkah(request, pohon, konteks["urungkan"], halaman)
    return konteks


def _jabatan(pohon: Pohon) -> list[tuple[int, str]]:
    if pohon.perangkat_daerah is None:
        return []
    return [(satu.pk, satu.nama) for satu in jabatan_berlaku(pohon.perangkat_daerah)]


# ---- One row ----


def _simpan(request: Permintaan, pohon: Pohon, formulir: FormulirBarisKisi) -> int:
    isi = formulir.cleaned_data
    if isi["indikator"] is None:
        baru = tambah_indikator(aktor=request.user, pohon_id=pohon.pk, simpul_id=isi["simpul"], isi=formulir.isi())
        messages.success(request, f"Indikator ditambahkan: {Truncator(baru.nama).chars(80)}")
        return int(baru.pk)
    ubah = ubah_indikator(
        aktor=request.user, pohon_id=pohon.pk, indikator_id=isi["indikator"], versi=isi["versi"], isi=formulir.isi()
    )
    messages.success(request, f"Tersimpan: {Truncator(isi['nama']).chars(80)}")
    return int(ubah.pk)


def _jawab_baris(request: Permintaan, pohon: Pohon, formulir: FormulirBarisKisi, galat: Bentrok | None) -> HttpResponse:
    """Answer with the one row that could not be saved: errors in its cells (422), or both texts (409)."""
    rows = baca_pohon(pohon.pk)
    baris = _cari(rows, formulir.cleaned_data.get("simpul"), formulir.cleaned_data.get("indikator"))
    if not request.htmx or baris is None or (galat and baris.indikator is None):
        return tampil(request, pohon, galat=galat.pesan if galat else _satu_galat(formulir), status=422)
    jabatan = _jabatan(pohon)
    bentrok = None
    if galat and baris.indikator:
        formulir.isi_pilihan(jabatan, baris.indikator)
        bentrok = jelaskan_bentrok(formulir, galat, isian_indikator(baris.indikator), baris.indikator.versi)
    sel = _sel_tertulis(formulir, {str(kunci): nama for kunci, nama in jabatan})
    butir = ButirKisi(replace(baris, sel=sel), "", formulir=formulir, bentrok=bentrok)
    konteks = {
        "pohon": pohon,
        "b": butir,
        "kolom": KOLOM,
        "halaman": alamat("tahap_4_kisi", pohon.pk),
        "boleh_ubah": True,
        "pesan_baris": " ".join(map(str, formulir.non_field_errors())),
    }
    return render(request, f"{_TEMPLAT}#jawaban_baris", konteks, status=409 if galat else 422)


def _sel_tertulis(formulir: FormulirIndikator, jabatan: Mapping[str, str]) -> tuple[Sel, ...]:
    nilai = {satu.nama: str(formulir[satu.nama].value() or "") for satu in KOLOM}
    galat = {nama: " ".join(map(str, pesan)) for nama, pesan in formulir.errors.items()}
    return tuple(sel_dari_nilai(nilai, galat, jabatan))


def _cari(rows: BarisPohon, simpul_id: int | None, indikator_id: int | None) -> BarisKisi | None:
    semua = susun_kisi(rows, tambah=simpul_id or 0 if indikator_id is None else 0)
    kunci = f"baru-{simpul_id}" if indikator_id is None else f"indikator-{indikator_id}"
    return next((satu for satu in semua if satu.kunci == kunci), None)


def _satu_galat(formulir: FormulirIndikator) -> str:
    pesan = (
        f"{formulir[nama].label}: {satu[0]}" if nama in formulir.fields else satu[0]
        for nama, satu in formulir.errors.items()
    )
    return f"Belum tersimpan. {'; '.join(map(str, pesan))}"


# ---- A pasted block ----


@dataclass(frozen=True, slots=True)
class SelPratinjau(Terbaca):
    """A cell of the preview: what stands there, what it will be, and what is wrong with that."""

    lama: str
    baru: str
    galat: str

    @property
    def berubah(self) -> bool:
        """Whether saving changes it."""
        return self.lama != self.baru


@dataclass(frozen=True, slots=True)
class Pratinjau(Terbaca):
    """What a pasted block would do: rows of cells, what can be saved, how many cells change and are wrong."""

    tempelan: Tempelan
    baris: tuple[tuple[BarisKisi, tuple[SelPratinjau, ...], str], ...]
    isian: tuple[IsianIndikator, ...]
    berubah: int
    galat: int
    sidik: str
    peringatan: str = ""


def _pratinjau(
    pohon: Pohon, rows: BarisPohon, semua: list[BarisKisi], formulir: FormulirTempelKisi
) -> Pratinjau | None:
    isi = formulir.cleaned_data
    jabatan = _jabatan(pohon)
    try:
        tempelan = tempelkan(semua, isi["teks"], baris=isi["baris"], kolom=isi["kolom"], jabatan=jabatan)
    except ValueError as galat:
        formulir.add_error("teks", str(galat))
        return None
    nama_jabatan = {str(kunci): nama for kunci, nama in jabatan}
    hasil, isian = [], []
    for baris, nilai in tempelan.baris:
        formulir_baris = FormulirIndikator({**nilai_indikator(baris.indikator), **nilai}, baru=True)
        formulir_baris.is_valid()
        kunci = formulir_baris.cleaned_data.get("penanggung_jawab")
        lama = baris.indikator.penanggung_jawab_id if baris.indikator else None
        if kunci and kunci != lama and str(kunci) not in nama_jabatan:
            formulir_baris.add_error("penanggung_jawab", "Pilih jabatan dari daftar.")
        sel = tuple(_sel_pratinjau(baris, satu.nama, formulir_baris, nama_jabatan) for satu in tempelan.kolom)
        umum = "" if any(satu.galat for satu in sel) else " ".join(str(x[0]) for x in formulir_baris.errors.values())
        hasil.append((baris, sel, umum))
        if formulir_baris.is_valid() and any(satu.berubah for satu in sel):
            indikator = baris.indikator
            isian.append(
                IsianIndikator(
                    baris.simpul.id,
                    formulir_baris.isi(),
                    indikator.id if indikator else None,
                    indikator.versi if indikator else 0,
                )
            )
    return Pratinjau(
        tempelan,
        tuple(hasil),
        tuple(isian),
        berubah=sum(satu.berubah for _, deret, _ in hasil for satu in deret),
        galat=sum(bool(satu.galat) for _, deret, _ in hasil for satu in deret) + sum(bool(x) for _, _, x in hasil),
        sidik=sidik("p", [(satu.kunci, satu.versi) for satu, _ in tempelan.baris]),
    )


def _sel_pratinjau(
    baris: BarisKisi, nama: str, formulir: FormulirIndikator, jabatan: Mapping[str, str]
) -> SelPratinjau:
    """Return a cell as cleaned; where it is wrong, as pasted."""
    lama = next(satu.teks for satu in baris.sel if satu.kolom.nama == nama)
    galat = " ".join(map(str, formulir.errors.get(nama, ())))
    tertulis = formulir.data.get(nama, "") if galat else formulir.cleaned_data.get(nama)
    if galat or tertulis in (None, ""):
        return SelPratinjau(lama, str(tertulis or ""), galat)
    nilai = formulir.fields[nama].prepare_value(tertulis)
    if nama == "penanggung_jawab":
        tetap = baris.indikator and baris.indikator.penanggung_jawab_id == tertulis
        return SelPratinjau(lama, lama if tetap else jabatan.get(str(nilai), str(nilai)), "")
    return SelPratinjau(lama, dict(PILIHAN.get(nama, ())).get(str(nilai), str(nilai)), "")


def _simpan_tempelan(request: Permintaan, pohon: Pohon, pratinjau: Pratinjau) -> HttpResponse:
    jumlah = isi_indikator(aktor=request.user, pohon_id=pohon.pk, isian=pratinjau.isian)
    messages.success(request, f"Tersimpan dari tempelan: {jumlah} indikator.")
    if request.htmx:
        return tampil(request, pohon)
    return redirect(alamat("tahap_4_kisi", pohon.pk))


def _tampil_tempel(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon,
    formulir: FormulirTempelKisi,
    pratinjau: Pratinjau | None,
    *,
    status: int,
) -> HttpResponse:
    konteks = {
        "pohon": pohon,
        "form": formulir,
        "pratinjau": pratinjau,
        "alamat_tempel": alamat("tahap_4_tempel", pohon.pk),
    }
    if request.htmx:
        konteks |= {"halaman": alamat("tahap_4_kisi", pohon.pk)}
        return render(request, f"{_TEMPLAT}#jawaban_pratinjau", konteks, status=status)
    return render(request, "pohon/kisi_tempel.html", _konteks(request, pohon, rows) | konteks, status=status)
