"""Checking one's answers: how far each stage is, every finding with the way to its row, what was answered."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from instansi.api import Permintaan
from pohon.halaman import alamat_bila_ada, konteks_pohon
from pohon.rows import BarisPohon
from pohon.rules import Keparahan
from pohon.selectors import ambil_pohon

_JUDUL = {
    Keparahan.GALAT: "Wajib diperbaiki",
    Keparahan.PERINGATAN: "Perlu dicek",
    Keparahan.SARAN: "Saran",
}


@require_safe
def periksa(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show the page "Periksa"."""
    konteks = konteks_pohon(request, ambil_pohon(request.user, pohon_id), None, tahap="periksa")
    temuan = konteks["temuan"]
    kelompok = []
    for tahap in konteks["tahap"]:
        milik = [satu for satu in temuan if satu.tahap == tahap["nomor"]]
        menurut = [(_JUDUL[berat], [satu for satu in milik if satu.keparahan == berat]) for berat in Keparahan]
        kelompok.append((tahap, [(judul, isi) for judul, isi in menurut if isi]))
    konteks |= {
        "kelompok": kelompok,
        "hitungan": [(_JUDUL[berat], sum(satu.keparahan == berat for satu in temuan)) for berat in Keparahan],
        "jawaban": _jawaban(konteks["rows"]),
    }
    return render(request, "pohon/periksa.html", konteks)


def _jawaban(rows: BarisPohon) -> list[dict[str, str]]:
    """Return the summary of what was answered, each with the stage where it is changed."""
    milik = [satu for satu in rows.simpul if satu.perlu_indikator]
    silang = [satu for satu in rows.simpul if satu.crosscutting]
    tanggal = rows.tanggal_kesepakatan
    isi = [
        ("1", "Outcome", "\n".join(f"{satu.kode}. {satu.pernyataan}" for satu in rows.outcome)),
        ("1", "Kesepakatan", f"{tanggal.day}/{tanggal.month}/{tanggal.year}" if tanggal else ""),
        ("2", "Kondisi yang diperlukan", "\n".join(f"{satu.kode}. {satu.pernyataan}" for satu in rows.kondisi)),
        ("3", "Kotak seluruhnya", f"{len(rows.tanpa_csf)} kotak, {len(silang)} di antaranya crosscutting"),
        ("4", "Indikator", f"{sum(len(satu.indikator) for satu in milik)} indikator pada {len(milik)} kotak"),
        ("5", "Komponen", f"{sum(bool(satu.komponen) for satu in milik)} dari {len(milik)} kotak berkomponen"),
        ("5", "Jabatan", f"{sum(bool(satu.jabatan) for satu in milik)} dari {len(milik)} kotak dipegang jabatan"),
    ]
    return [
        {"kunci": kunci, "nilai": nilai, "url": alamat_bila_ada(f"tahap_{tahap}", rows.id), "aksi": "Lihat"}
        for tahap, kunci, nilai in isi
    ]
