"""What all pages of one tree share: the rows read once, findings, stage bar, breadcrumb, menu, status bar, undo offer.

A page of a tree starts its context with `konteks_pohon` and extends `pohon/dasar.html`, which prints the frame. Only
that frame belongs here: what a single page shows belongs to its view, what a finding says to `rules`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format

from instansi.api import Permintaan, angka
from instansi.terbaca import Terbaca
from pohon.choices import JenisSimpul, Tahap
from pohon.models import Pohon
from pohon.policies import boleh_ubah
from pohon.progress import Keadaan, KemajuanTahap, kemajuan
from pohon.rows import BarisPohon
from pohon.rules import Keparahan, Temuan, periksa_pohon
from pohon.selectors import baca_pohon, dihapus_sesudah, impor_terakhir, penghapusan_terakhir

NAMA_TAHAP = {"1": "Outcome", "2": "CSF", "3": "Kondisi", "4": "Indikator", "5": "Penerjemahan"}
_KELAS_KEADAAN = {
    Keadaan.BELUM: "belum_mulai",
    Keadaan.SEDANG: "sedang_diisi",
    Keadaan.SELESAI: "selesai",
    Keadaan.PERIKSA: "perlu_diperiksa_ulang",
}
# The colour of a row's bar (.tingkat-N in pohon.css) follows its kind.
KELAS_TINGKAT = {
    JenisSimpul.OUTCOME: "tingkat-1",
    JenisSimpul.KONDISI: "tingkat-2",
    JenisSimpul.ANTARA_UTAMA: "tingkat-3",
    JenisSimpul.ANTARA: "tingkat-4",
    JenisSimpul.OPERASIONAL: "tingkat-5",
    JenisSimpul.CROSSCUTTING: "tingkat-silang",
}
_MASA_URUNGKAN = timedelta(hours=1)
SESI_IMPOR = "impor"  # the tree this person last imported a document into
_MENU_LAIN = ("beranda", "bagan", "dokumen", "telaah")


@dataclass(frozen=True, slots=True)
class Urungkan(Terbaca):
    """The offer to undo (or redo) something, as `komponen/urungkan.html` prints it; `sebutan` names it in words."""

    pesan: str
    url: str
    bidang: tuple[tuple[str, str], ...]
    sebutan: str = ""


@dataclass(frozen=True, slots=True)
class TemuanLayar(Terbaca):
    """A finding as `komponen/temuan.html` prints it, with the address of the row it speaks of (none: already there)."""

    kode: str
    keparahan: str
    tahap: str
    simpul_id: int | None
    indikator_id: int | None
    kode_simpul: str
    pesan: str
    url: str

    @property
    def tautan_teks(self) -> str:
        """The words of the link."""
        return f"Buka {self.kode_simpul}" if self.kode_simpul else f"Buka Tahap {self.tahap}"


# What apps above this one add to every page of a tree: they may not be imported here, so they register themselves.
Penambah = Callable[[Permintaan, Pohon, BarisPohon], dict[str, Any]]
_penambah: list[Penambah] = []


def daftarkan_penambah(penambah: Penambah) -> None:
    """Let an app add to the context of every page of a tree; called from `AppConfig.ready`.

    Templates print what they find: `sisipan_beranda`, `sisipan_periksa` and `sisipan_dokumen` are templates for those
    pages, `sisipan_baris` one for each row (with `simpul`).
    """
    if penambah not in _penambah:
        _penambah.append(penambah)


def konteks_pohon(request: Permintaan, pohon: Pohon, rows: BarisPohon | None, *, tahap: str) -> dict[str, Any]:
    """Return the context every page of a tree starts from; `rows` None reads the tree here.

    `tahap` says which page it is: "1" to "5", "periksa", or another name ("beranda", "bagan", "dokumen", "terhapus").
    Keys: pohon, rows, boleh_ubah, tahun, tahap (stage bar), tahap_kini, periksa_*, remah, menu, nav_aktif,
    nama_instansi, urungkan, tersimpan (the success messages, else when it was saved), messages (the others),
    temuan_rules (as the rules gave them), temuan (list of TemuanLayar), temuan_teks, temuan_url.
    """
    rows = rows or baca_pohon(pohon.pk)
    ubah = boleh_ubah(request.user, pohon)
    mentah = periksa_pohon(rows)
    temuan = tautkan_temuan(rows, mentah)
    pesan = list(get_messages(request))
    kabar = [str(satu) for satu in pesan if satu.level_tag == "success"] if ubah else []
    konteks: dict[str, Any] = {
        "pohon": pohon,
        "rows": rows,
        "boleh_ubah": ubah,
        "tahun": str(pohon.tahun),
        "tahap": _bilah_tahap(rows, kemajuan(rows, mentah), tahap),
        "tahap_kini": tahap,
        "temuan_rules": mentah,
        "temuan": temuan,
        **_tampilan_temuan(rows, temuan),
        "periksa_aktif": tahap == "periksa",
        "remah": _remah(pohon, tahap),
        "menu": _menu(pohon.pk, tahap),
        "nav_aktif": "beranda" if tahap == "beranda" else "",
        "nama_instansi": rows.nama_pemilik,
        "urungkan": urungkan_terakhir(request, pohon.pk, tahap) if ubah else None,
        # What was just saved is told at the lower edge, which is in sight wherever the page was scrolled to.
        "tersimpan": (" ".join(kabar) or _tersimpan(pohon)) if ubah else "",
        "messages": [satu for satu in pesan if not ubah or satu.level_tag != "success"],
    }
    for penambah in _penambah:
        konteks |= penambah(request, pohon, rows)
    return konteks


def alamat(nama: str, pohon_id: int, jangkar: str = "", **query: object) -> str:
    """Return the address of a page of the tree, with a query and an anchor such as "simpul-12"."""
    return reverse(nama, args=[pohon_id], query=query or None, fragment=jangkar or None)


def alamat_simpul(nama: str, pohon_id: int, simpul_id: int) -> str:
    """Return the address that changes a node ("simpul_ubah", "simpul_pindah", "simpul_hapus")."""
    return reverse(nama, args=[pohon_id, simpul_id])


def urungkan_terakhir(request: Permintaan, pohon_id: int, tahap: str) -> Urungkan | None:
    """Return the offer to undo this person's own last deletion or import, for an hour; None when there is none.

    `tahap` names the page it is offered on, as in `konteks_pohon`.
    """
    terakhir = penghapusan_terakhir(pohon_id)
    # Asked of the session first, so that pages of everyone else cost no further query.
    impor = impor_terakhir(pohon_id) if request.session.get(SESI_IMPOR) == pohon_id else None
    if impor and impor.aktor_id == request.user.pk and timezone.now() - impor.waktu <= _MASA_URUNGKAN:
        if terakhir is None or not dihapus_sesudah(terakhir, impor):
            return Urungkan(f"{impor.ringkas}.", reverse("impor_urungkan", args=[pohon_id]), ())
    if terakhir is None or terakhir.oleh_id != request.user.pk or timezone.now() - terakhir.waktu > _MASA_URUNGKAN:
        return None
    return Urungkan(
        f"{terakhir.ringkas.rstrip('.')}.",
        reverse("pulihkan", args=[pohon_id]),
        (("penghapusan", str(terakhir.pk)), ("kembali", _halaman_kini(request, pohon_id, tahap))),
    )


def _halaman_kini(request: Permintaan, pohon_id: int, tahap: str) -> str:
    """Return the address to come back to: this page, or where it answers a POST the page it was sent from.

    What answers a POST is often printed under an address that takes no GET.
    """
    if request.method in ("GET", "HEAD"):
        return request.path
    return _alamat_tahap(pohon_id, Tahap(tahap)) if tahap in Tahap.values else reverse("pohon", args=[pohon_id])


def tautkan_temuan(rows: BarisPohon, temuan: Iterable[Temuan]) -> list[TemuanLayar]:
    """Return findings with the address of the row and the stage where each is mended."""
    halaman = {satu: _alamat_tahap(rows.id, satu) for satu in Tahap}
    return [
        TemuanLayar(
            kode=satu.kode,
            keparahan=satu.keparahan.value,
            tahap=satu.tahap.value,
            simpul_id=satu.simpul_id,
            indikator_id=satu.indikator_id,
            kode_simpul=rows.menurut_id[satu.simpul_id].kode if satu.simpul_id in rows.menurut_id else "",
            pesan=satu.pesan,
            url=halaman[satu.tahap] + (f"#simpul-{satu.simpul_id}" if satu.simpul_id else ""),
        )
        for satu in temuan
    ]


def temuan_menurut_simpul(temuan: Iterable[TemuanLayar], tahap: str) -> dict[int, list[TemuanLayar]]:
    """Return the findings of one stage by the node they stand at (whole tree: 0), without links: one is there."""
    hasil: dict[int, list[TemuanLayar]] = defaultdict(list)
    for satu in temuan:
        if satu.tahap == tahap:
            hasil[satu.simpul_id or 0].append(replace(satu, url=""))
    return hasil


def temuan_umum(konteks: dict[str, Any]) -> list[TemuanLayar]:
    """Return the findings about the whole tree for the top of a stage's page; none before the stage is begun."""
    nomor = konteks["tahap_kini"]
    kini = next(satu for satu in konteks["tahap"] if satu["nomor"] == nomor)
    if kini["kemajuan"].keadaan == Keadaan.BELUM:
        return []
    return temuan_menurut_simpul(konteks["temuan"], nomor)[0]


