"""What the pages of the book share: the agency, its rows, menu and breadcrumb. The rest is each view's."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from iki.rows import BarisIki, BarisPosisi
from iki.rules import Temuan, periksa_iki
from iki.selectors import ambil_perangkat, baca_iki
from instansi.api import Permintaan, TidakBerhak, TidakDitemukan, boleh_menyusun

_DALAM = 6  # the deepest class of indentation in iki.css


def konteks_iki(request: Permintaan, perangkat_id: int, *, halaman: str = "") -> dict[str, Any]:
    """Return the context every page of the book starts from: agency, rows, findings, tree of positions.

    Raises TidakDitemukan for an agency that the account may not see. `halaman` is a page below the first.
    """
    perangkat = ambil_perangkat(request.user, perangkat_id)
    iki = baca_iki(perangkat)
    temuan = periksa_iki(iki)
    awal = reverse("iki_daftar", args=[perangkat.pk])
    remah = [("Beranda", reverse("beranda"))]
    if halaman:
        remah.append(("Indikator kinerja individu", awal))
    return {
        "perangkat": perangkat,
        "nama_instansi": perangkat.nama,
        "iki": iki,
        "boleh_ubah": boleh_menyusun(request.user, perangkat),
        "temuan": temuan,
        "jumlah_temuan": _hitung(temuan),
        "remah": remah,
        "menu": [("Indikator individu", awal, True)],
    }


def pohon_jabatan(konteks: dict[str, Any], kini: int | None) -> list[dict[str, Any]]:
    """Return the lines of the organisation tree at the left: position, indentation, state, whether it is this one."""
    return [
        {
            "posisi": satu,
            "kunci": str(satu.id),
            "kelas": f"jabatan-dalam-{min(satu.kedalaman, _DALAM)}",
            "keadaan": _keadaan(satu),
            "temuan": konteks["jumlah_temuan"].get(satu.id, 0),
            "kini": satu.id == kini,
        }
        for satu in konteks["iki"].posisi
    ]


def ambil_posisi(iki: BarisIki, jabatan_id: int) -> BarisPosisi:
    """Return a position of the book. Raises TidakDitemukan when it is in another agency, closed or gone."""
    posisi = iki.menurut_id.get(jabatan_id)
    if posisi is None:
        raise TidakDitemukan("Jabatan tidak ditemukan.")
    return posisi


def pastikan_boleh(konteks: dict[str, Any]) -> None:
    """Raise TidakBerhak unless the person plans for the agency: editing pages show nothing to others."""
    if not konteks["boleh_ubah"]:
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengubah indikator kinerja individunya.")


def kiriman(request: Permintaan) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """Return what a form is bound to: data and files that were sent, even empty ones, or nothing for a first look."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def alamat_posisi(perangkat_id: int, jabatan_id: int, jangkar: str = "") -> str:
    """Return the address of a position's page, at an anchor."""
    return reverse("iki_jabatan", args=[perangkat_id, jabatan_id]) + (f"#{jangkar}" if jangkar else "")


def _hitung(temuan: tuple[Temuan, ...]) -> dict[int, int]:
    hasil: dict[int, int] = {}
    for satu in temuan:
        hasil[satu.posisi_id] = hasil.get(satu.posisi_id, 0) + 1
    return hasil


def _keadaan(posisi: BarisPosisi) -> str:
    if posisi.lengkap:
        return "lengkap"
    if not posisi.sasaran:
        return "tanpa sasaran"
    return "belum tertaut" if not posisi.tertaut else "belum lengkap"
