"""What all pages of one tree share: the rows read once, findings, stage bar, breadcrumb, menu, status bar, undo offer.

A page of a tree starts its context with `konteks_pohon` and extends `pohon/dasar.html`, which prints the frame. Only
that frame belongs here: what a single page shows belongs to its view, what a finding says to `rules`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format

from pohon.choices import JenisSimpul
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.rows import BarisPohon
from pohon.selectors import baca_pohon, penghapusan_terakhir

NAMA_TAHAP = {"1": "Outcome", "2": "CSF", "3": "Kondisi", "4": "Indikator", "5": "Penerjemahan"}
STATUS_TAHAP = {
    "belum_mulai": "Belum mulai",
    "sedang_diisi": "Sedang diisi",
    "selesai": "Selesai",
    "perlu_diperiksa_ulang": "Perlu diperiksa ulang",
}
_MASA_URUNGKAN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Urungkan:
    """The offer to undo a deletion, as `komponen/urungkan.html` prints it."""

    pesan: str
    url: str
    bidang: tuple[tuple[str, str], ...]


def konteks_pohon(request: HttpRequest, pohon: Pohon, rows: BarisPohon | None, *, tahap: str) -> dict[str, Any]:
    """Return the context every page of a tree starts from; `rows` None reads the tree here.

    `tahap` says which page it is: "1" to "5", "periksa", or another name ("beranda", "bagan", "dokumen", "terhapus").
    Keys: pohon, rows, boleh_ubah, tahap (stage bar), tahap_kini, periksa_*, remah, menu, nama_instansi, urungkan,
    tersimpan, temuan, temuan_teks, temuan_url.
    """
    rows = rows or baca_pohon(pohon.pk)
    ubah = boleh_ubah(request.user, pohon)
    return {
        "pohon": pohon,
        "rows": rows,
        "boleh_ubah": ubah,
        "tahap": _bilah_tahap(rows, tahap),
        "tahap_kini": tahap,
        "remah": _remah(pohon, tahap),
        "menu": _menu(pohon.pk, tahap),
        "nama_instansi": rows.nama_pemilik,
        "urungkan": urungkan_terakhir(request, pohon.pk) if ubah else None,
        "tersimpan": _tersimpan(pohon) if ubah else "",
    }


def alamat(nama: str, pohon_id: int, jangkar: str = "", **query: object) -> str:
    """Return the address of a page of the tree, with a query and an anchor such as "simpul-12"."""
    return reverse(nama, args=[pohon_id], query=query or None, fragment=jangkar or None)


def urungkan_terakhir(request: HttpRequest, pohon_id: int) -> Urungkan | None:
    """Return the offer to undo this person's own last deletion, for an hour; None when there is nothing to undo."""
    terakhir = penghapusan_terakhir(pohon_id)
    if terakhir is None or terakhir.oleh_id != request.user.pk or timezone.now() - terakhir.waktu > _MASA_URUNGKAN:
        return None
    kembali = ("kembali", request.path)
    return Urungkan(
        f"{terakhir.ringkas.rstrip('.')}.",
        reverse("pulihkan", args=[pohon_id]),
        (("penghapusan", str(terakhir.pk)), kembali),
    )


def _bilah_tahap(rows: BarisPohon, aktif: str) -> list[dict[str, object]]:
    bilah = []
    for nomor, label in NAMA_TAHAP.items():
        status = _status(rows, nomor)
        bilah.append(
            {
                "nomor": nomor,
                "label": label,
                "url": _alamat_bila_ada(f"tahap_{nomor}", rows.id) or "",
                "status": status,
                "status_teks": STATUS_TAHAP[status],
                "jumlah": "",
                "aktif": nomor == aktif,
            }
        )
    return bilah


def _status(rows: BarisPohon, nomor: str) -> str:
    jenis = {simpul.jenis for simpul in rows.simpul}
    mulai = {
        "1": JenisSimpul.OUTCOME in jenis,
        "2": JenisSimpul.CSF in jenis,
        "3": JenisSimpul.ANTARA_UTAMA in jenis,
        "4": any(simpul.indikator for simpul in rows.simpul),
        "5": any(simpul.komponen for simpul in rows.simpul),
    }
    return "sedang_diisi" if mulai[nomor] else "belum_mulai"


def _remah(pohon: Pohon, tahap: str) -> list[tuple[str, str]]:
    remah = [("Beranda", reverse("beranda"))]
    if tahap != "beranda":
        remah.append((str(pohon.perangkat_daerah or pohon.pemerintah_daerah), reverse("pohon", args=[pohon.pk])))
    return remah


def _menu(pohon_id: int, tahap: str) -> list[tuple[str, str, bool]]:
    """Return the main menu; a page of another app is in it as soon as its address exists."""
    menu = [("Pohon kinerja", reverse("pohon", args=[pohon_id]), tahap not in ("bagan", "dokumen"))]
    for nama, label in (("bagan", "Bagan"), ("dokumen", "Dokumen")):
        url = _alamat_bila_ada(nama, pohon_id)
        if url:
            menu.append((label, url, tahap == nama))
    return menu


def _alamat_bila_ada(nama: str, pohon_id: int) -> str | None:
    try:
        return reverse(nama, args=[pohon_id])
    except NoReverseMatch:
        return None


def _tersimpan(pohon: Pohon) -> str:
    """Return when the tree was last saved: the time today, else the day."""
    diubah = timezone.localtime(pohon.diubah)
    if diubah.date() == timezone.localdate():
        return f"Semua perubahan tersimpan pukul {date_format(diubah, 'H.i')}"
    return f"Semua perubahan tersimpan {date_format(diubah, 'j F Y')}"