def _bilah_tahap(rows: BarisPohon, maju: Iterable[KemajuanTahap], aktif: str) -> list[dict[str, object]]:
    return [
        {
            "nomor": satu.tahap.value,
            "label": NAMA_TAHAP[satu.tahap.value],
            "judul": satu.tahap.label,
            "url": _alamat_tahap(rows.id, satu.tahap),
            "status": _KELAS_KEADAAN[satu.keadaan],
            "status_teks": satu.keadaan.label,
            "jumlah": satu.teks if satu.keadaan != Keadaan.BELUM else "",
            "aktif": satu.tahap.value == aktif,
            "kemajuan": satu,
        }
        for satu in maju
    ]


def _tampilan_temuan(rows: BarisPohon, temuan: list[TemuanLayar]) -> dict[str, object]:
    """Return what stage bar and status bar say of the findings; suggestions count only where there is nothing else."""
    banyak = sum(satu.keparahan != Keparahan.SARAN for satu in temuan)
    saran = len(temuan) - banyak
    sisa = f"{angka(saran)} saran" if saran else "Tanpa temuan"
    url = reverse("periksa", args=[rows.id])
    return {
        "periksa_url": url,
        "periksa_teks": f"{angka(banyak)} perlu dicek" if banyak else sisa,
        "temuan_url": url,
        "temuan_teks": f"{angka(banyak)} hal perlu dicek" if banyak else "",
    }


