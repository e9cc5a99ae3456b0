"""The difference between two versions as a paper; what differs is decided in `perbedaan`."""

from django.template.loader import render_to_string
from django.utils.text import slugify

from naskah.api import BahanCetak, Halaman, susun_bahan
from pohon.api import Pohon
from telaah.perbedaan import Perbandingan

LANSKAP = Halaman("lanskap", mendatar=True, margin=(20, 20, 20, 20))
_GAYA = """
ins { text-decoration: underline; background: #d9efdf; }
del { text-decoration: line-through; background: #f8dcd9; }
table.banding tr { break-inside: auto; }
table.banding td.kode { white-space: nowrap; }
table.banding p { margin: 0 0 1mm; }
table.banding .kolom { font-size: 9pt; }
"""


def judul_versi(pohon: Pohon) -> str:
    """Return how a version is named beside others: "Versi 2, 2021–2026 (Disetujui)"."""
    return f"Versi {pohon.nomor_versi}, {pohon.periode} ({pohon.get_status_display()})"


def nama_berkas_banding(lama: Pohon, baru: Pohon, akhiran: str) -> str:
    """Return a safe file name that says which versions are compared."""
    pemilik = slugify(str(baru.perangkat_daerah or baru.pemerintah_daerah))[:60].strip("-")
    return (
        f"perbedaan-{pemilik}-{lama.periode.mulai}-versi-{lama.nomor_versi}"
        f"-ke-{baru.periode.mulai}-versi-{baru.nomor_versi}{akhiran}"
    )


def bahan_banding(lama: Pohon, baru: Pohon, beda: Perbandingan) -> BahanCetak:
    """Return what differs, with what stands above it, ready to print."""
    pemilik = str(baru.perangkat_daerah or baru.pemerintah_daerah)
    judul = f"Perbedaan Pohon Kinerja {pemilik}"
    konteks = {
        "judul": judul,
        "pemilik": pemilik,
        "urusan": baru.urusan,
        "judul_lama": judul_versi(lama),
        "judul_baru": judul_versi(baru),
        "beda": beda,
        "baris": beda.hanya_berubah(),
        "kaki": judul,
    }
    return susun_bahan(
        render_to_string("cetak/banding.html", konteks),
        judul=judul,
        penulis=pemilik,
        halaman=(Halaman(), LANSKAP),
        gaya=(_GAYA,),
    )
