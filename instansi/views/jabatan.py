"""Positions of an agency as its organisation chart, and who holds them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from instansi.forms_administrasi import (
    FormulirJabatan,
    FormulirPemangku,
    FormulirTutupJabatan,
    FormulirUbahJabatan,
    FormulirUbahPemangku,
)
from instansi.models import Jabatan, PemangkuJabatan, PemerintahDaerah, PerangkatDaerah
from instansi.services import (
    buat_jabatan,
    buka_jabatan,
    geser_jabatan,
    hapus_jabatan,
    hapus_pemangku,
    simpan_pemangku,
    tutup_jabatan,
    ubah_jabatan,
)
from instansi.services.kerangka import ambil
from instansi.views.kerangka import Isian, data_kirim, halaman_isian, jalankan, konteks, pemda_diurus
from instansi.web import Permintaan

_PALING_DALAM = 9  # the deepest class of indentation in pohon.css
_ISIAN_PEMANGKU = ("nama", "nip", "pangkat", "status", "mulai", "selesai")


@dataclass(frozen=True, slots=True)
class BarisJabatan:
    """A position as the chart lists it: its depth, and whether it has neighbours above and below."""

    jabatan: Jabatan
    kedalaman: int
    dapat_naik: bool
    dapat_turun: bool


@require_safe
def daftar(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Show the organisation chart in force, and what is closed below it."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _perangkat(daerah, perangkat_id)
    kini = PemangkuJabatan.objects.filter(selesai__isnull=True) | PemangkuJabatan.objects.filter(
        selesai__gte=timezone.localdate()
    )
    semua = list(
        Jabatan.objects.filter(perangkat_daerah=perangkat)
        .prefetch_related(Prefetch("pemangku", kini.order_by("mulai"), to_attr="pemangku_kini"))
        .order_by("urutan", "pk")
    )
    lengkap = _konteks(daerah, perangkat) | {
        "perangkat": perangkat,
        "baris": _susunan([satu for satu in semua if satu.berlaku_sampai is None]),
        "ditutup": [satu for satu in semua if satu.berlaku_sampai is not None],
    }
    lengkap["remah"] = lengkap["remah"][:-1]
    return render(request, "instansi/administrasi/jabatan.html", lengkap)


@require_http_methods(["GET", "HEAD", "POST"])
def tambah(request: Permintaan, pemda: str, perangkat_id: int) -> HttpResponse:
    """Add a position; `?atasan=` proposes its superior."""
    daerah = pemda_diurus(request, pemda)
    perangkat = _perangkat(daerah, perangkat_id)

    def simpan(isi: dict[str, Any]) -> str:
        satu = buat_jabatan(
            aktor=request.user, pemerintah_daerah_id=daerah.pk, perangkat_id=perangkat.pk, **_berkunci(isi)
        )
        return _alamat_daftar(daerah, perangkat.pk, satu.pk)

    awal = {"atasan": request.GET.get("atasan", "")}
    isian = Isian(
        "Jabatan baru",
        perangkat.nama,
        tombol="Tambahkan jabatan",
        batal=_alamat_daftar(daerah, perangkat.pk),
        tersimpan="Jabatan ditambahkan.",
    )
    formulir = FormulirJabatan(data_kirim(request), perangkat=perangkat, initial=awal)
    return halaman_isian(request, _konteks(daerah, perangkat), formulir, isian, simpan)


@require_safe
def rinci(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Show one position with its holders and what can be done with it."""
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)
    lengkap = _konteks(daerah, jabatan.perangkat_daerah) | {
        "jabatan": jabatan,
        "pemangku": jabatan.pemangku.order_by("-mulai", "-pk"),
        "akun": jabatan.akun.all(),
    }
    return render(request, "instansi/administrasi/jabatan_rinci.html", lengkap)


