"""What the pages share: the agency with its rows in the year asked for, the menu, the breadcrumb."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from instansi.api import Permintaan, TidakBerhak
from pk.lingkup import baca_lingkup
from pk.policies import boleh_isi
from pk.selectors import ambil_perangkat

TIPE = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MENU = (
    ("Target", "pk_target"),
    ("Anggaran", "pk_anggaran"),
    ("Perjanjian kinerja", "pk_daftar"),
    ("Realisasi", "pk_realisasi"),
)


def konteks_pk(request: Permintaan, perangkat_id: int, halaman: str) -> dict[str, Any]:
    """Return the context every page of an agency starts from; `halaman` is the URL name of the page in the menu.

    Keys: perangkat, lingkup, daftar, tahun, boleh_isi, remah, menu_pk, pilihan_tahun, nama_instansi. Raises
    TidakDitemukan for an agency that the account may not see.
    """
    perangkat = ambil_perangkat(request.user, perangkat_id)
    diminta = baca_tahun(request)
    lingkup = baca_lingkup(perangkat, diminta)
    tahun = lingkup.tahun(diminta)
    return {
        "perangkat": perangkat,
        "lingkup": lingkup,
        "daftar": lingkup.daftar,
        "tahun": tahun,
        "teks_tahun": str(tahun),
        "boleh_isi": boleh_isi(request.user, perangkat),
        "remah": [("Beranda", reverse("beranda"))],
        "menu_pk": [(label, alamat(nama, perangkat.pk, tahun), nama == halaman) for label, nama in _MENU],
        "pilihan_tahun": [
            (str(satu), f"{reverse(halaman, args=[perangkat.pk])}?tahun={satu}", satu == tahun)
            for satu in lingkup.daftar.tahun
        ],
        "nama_instansi": perangkat.nama,
    }


def alamat(nama: str, perangkat_id: int, tahun: int, **lain: object) -> str:
    """Return the address of a page of an agency in a year."""
    return reverse(nama, args=[perangkat_id], query={"tahun": tahun, **lain})


def baca_tahun(request: Permintaan) -> int | None:
    """Return the year in the query, or None for none or nonsense."""
    teks = request.GET.get("tahun", "")
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) == 4 else None


def pastikan_boleh(konteks: dict[str, Any]) -> None:
    """Raise TidakBerhak unless the person plans for the agency: editing pages show nothing to others."""
    if not konteks["boleh_isi"]:
        raise TidakBerhak("Hanya perencana perangkat daerah ini yang dapat mengisi target dan perjanjian kinerjanya.")


def unduhan(isi: bytes, bentuk: str, nama: str) -> HttpResponse:
    """Answer with a file to be kept."""
    return HttpResponse(
        isi,
        content_type=TIPE[bentuk],
        headers={"Content-Disposition": content_disposition_header(True, nama) or "attachment"},
    )
