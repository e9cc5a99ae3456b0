"""Tahap 1: the three factors, the agreement, the outcomes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from instansi.api import KeteranganBentrok, Permintaan
from pohon.choices import Tahap
from pohon.forms import FormulirBeritaAcara, FormulirTahap1
from pohon.halaman import alamat, konteks_pohon, temuan_menurut_simpul, temuan_umum
from pohon.models import Pohon
from pohon.rows import BarisPohon
from pohon.selectors import ambil_pohon, baca_pohon
from pohon.setempat import jawab_setempat, tawaran_langkah
from pohon.trik import TRIK
from pohon.views.buka import buka
from pohon.views.daftar import PembuatButir
from pohon.views.kepala import awal_kepala, simpan_kepala
from pohon.views.penyuntingan import OUTCOME_BARU, Penyuntingan, susun_tambah

_FAKTOR = "faktor-kesepakatan"


@require_http_methods(["GET", "HEAD", "POST"])
def tahap_1(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show Tahap 1; a POST saves the factors and the agreement."""
    pohon = ambil_pohon(request.user, pohon_id)
    if request.method != "POST":
        return buka(request, pohon, "1", tampil)
    faktor = FormulirTahap1(request.POST)
    tersimpan, bentrok = simpan_kepala(request, pohon, faktor, "Tersimpan: faktor dan kesepakatan Tahap 1.")
    lanjut = "lanjut" in request.POST
    if tersimpan and request.htmx:
        pohon = ambil_pohon(request.user, pohon_id)
        rows = baca_pohon(pohon.pk)
        return tampil(
            request, pohon, rows, susun_tambah(pohon, rows, None, None, "1") if lanjut else None, fokus=_FAKTOR
        )
    if tersimpan and lanjut:
        return redirect(alamat("tahap_1", pohon.pk, "id_pernyataan", tambah=OUTCOME_BARU))
    if tersimpan:
        return redirect(alamat("tahap_1", pohon.pk))
    return tampil(request, pohon, None, None, status=409 if bentrok else 422, faktor=faktor, bentrok=bentrok)


def tampil(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon | None,
    sunting: Penyuntingan | None,
    *,
    status: int = 200,
    fokus: str = "",
    utuh: bool = False,
    faktor: FormulirTahap1 | None = None,
    bentrok: KeteranganBentrok | None = None,
    unggahan: FormulirBeritaAcara | None = None,
) -> HttpResponse:
    """Print the page, with a row open as a form (`sunting`), the factors as typed (`faktor`) or a refused upload.

    To the quick way only its content, with `fokus` the key of the node to go to; `utuh` is of no account here.
    """
    konteks = konteks_pohon(request, pohon, rows, tahap="1")
    lain_terbuka = faktor or sunting or unggahan
    if not lain_terbuka and konteks["boleh_ubah"] and _faktor_dibuka(request, konteks["rows"]):
        faktor = FormulirTahap1(initial=awal_kepala(pohon, FormulirTahap1))
    temuan = temuan_menurut_simpul(konteks["temuan"], "1")
    pembuat = PembuatButir(konteks["rows"], temuan, sunting)
    konteks |= {
        "faktor": faktor,
        "unggahan": unggahan or FormulirBeritaAcara(),
        "bentrok": bentrok,
        "sunting": sunting,
        "form": sunting.formulir if sunting else unggahan or faktor,
        "daftar": pembuat.daftar(konteks["rows"].outcome),
        "temuan_umum": temuan_umum(konteks),
        "trik": TRIK[Tahap.TAHAP_1],
        "halaman": alamat("tahap_1", pohon.pk),
        "dari": "1",
        "galat_di_baris": bool(request.htmx) and status == 422,
        # Without JavaScript another row's button would lose what is being typed in the open one.
        "aksi_tampak": konteks["boleh_ubah"] and (bool(request.htmx) or not (sunting or faktor)),
    }
    if konteks["boleh_ubah"]:
        konteks |= tawaran_langkah(request, pohon, konteks["urungkan"], konteks["halaman"])
    if request.htmx:
        tujuan = f"simpul-{fokus}" if fokus.isdecimal() else fokus
        return jawab_setempat(request, "pohon/tahap_1.html", konteks, fokus=tujuan, status=status)
    return render(request, "pohon/tahap_1.html", konteks, status=status)


def _faktor_dibuka(request: Permintaan, rows: BarisPohon) -> bool:
    """The boxes stand open when asked for, and on a tree where nothing has been written yet."""
    terisi = rows.mandat or rows.permasalahan or rows.ekspektasi or rows.outcome
    return "faktor" in request.GET or not terisi