@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Edit a position or move it under another superior."""
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)

    def simpan(isi: dict[str, Any]) -> str:
        ubah_jabatan(aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan.pk, **_berkunci(isi))
        return _alamat(daerah, jabatan.pk)

    awal = {
        "nama": jabatan.nama,
        "jenjang": jabatan.jenjang,
        "atasan": jabatan.atasan_id,
        "tugas": jabatan.tugas,
        "versi": jabatan.versi,
    }
    isian = Isian(
        f"Ubah {jabatan.nama}",
        "Bila atasannya diganti, semua jabatan di bawahnya ikut pindah.",
        batal=_alamat(daerah, jabatan.pk),
        tersimpan="Jabatan disimpan.",
    )
    formulir = FormulirUbahJabatan(
        data_kirim(request), perangkat=jabatan.perangkat_daerah, jabatan=jabatan, initial=awal
    )
    return halaman_isian(request, _konteks_jabatan(daerah, jabatan), formulir, isian, simpan)


@require_POST
def geser(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Change places with the neighbour above (`arah=naik`) or below."""
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)
    naik = request.POST.get("arah") == "naik"

    def jalan() -> str:
        geser_jabatan(aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan.pk, naik=naik)
        return f"{jabatan.nama} dipindahkan {'ke atas' if naik else 'ke bawah'}."

    return jalankan(request, jalan, _alamat_daftar(daerah, jabatan.perangkat_daerah_id, jabatan.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def tutup(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """End a position on a date."""
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)

    def simpan(isi: dict[str, Any]) -> str:
        tutup_jabatan(aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan.pk, **isi)
        return _alamat_daftar(daerah, jabatan.perangkat_daerah_id)

    isian = Isian(
        f"Tutup {jabatan.nama}",
        "Jabatan yang ditutup tetap tercantum pada pohon kinerja dan dokumen yang sudah memakainya.",
        tombol="Tutup jabatan",
        batal=_alamat(daerah, jabatan.pk),
        tersimpan="Jabatan ditutup.",
    )
    formulir = FormulirTutupJabatan(data_kirim(request))
    return halaman_isian(request, _konteks_jabatan(daerah, jabatan), formulir, isian, simpan)


@require_POST
def buka(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Undo the closing of a position."""
    daerah = pemda_diurus(request, pemda)

    def jalan() -> str:
        return f"{buka_jabatan(aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan_id)} dibuka."

    return jalankan(request, jalan, _alamat(daerah, jabatan_id))


@require_POST
def hapus(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Delete a position made by mistake."""
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)

    def jalan() -> str:
        hapus_jabatan(aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan.pk)
        return f"{jabatan.nama} dihapus."

    return jalankan(request, jalan, _alamat_daftar(daerah, jabatan.perangkat_daerah_id))


@require_http_methods(["GET", "HEAD", "POST"])
def pemangku_tambah(request: Permintaan, pemda: str, jabatan_id: int) -> HttpResponse:
    """Say who holds a position."""
    return _pemangku(request, pemda, jabatan_id, None)


@require_http_methods(["GET", "HEAD", "POST"])
def pemangku_ubah(request: Permintaan, pemda: str, jabatan_id: int, pemangku_id: int) -> HttpResponse:
    """Change what is said of a holder."""
    return _pemangku(request, pemda, jabatan_id, pemangku_id)


@require_POST
def pemangku_hapus(request: Permintaan, pemda: str, jabatan_id: int, pemangku_id: int) -> HttpResponse:
    """Delete an entry made by mistake."""
    daerah = pemda_diurus(request, pemda)

    def jalan() -> str:
        hapus_pemangku(
            aktor=request.user, pemerintah_daerah_id=daerah.pk, jabatan_id=jabatan_id, pemangku_id=pemangku_id
        )
        return "Catatan pemangku dihapus."

    return jalankan(request, jalan, _alamat(daerah, jabatan_id))


def _pemangku(request: Permintaan, pemda: str, jabatan_id: int, pemangku_id: int | None) -> HttpResponse:
    daerah = pemda_diurus(request, pemda)
    jabatan = _jabatan(daerah, jabatan_id)
    lama = ambil(jabatan.pemangku.all(), pemangku_id) if pemangku_id is not None else None

    def simpan(isi: dict[str, Any]) -> str:
        simpan_pemangku(
            aktor=request.user,
            pemerintah_daerah_id=daerah.pk,
            jabatan_id=jabatan.pk,
            pemangku_id=lama.pk if lama else None,
            **isi,
        )
        return _alamat(daerah, jabatan.pk)

    awal = {nama: getattr(lama, nama) for nama in (*_ISIAN_PEMANGKU, "versi")} if lama else {}
    isian = Isian(
        "Ubah pemangku jabatan" if lama else "Pemangku baru",
        jabatan.nama,
        batal=_alamat(daerah, jabatan.pk),
        tersimpan="Pemangku jabatan disimpan.",
    )
    formulir = (FormulirUbahPemangku if lama else FormulirPemangku)(data_kirim(request), initial=awal)
    return halaman_isian(request, _konteks_jabatan(daerah, jabatan), formulir, isian, simpan)


def _susunan(berlaku: list[Jabatan]) -> list[BarisJabatan]:
    """Return the chart's rows; the list is in its order already, a superior before those under it."""
    kedalaman: dict[int | None, int] = {None: -1}
    saudara: dict[int | None, list[int]] = {}
    for satu in berlaku:
        atas = satu.atasan_id if satu.atasan_id in kedalaman else None
        kedalaman[satu.pk] = kedalaman[atas] + 1
        saudara.setdefault(satu.atasan_id, []).append(satu.pk)
    return [
        BarisJabatan(
            satu,
            min(kedalaman[satu.pk], _PALING_DALAM),
            dapat_naik=saudara[satu.atasan_id][0] != satu.pk,
            dapat_turun=saudara[satu.atasan_id][-1] != satu.pk,
        )
        for satu in berlaku
    ]


def _berkunci(isi: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values as the services take them: the superior by key."""
    atasan = isi["atasan"]
    return {nama: nilai for nama, nilai in isi.items() if nama != "atasan"} | {
        "atasan_id": atasan.pk if atasan else None
    }


def _perangkat(daerah: PemerintahDaerah, perangkat_id: int) -> PerangkatDaerah:
    perangkat: PerangkatDaerah = ambil(PerangkatDaerah.objects.filter(pemerintah_daerah=daerah), perangkat_id)
    return perangkat


def _jabatan(daerah: PemerintahDaerah, jabatan_id: int) -> Jabatan:
    milik = Jabatan.objects.filter(perangkat_daerah__pemerintah_daerah=daerah)
    jabatan: Jabatan = ambil(milik.select_related("perangkat_daerah", "atasan"), jabatan_id)
    return jabatan


def _konteks(daerah: PemerintahDaerah, perangkat: PerangkatDaerah) -> dict[str, Any]:
    return konteks(
        daerah,
        "urus_perangkat",
        (perangkat.nama, reverse("perangkat_rinci", args=[daerah.slug, perangkat.pk])),
        ("Jabatan", _alamat_daftar(daerah, perangkat.pk)),
    )


def _konteks_jabatan(daerah: PemerintahDaerah, jabatan: Jabatan) -> dict[str, Any]:
    lengkap = _konteks(daerah, jabatan.perangkat_daerah)
    lengkap["remah"] = [*lengkap["remah"], (jabatan.nama, _alamat(daerah, jabatan.pk))]
    return lengkap


def _alamat(daerah: PemerintahDaerah, jabatan_id: int) -> str:
    return reverse("jabatan_rinci", args=[daerah.slug, jabatan_id])


def _alamat_daftar(daerah: PemerintahDaerah, perangkat_id: int, jabatan_id: int | None = None) -> str:
    jangkar = f"jabatan-{jabatan_id}" if jabatan_id else None
    return reverse("urus_jabatan", args=[daerah.slug, perangkat_id], fragment=jangkar)
