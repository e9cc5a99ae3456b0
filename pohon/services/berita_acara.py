"""The minutes of the agreement on the outcomes (Tahap 1): uploading, replacing and removing the file."""

import re

from instansi.api import GalatLayanan, Pengguna, pastikan_pdf, simpan_isi
from pohon.choices import PANJANG_PENDEK
from pohon.models import BeritaAcara, Pohon
from pohon.services.isian import bersih
from pohon.services.sunting import catat_pohon, sunting

UKURAN_TERBESAR = 10 * 1024 * 1024
_BUKAN_NAMA = re.compile(r'[:*?"<>|]')


def simpan_berita_acara(*, aktor: Pengguna, pohon_id: int, nama: str, isi: bytes) -> BeritaAcara:
    """Keep a PDF as the tree's minutes, in place of an earlier one; `nama` is the file's name where it came from.

    Raises GalatLayanan for `berkas` when it is too large, no PDF, broken or locked; and as every edit of a tree.
    """
    if len(isi) > UKURAN_TERBESAR:
        raise GalatLayanan("Berkas paling besar 10 MB.", kolom="berkas")
    pastikan_pdf(isi, kolom="berkas")
    nama = _nama_berkas(nama)
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        lama = BeritaAcara.objects.filter(pohon=pohon).first()
        kolom = {"nama": nama, "ukuran": len(isi), "sha256": simpan_isi(isi, nama)}
        satu, _ = BeritaAcara.objects.update_or_create(pohon=pohon, defaults={**kolom, "oleh": aktor})
        catat_pohon(aktor, pohon, "unggah_berita_acara", pohon, ringkas=nama, sebelum=_isi(lama), sesudah=kolom)
        return satu


def hapus_berita_acara(*, aktor: Pengguna, pohon_id: int) -> None:
    """Take the minutes off the tree. The bytes stay: an approved version may refer to them."""
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        lama = BeritaAcara.objects.filter(pohon=pohon).first()
        if lama is None:
            raise GalatLayanan("Berita acara ini sudah dihapus.")
        lama.delete()
        catat_pohon(aktor, pohon, "hapus_berita_acara", pohon, ringkas=lama.nama, sebelum=_isi(lama))


def salin_berita_acara(asal: Pohon, baru: Pohon) -> None:
    """Let a new version refer to the same minutes."""
    for satu in BeritaAcara.objects.filter(pohon=asal):
        BeritaAcara.objects.create(
            pohon=baru, nama=satu.nama, ukuran=satu.ukuran, sha256=satu.sha256, oleh_id=satu.oleh_id
        )


def _nama_berkas(nama: str) -> str:
    """Return a file name that any system takes: without folders and forbidden marks, ending in .pdf."""
    pokok = bersih(re.split(r"[\\/]", nama)[-1], "berkas", 1_000)
    pokok = _BUKAN_NAMA.sub("-", re.sub(r"\.pdf$", "", pokok, flags=re.IGNORECASE)).strip(" .-") or "berita-acara"
    return f"{pokok[: PANJANG_PENDEK - 4]}.pdf"


def _isi(satu: BeritaAcara | None) -> dict[str, object]:
    return {"nama": satu.nama, "ukuran": satu.ukuran, "sha256": satu.sha256} if satu else {}
