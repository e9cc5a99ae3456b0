"""Tahap 5: the rows of the tree with component, positions and code, and the page where one row is changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cascading.forms import (
    FormulirCari,
    FormulirPenerjemahan,
    FormulirTerima,
    isian_penerjemahan,
    pilihan_jabatan,
)
from instansi.api import (
    Bentrok,
    GalatLayanan,
    Permintaan,
    TidakBerhak,
    TidakDitemukan,
    jabatan_berlaku,
    jelaskan_bentrok,
    tambah_galat,
)
from instansi.terbaca import Terbaca
from pohon.api import (
    KELAS_TINGKAT,
    KOMPONEN_BAWAAN,
    PETUNJUK,
    BarisPohon,
    BarisSimpul,
    Pohon,
    Tahap,
    TemuanLayar,
    ambil_nomenklatur,
    ambil_pohon,
    baca_pohon,
    boleh_ubah,
    cari_nomenklatur,
    daftar_peraturan,
    jawab_setempat,
    konteks_pohon,
    query_halaman,
    rows_tampak,
    sidik,
    tawaran_langkah,
    temuan_menurut_simpul,
    terima_usulan,
    ubah_penerjemahan,
    usulan_kinerja_jabatan,
)

_PALING_DALAM = 9  # the deepest class of indentation in pohon.css
_HASIL_TERBANYAK = 20  # more is no list to choose from: the search is to be narrowed


@dataclass(frozen=True, slots=True)
class BarisTahap5(Terbaca):
    """A row of the list: the node, what is proposed where it has nothing yet, and its findings."""

    simpul: BarisSimpul
    usulan_komponen: str
    usulan_kinerja: str
    temuan: Sequence[TemuanLayar] = ()

    @property
    def sidik(self) -> str:
        """A short name of all that the row prints, so that the quick way sends only rows that have changed."""
        return sidik(self.kunci, (self.simpul, self.usulan_komponen, self.usulan_kinerja, self.temuan))

    @property
    def kelas(self) -> str:
        """The classes of its row: indentation and colour."""
        return f"kedalaman-{min(self.simpul.kedalaman, _PALING_DALAM)} {KELAS_TINGKAT.get(self.simpul.jenis, '')}"

    @property
    def kunci(self) -> str:
        """The node's key as text: numbers in templates get thousand separators."""
        return str(self.simpul.id)

    @property
    def berusulan(self) -> bool:
        """Whether something is still only proposed."""
        return bool(self.usulan_komponen or self.usulan_kinerja)