def _remah(pohon: Pohon, tahap: str) -> list[tuple[str, str]]:
    remah = [("Beranda", reverse("beranda"))]
    if tahap != "beranda":
        remah.append((str(pohon.perangkat_daerah or pohon.pemerintah_daerah), reverse("pohon", args=[pohon.pk])))
    return remah


def _menu(pohon_id: int, tahap: str) -> list[tuple[str, str, bool]]:
    """Return the main menu; a page of another app is in it as soon as its address exists."""
    menu = [("Pohon kinerja", reverse("tahap_3", args=[pohon_id]), tahap not in _MENU_LAIN)]
    for nama, label in (("bagan", "Bagan"), ("dokumen", "Dokumen"), ("telaah", "Telaah")):
        url = alamat_bila_ada(nama, pohon_id)
        if url:
            menu.append((label, url, tahap == nama))
    return menu


def alamat_bila_ada(nama: str, pohon_id: int) -> str:
    """Return the address of a tree's page that an app above this one may offer; empty when it does not."""
    try:
        return reverse(nama, args=[pohon_id])
    except NoReverseMatch:
        return ""


def _alamat_tahap(pohon_id: int, tahap: Tahap) -> str:
    return alamat_bila_ada(f"tahap_{tahap.value}", pohon_id)


def _tersimpan(pohon: Pohon) -> str:
    """Return when the tree was last saved: the time today, else the day."""
    diubah = timezone.localtime(pohon.diubah)
    if diubah.date() == timezone.localdate():
        return f"Semua perubahan tersimpan pukul {date_format(diubah, 'H.i')}"
    return f"Semua perubahan tersimpan {date_format(diubah, 'j F Y')}"
