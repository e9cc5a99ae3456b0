"""Bringing a document in: upload, reading report with choices, storing, taking back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from instansi.api import GalatLayanan, Permintaan, TidakBerhak, angka, batasi, tambah_galat
from pohon.choices import JenisSimpul, Keparahan, Komponen, StatusPohon, Tahap, Tingkat
from pohon.forms_impor import FormulirImpor, FormulirSimpanImpor
from pohon.halaman import KELAS_TINGKAT, SESI_IMPOR, alamat, konteks_pohon
from pohon.importing import GalatBerkas, baca_berkas, baca_tempel, pahami, susun_laporan
from pohon.importing.bacaan import Bacaan
from pohon.importing.dasar import TemuanImpor
from pohon.importing.laporan import BarisSumber, Laporan, SimpulLaporan
from pohon.importing.rancangan import kunci_temuan, terapkan
from pohon.importing.simpan import PencariJabatan, simpan_bacaan
from pohon.importing.unggahan import ambil_unggahan, hapus_unggahan, simpan_unggahan
from pohon.models import Pohon
from pohon.policies import boleh_susun
from pohon.selectors import ambil_pohon, impor_terakhir
from pohon.services.impor import urungkan_impor

_PILIHAN_TAMPAK = 6
_PALING_DALAM = 9  # the deepest class of indentation in pohon.css


@dataclass(frozen=True, slots=True)
class ButirTemuan:
    """A finding as the report shows it; `nama` is the form field of its choices, `dipilih` the one chosen."""

    nama: str
    temuan: TemuanImpor
    dipilih: str

    @property
    def banyak(self) -> bool:
        """Whether there are too many choices to show them all at once."""
        return len(self.temuan.pilihan) > _PILIHAN_TAMPAK

    @property
    def tempat(self) -> str:
        """Where the finding stands, unless one of the texts beside it names that place already."""
        sama = any(satu.tempat == self.temuan.tempat for satu in self.temuan.kutipan)
        return "" if sama else self.temuan.tempat.sebutan


@dataclass(frozen=True, slots=True)
class BarisPratinjau:
    """A node of the tree as understood, with its depth as a class."""

    simpul: SimpulLaporan
    kelas: str
    jenis: str
    tingkat: str
    komponen: str


@require_http_methods(["GET", "HEAD", "POST"])
@batasi("impor", "POST")
def unggah(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Take a document in and go on to its report; a document that cannot be read is refused beside the field."""
    pohon = _pohon_draf(request, pohon_id)
    formulir = FormulirImpor(request.POST, request.FILES) if request.method == "POST" else FormulirImpor()
    if formulir.is_valid():
        berkas = formulir.cleaned_data["berkas"]
        isi = berkas.read() if berkas else formulir.cleaned_data["teks"].encode("utf-8", "replace")
        nama = berkas.name if berkas else "teks tempelan"
        try:
            _baca(isi, nama, not berkas, pohon)
        except GalatBerkas as galat:
            formulir.add_error("berkas" if berkas else "teks", str(galat))
        else:
            kunci = simpan_unggahan(
                pengguna_id=request.user.pk, pohon_id=pohon.pk, nama=nama, isi=isi, tempelan=not berkas
            )
            return redirect("impor_laporan", pohon.pk, kunci)
    konteks = konteks_pohon(request, pohon, None, tahap="impor")
    konteks |= {"form": formulir, "berisi": bool(konteks["rows"].simpul), "terakhir": impor_terakhir(pohon.pk)}
    return render(request, "pohon/impor.html", konteks, status=422 if formulir.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def laporan(request: Permintaan, pohon_id: int, kunci: UUID) -> HttpResponse:
    """Show what was understood; a POST shows it again with the choices made, or stores it."""
    pohon = _pohon_draf(request, pohon_id)
    unggahan = ambil_unggahan(kunci=kunci, pengguna_id=request.user.pk, pohon_id=pohon.pk)
    try:
        bacaan = _baca(unggahan.isi, unggahan.nama, unggahan.tempelan, pohon)
    except GalatBerkas as galat:
        raise GalatLayanan(str(galat)) from galat
    temuan = susun_laporan(bacaan).temuan
    terapkan(bacaan, temuan, request.POST)
    hasil = susun_laporan(bacaan, temuan)
    konteks = konteks_pohon(request, pohon, None, tahap="impor")
    menyimpan = request.method == "POST" and request.POST.get("aksi") == "simpan"
    cari = PencariJabatan(pohon.perangkat_daerah)
    cocok = {teks for satu in bacaan.tampil() for teks in satu.jabatan if cari(teks) is not None}
    formulir = FormulirSimpanImpor(
        request.POST if menyimpan else None, berisi=bool(konteks["rows"].simpul), jabatan=len(cocok)
    )
    if menyimpan and formulir.is_valid():
        try:
            jumlah = simpan_bacaan(
                aktor=request.user,
                pohon=pohon,
                bacaan=bacaan,
                laporan=hasil,
                ganti=bool(formulir.cleaned_data.get("ganti")),
                hubungkan=bool(formulir.cleaned_data.get("hubungkan")),
            )
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
        else:
            hapus_unggahan(kunci)
            request.session[SESI_IMPOR] = pohon.pk
            messages.success(request, f"Tersimpan: {angka(jumlah)} kotak dari {unggahan.nama}.")
            return redirect(alamat("impor", pohon.pk))
    konteks |= {"form": formulir, "unggahan": unggahan, "jabatan_cocok": cocok, **_konteks_laporan(hasil, request.POST)}
    return render(request, "pohon/impor_laporan.html", konteks, status=422 if formulir.errors else 200)


@require_POST
def urungkan(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Take the last import back."""
    pohon = ambil_pohon(request.user, pohon_id)
    try:
        jumlah = urungkan_impor(aktor=request.user, pohon_id=pohon.pk)
        isi = f"Pohon kinerja kembali berisi {angka(jumlah)} kotak." if jumlah else "Pohon kinerja kosong lagi."
        messages.success(request, f"Impor diurungkan. {isi}")
    except GalatLayanan as galat:
        if galat.status != GalatLayanan.status:
            raise
        messages.error(request, galat.pesan)
    return redirect("pohon", pohon.pk)


def _pohon_draf(request: Permintaan, pohon_id: int) -> Pohon:
    """Return the tree to import into. Raises TidakDitemukan, TidakBerhak, or GalatLayanan when it is no draft."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_susun(request.user, pohon):
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengimpor dokumen.")
    if pohon.status != StatusPohon.DRAF:
        raise GalatLayanan("Dokumen hanya dapat diimpor ke pohon kinerja yang berstatus Draf.")
    return pohon


def _baca(isi: bytes, nama: str, tempelan: bool, pohon: Pohon) -> Bacaan:
    dokumen = baca_tempel(isi.decode("utf-8"), nama) if tempelan else baca_berkas(isi, nama)
    return pahami(dokumen, pohon.perangkat_daerah.nama if pohon.perangkat_daerah else "")


def _konteks_laporan(hasil: Laporan, pilihan: Any) -> dict[str, object]:
    """Return what the report's template prints: tiles, findings by stage, the tree, the rows by table."""
    butir = [
        ButirTemuan(nama, satu, _dipilih(satu, pilihan.get(nama, ""))) for nama, satu in kunci_temuan(hasil.temuan)
    ]
    sumber: dict[str, list[BarisSumber]] = {}
    for satu in hasil.baris:
        judul = satu.tempat.sebutan.partition(",")[0] if satu.tempat.wadah != "paragraf" else "teks di luar tabel"
        sumber.setdefault(judul[0].upper() + judul[1:], []).append(satu)
    return {
        "hasil": hasil,
        "ubin": _ubin(hasil),
        "kelompok": [
            (tahap, milik) for tahap in Tahap if (milik := [satu for satu in butir if satu.temuan.tahap == tahap])
        ],
        "pohon_terbaca": list(_datar(hasil.simpul, 0)),
        "sumber": list(sumber.items()),
    }


def _dipilih(temuan: TemuanImpor, nilai: str) -> str:
    """Return the choice that is made: the one sent, if it exists, else the proposed one."""
    kunci = [satu.kunci for satu in temuan.pilihan]
    return nilai if nilai in kunci else (kunci[0] if kunci else "")


def _ubin(hasil: Laporan) -> list[tuple[str, str]]:
    kotak = sum(1 for _ in _datar(hasil.simpul, 0))
    berat = sum(satu.keparahan != Keparahan.SARAN for satu in hasil.temuan)
    ringkasan = hasil.ringkasan
    return [
        (f"{ringkasan['baris_dipakai']} dari {ringkasan['baris_dibaca']}", "baris dokumen terpakai"),
        (angka(kotak), "kotak"),
        (str(ringkasan["indikator"]), "indikator"),
        (angka(berat), "pertentangan perlu dicek"),
        (angka(len(hasil.temuan) - berat), "saran"),
    ]


def _datar(simpul: tuple[SimpulLaporan, ...], dalam: int) -> Iterator[BarisPratinjau]:
    """Yield the nodes in preorder; a condition is indented below its outcome, a CSF stands beside it."""
    for satu in simpul:
        jenis = JenisSimpul(satu.jenis)
        yield BarisPratinjau(
            satu,
            f"kedalaman-{min(dalam, _PALING_DALAM)} {KELAS_TINGKAT.get(jenis, '')}",
            jenis.label,
            Tingkat(satu.tingkat).label if satu.tingkat else "",
            Komponen(satu.komponen).label if satu.komponen else "",
        )
        yield from _datar(satu.anak, dalam + (jenis != JenisSimpul.CSF))