@require_safe
def daftar(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show every node with its component, positions and code, or with `?saring=usulan` those still only proposed."""
    return _halaman_daftar(request, ambil_pohon(request.user, pohon_id))


@require_POST
def terima(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Accept the proposals of the nodes chosen (`aksi=dipilih`, `simpul`), or all at once."""
    pohon = ambil_pohon(request.user, pohon_id)
    formulir, status = FormulirTerima(request.POST), HTTPStatus.OK
    try:
        if not formulir.is_valid():
            raise GalatLayanan(" ".join(str(satu) for pesan in formulir.errors.values() for satu in pesan))
        pilihan = formulir.cleaned_data["simpul"] if formulir.cleaned_data["aksi"] == "dipilih" else None
        jumlah = terima_usulan(aktor=request.user, pohon_id=pohon.pk, simpul_ids=pilihan)
        messages.success(request, f"Usulan diterima untuk {jumlah} kinerja.")
    except (TidakBerhak, TidakDitemukan):
        raise
    except GalatLayanan as galat:
        messages.error(request, galat.pesan)
        status = HTTPStatus(galat.status)
    if request.htmx:
        return _halaman_daftar(request, pohon, status=status)
    return redirect(reverse("tahap_5", args=[pohon.pk]))


@require_safe
def berikutnya(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Go on to the next node without component or position after `?setelah=<id>`, from the top when there is none."""
    pohon = ambil_pohon(request.user, pohon_id)
    rows = baca_pohon(pohon.pk)
    belum = _belum_lengkap(rows)
    if not belum:
        messages.success(request, "Semua kinerja sudah mempunyai komponen dan jabatan.")
        return redirect(reverse("tahap_5", args=[pohon.pk]))
    return redirect(reverse("tahap_5_ubah", args=[pohon.pk, _sesudah(rows, belum, request.GET.get("setelah", "")).id]))


@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, pohon_id: int, simpul_id: int) -> HttpResponse:
    """Show the form of one node, with the search for its code; sent, search or change it."""
    if request.method != "POST":
        pohon = ambil_pohon(request.user, pohon_id)
        if not boleh_ubah(request.user, pohon):
            raise TidakBerhak("Pohon kinerja ini tidak dapat Anda ubah.")
        return _halaman(request, pohon, simpul_id, None)
    formulir, bentrok = FormulirPenerjemahan(request.POST), None
    if request.POST.get("aksi") == "cari":
        if request.htmx and FormulirCari(request.POST).is_valid():
            return _jawab_cari(request, ambil_pohon(request.user, pohon_id), simpul_id)
        if formulir.is_valid() and FormulirCari(request.POST).is_valid():
            return redirect(_alamat_cari(request, pohon_id, simpul_id))
    elif formulir.is_valid():
        try:
            _simpan(request, pohon_id, simpul_id, formulir)
            messages.success(request, "Penerjemahan disimpan.")
            if request.htmx:
                return _jawab_tersimpan(request, ambil_pohon(request.user, pohon_id), simpul_id)
            return redirect(_alamat_sesudah(request, pohon_id, simpul_id))
        except Bentrok as galat:
            bentrok = galat
        except GalatLayanan as galat:
            tambah_galat(formulir, galat)
    return _halaman(request, ambil_pohon(request.user, pohon_id), simpul_id, formulir, bentrok)


def _simpan(request: Permintaan, pohon_id: int, simpul_id: int, formulir: FormulirPenerjemahan) -> None:
    isi = formulir.cleaned_data
    ubah_penerjemahan(
        aktor=request.user,
        pohon_id=pohon_id,
        simpul_id=simpul_id,
        versi=isi["versi"],
        komponen=isi["komponen"],
        kinerja_jabatan=isi["kinerja_jabatan"],
        jabatan_ids=isi["jabatan"],
        nomenklatur_id=isi["nomenklatur"],
    )


def _alamat_sesudah(request: Permintaan, pohon_id: int, simpul_id: int) -> str:
    if request.POST.get("aksi") == "lanjut":
        return reverse("tahap_5_berikutnya", args=[pohon_id], query={"setelah": simpul_id})
    return reverse("tahap_5", args=[pohon_id], fragment=f"simpul-{simpul_id}")


def _alamat_cari(request: Permintaan, pohon_id: int, simpul_id: int) -> str:
    """Return the address of the same page with everything typed in it: a search stays in the history of the browser.

    The sending's token stays out of it.
    """
    isian = request.POST.copy()
    for nama in ("csrfmiddlewaretoken", "aksi"):
        isian.pop(nama, None)
    return reverse("tahap_5_ubah", args=[pohon_id, simpul_id], query=isian, fragment="nomenklatur")


def _jawab_tersimpan(request: Permintaan, pohon: Pohon, simpul_id: int) -> HttpResponse:
    """Answer a saved row with what has changed in the list, and with the next row open where that was asked for."""
    if request.POST.get("aksi") != "lanjut":
        return _halaman_daftar(request, pohon, fokus=f"simpul-{simpul_id}")
    rows = baca_pohon(pohon.pk)
    belum = _belum_lengkap(rows)
    if not belum:
        messages.success(request, "Semua kinerja sudah mempunyai komponen dan jabatan.")
        return _halaman_daftar(request, pohon, fokus=f"simpul-{simpul_id}")
    tujuan = _sesudah(rows, belum, str(simpul_id))
    formulir = FormulirPenerjemahan(initial=_isian(request, rows, tujuan))
    konteks = _konteks_formulir(request, pohon, rows, tujuan.id, formulir, FormulirCari())
    return _halaman_daftar(request, pohon, buka=konteks)


def _jawab_cari(request: Permintaan, pohon: Pohon, simpul_id: int) -> HttpResponse:
    """Answer a search with what was found, ready to choose; the rest of the form stays as it is typed."""
    rows = baca_pohon(pohon.pk)
    konteks = _konteks_formulir(
        request, pohon, rows, simpul_id, FormulirPenerjemahan(request.POST), FormulirCari(request.POST)
    )
    return render(request, "cascading/tahap_5.html#jawaban_cari", konteks)


def _sesudah(rows: BarisPohon, belum: Sequence[BarisSimpul], setelah: str) -> BarisSimpul:
    """Return the first of the incomplete nodes after the one with this key, from the top when there is none."""
    urutan = {str(satu.id): tempat for tempat, satu in enumerate(rows.simpul)}
    tempat = urutan.get(setelah, -1)
    return next((satu for satu in belum if urutan[str(satu.id)] > tempat), belum[0])


def _halaman_daftar(
    request: Permintaan,
    pohon: Pohon,
    *,
    fokus: str = "",
    buka: dict[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Print the list; to the quick way only the rows that have changed, and one open as a form (`buka`)."""
    rows = baca_pohon(pohon.pk)
    konteks = konteks_pohon(request, pohon, rows, tahap="5")
    temuan = temuan_menurut_simpul(konteks["temuan"], "5")
    baris = [replace(_baris(rows, simpul), temuan=temuan.get(simpul.id, ())) for simpul in rows.tanpa_csf]
    halaman = reverse("tahap_5", args=[pohon.pk])
    saring = query_halaman(request).get("saring") == "usulan"
    konteks |= {
        "baris": [satu for satu in baris if satu.berusulan] if saring else baris,
        "saring": saring,
        "tampak": rows_tampak(request),
        "jumlah_usulan": sum(satu.berusulan for satu in baris),
        "belum": _belum_lengkap(rows),
        "petunjuk": PETUNJUK[Tahap.TAHAP_5],
        "halaman": halaman,
    }
    if konteks["boleh_ubah"]:
        konteks |= tawaran_langkah(request, pohon, konteks["urungkan"], halaman)
    if request.htmx:
        konteks |= buka or {}
        return jawab_setempat(request, "cascading/tahap_5.html", konteks, fokus=fokus, status=status)
    return render(request, "cascading/tahap_5.html", konteks, status=status)


def _baris(rows: BarisPohon, simpul: BarisSimpul) -> BarisTahap5:
    if not simpul.perlu_indikator:
        return BarisTahap5(simpul, "", "")
    return BarisTahap5(
        simpul,
        "" if simpul.komponen else KOMPONEN_BAWAAN[simpul.jenis].label,
        "" if simpul.kinerja_jabatan else usulan_kinerja_jabatan(simpul.jenis, rows.bentuk),
    )


def _belum_lengkap(rows: BarisPohon) -> list[BarisSimpul]:
    return [satu for satu in rows.tanpa_csf if satu.perlu_indikator and not (satu.komponen and satu.jabatan)]


def _isian(request: Permintaan, rows: BarisPohon, simpul: BarisSimpul) -> dict[str, object]:
    """Return what the form shows at first: what a search brought along, else what is stored or proposed."""
    if "versi" in request.GET:
        return {**request.GET.dict(), "jabatan": request.GET.getlist("jabatan")}
    usulan = {
        "komponen": KOMPONEN_BAWAAN[simpul.jenis].value,
        "kinerja_jabatan": usulan_kinerja_jabatan(simpul.jenis, rows.bentuk),
    }
    return usulan | {nama: nilai for nama, nilai in isian_penerjemahan(simpul).items() if nilai not in ("", None)}


def _pilihan_nomenklatur(
    simpul: BarisSimpul | None, terpilih: object, cari: FormulirCari
) -> tuple[list[tuple[str, str]], int | None]:
    """Return the codes to choose from (none, stored, chosen, found) and how many were found, None without a search."""
    lama = simpul.nomenklatur_kode if simpul and simpul.nomenklatur_id is None else ""
    pilihan = {"": f"Tetap {lama} {simpul.nomenklatur_nama}" if simpul and lama else "Tanpa nomenklatur"}
    kunci = {simpul.nomenklatur_id} if simpul and simpul.nomenklatur_id else set()
    if str(terpilih).isdecimal() and int(str(terpilih)) < 2**63:
        kunci.add(int(str(terpilih)))
    temuan, jumlah = ambil_nomenklatur(kunci), None
    if cari.is_valid() and cari.cleaned_data["cari"]:
        peraturan = list(daftar_peraturan())
        pilih = next((satu for satu in peraturan if satu.pk == cari.cleaned_data["peraturan"]), None)
        pilih = pilih or next(iter(peraturan), None)
        hasil = cari_nomenklatur(pilih, cari.cleaned_data["cari"], jenis=simpul.jenis if simpul else None)
        jumlah = hasil.count()
        temuan += hasil[:_HASIL_TERBANYAK]
    return [*(pilihan | {str(satu.pk): f"{satu.kode} {satu.nama}" for satu in temuan}).items()], jumlah


def _halaman(
    request: Permintaan,
    pohon: Pohon,
    simpul_id: int,
    formulir: FormulirPenerjemahan | None,
    galat: Bentrok | None = None,
) -> HttpResponse:
    rows = baca_pohon(pohon.pk)
    simpul = rows.menurut_id.get(simpul_id)
    if formulir is None:
        if simpul is None or not simpul.perlu_indikator:
            raise TidakDitemukan("Kotak ini tidak ada atau tidak diterjemahkan ke komponen.")
        formulir = FormulirPenerjemahan(initial=_isian(request, rows, simpul))
    cari = FormulirCari(request.POST if formulir.is_bound else request.GET)
    konteks = _konteks_formulir(request, pohon, rows, simpul_id, formulir, cari)
    konteks["bentrok"] = (
        jelaskan_bentrok(formulir, galat, isian_penerjemahan(simpul), simpul.versi) if galat and simpul else None
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if formulir.errors or cari.errors else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if konteks["bentrok"] else status
    if request.htmx and simpul:
        konteks["halaman"] = reverse("tahap_5", args=[pohon.pk])
        return render(request, "cascading/tahap_5.html#jawaban_baris", konteks, status=status)
    return render(
        request, "cascading/tahap_5_ubah.html", konteks_pohon(request, pohon, rows, tahap="5") | konteks, status=status
    )


def _konteks_formulir(
    request: Permintaan,
    pohon: Pohon,
    rows: BarisPohon,
    simpul_id: int,
    formulir: FormulirPenerjemahan,
    cari: FormulirCari,
) -> dict[str, Any]:
    """Return what the form of one row prints, its lists filled in."""
    simpul = rows.menurut_id.get(simpul_id)
    nomenklatur, jumlah = _pilihan_nomenklatur(simpul, formulir["nomenklatur"].value(), cari)
    berlaku = jabatan_berlaku(pohon.perangkat_daerah) if pohon.perangkat_daerah else []
    jabatan = pilihan_jabatan(berlaku, simpul)
    formulir.isi_pilihan(jabatan, nomenklatur)
    usulan = _baris(rows, simpul) if simpul else None
    return {
        "pohon": pohon,
        "form": formulir,
        "cari": cari,
        "peraturan": list(daftar_peraturan()),
        "simpul": simpul,
        "kunci_simpul": simpul_id,
        "jabatan": jabatan,
        "dipilih": [str(satu) for satu in formulir["jabatan"].value() or ()],
        "jumlah_hasil": jumlah,
        "hasil_terbanyak": _HASIL_TERBANYAK,
        "usulan": usulan,
        "kelas_baris": usulan.kelas if usulan else "",
        "petunjuk": PETUNJUK[Tahap.TAHAP_5],
    }
