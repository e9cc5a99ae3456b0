"""Looking at the book: the organisation with its progress, one position, all findings, one's own position."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from iki.rows import BarisPosisi
from iki.rules import Temuan
from iki.selectors import jabatan_lihat, perangkat_berjabatan, riwayat_iki
from iki.views.kerangka import ambil_posisi, konteks_iki, pohon_jabatan
from instansi.api import Jabatan, Permintaan, TidakDitemukan, kejadian
from naskah.api import huruf
from pohon.api import ambil_pohon

_KEJADIAN_TERBANYAK = 200
_PERANGKAT_SEHALAMAN = 20


@require_safe
def daftar(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """The organisation and how far the book is."""
    konteks = konteks_iki(request, perangkat_id)
    konteks |= {"pohon_jabatan": pohon_jabatan(konteks, None), "kemajuan": konteks["iki"].kemajuan}
    konteks["belum_diambil"] = sum(len(satu.belum_diambil) for satu in konteks["iki"].posisi)
    return render(request, "iki/daftar.html", konteks)


@require_safe
def jabatan(request: Permintaan, perangkat_id: int, jabatan_id: int) -> HttpResponse:
    """One position, with the organisation at the left."""
    konteks = konteks_iki(request, perangkat_id, halaman="jabatan")
    posisi = ambil_posisi(konteks["iki"], jabatan_id)
    milik = [satu for satu in konteks["temuan"] if satu.posisi_id == posisi.id]
    konteks |= {
        "pohon_jabatan": pohon_jabatan(konteks, posisi.id),
        "posisi": posisi,
        "kunci": str(posisi.id),
        "atasan": konteks["iki"].atasan(posisi),
        "fungsi": [(huruf(nomor), teks) for nomor, teks in enumerate(posisi.fungsi, 1)],
        "sasaran": _sasaran(posisi, milik),
        "temuan_jabatan": [satu for satu in milik if satu.sasaran_id is None],
        "sesudah": _sesudah(konteks["iki"].posisi, posisi),
    }
    return render(request, "iki/jabatan.html", konteks)


@require_safe
def periksa(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """All findings, by position."""
    konteks = konteks_iki(request, perangkat_id, halaman="periksa")
    menurut_posisi = [
        (satu, str(satu.id), [temuan for temuan in konteks["temuan"] if temuan.posisi_id == satu.id])
        for satu in konteks["iki"].posisi
        if konteks["jumlah_temuan"].get(satu.id)
    ]
    return render(request, "iki/periksa.html", konteks | {"menurut_posisi": menurut_posisi})


@require_safe
def riwayat(request: Permintaan, perangkat_id: int) -> HttpResponse:
    """What was done with the positions' sheets, of all or (`?jabatan=`) of one."""
    konteks = konteks_iki(request, perangkat_id, halaman="riwayat")
    pilihan = request.GET.get("jabatan", "")
    kini = next((satu for satu in konteks["iki"].posisi if str(satu.id) == pilihan), None)
    catatan = riwayat_iki(konteks["perangkat"], kini.id if kini else None)
    konteks |= {
        "pilihan": [(str(satu.id), f"{satu.nomor}. {satu.nama}") for satu in konteks["iki"].posisi],
        "dipilih": str(kini.id) if kini else "",
        "kejadian": kejadian(catatan[:_KEJADIAN_TERBANYAK]),
        "banyak": catatan.count(),
        "terbanyak": _KEJADIAN_TERBANYAK,
    }
    return render(request, "iki/riwayat.html", konteks)


@require_safe
def dari_pohon(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Lead from the pages of a tree to the book of its agency."""
    pohon = ambil_pohon(request.user, pohon_id)
    if pohon.perangkat_daerah_id is None:
        raise TidakDitemukan("Pohon pemerintah daerah tidak mempunyai buku indikator kinerja individu.")
    return redirect("iki_daftar", pohon.perangkat_daerah_id)


@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """Lead to the extract of the account's own position, or let it choose one, so many agencies a page."""
    milik = jabatan_lihat(request.user)
    sendiri = milik.filter(pk=request.user.jabatan_id or 0).first()
    if sendiri is not None:
        return redirect("iki_kutipan", sendiri.perangkat_daerah_id, sendiri.pk)
    halaman = Paginator(perangkat_berjabatan(request.user), _PERANGKAT_SEHALAMAN).get_page(request.GET.get("halaman"))
    menurut_perangkat: dict[int, list[Jabatan]] = {satu.pk: [] for satu in halaman}
    for satu in milik.filter(perangkat_daerah__in=menurut_perangkat):
        menurut_perangkat[satu.perangkat_daerah_id].append(satu)
    konteks = {
        "remah": [("Beranda", "/")],
        "page_obj": halaman,
        "pilihan": [(satu, menurut_perangkat[satu.pk]) for satu in halaman],
    }
    return render(request, "iki/saya.html", konteks)


def _sasaran(posisi: BarisPosisi, temuan: list[Temuan]) -> list[dict[str, object]]:
    """Return the sasaran with their indicators and what was found about each."""
    return [
        {
            "satu": sasaran,
            "kunci": str(sasaran.id),
            "temuan": [t for t in temuan if t.sasaran_id == sasaran.id and t.indikator_id is None],
            "indikator": [
                {"satu": i, "kunci": str(i.id), "temuan": [t for t in temuan if t.indikator_id == i.id]}
                for i in sasaran.indikator
            ],
        }
        for sasaran in posisi.sasaran
    ]


def _sesudah(semua: tuple[BarisPosisi, ...], kini: BarisPosisi) -> BarisPosisi | None:
    """Return the next position in the order of the organisation."""
    letak = next(nomor for nomor, satu in enumerate(semua) if satu.id == kini.id)
    return semua[letak + 1] if letak + 1 < len(semua) else None
