"""The topics of the guide in their order, read once from docs/panduan. How Markdown is shown belongs in penyaji.py."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString

from bantuan.penyaji import Bagian, sajikan

FOLDER = settings.BASE_DIR / "docs/panduan"
# A file that is not named here is shown nowhere; a test compares.
KELOMPOK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Memulai", ("mulai", "istilah")),
    (
        "Menyusun pohon kinerja",
        ("tahap-1", "tahap-2", "tahap-3", "tahap-4", "tahap-5", "crosscutting", "impor", "periksa-dan-ajukan"),
    ),
    ("Gambar dan dokumen", ("bagan", "dokumen", "keputusan-iku", "keputusan-iki", "perjanjian-kinerja")),
    ("Menelaah", ("telaah",)),
    ("Akun dan administrasi", ("akun", "administrasi")),
    ("Pertanyaan", ("tanya-jawab",)),
)


@dataclass(frozen=True, slots=True)
class Topik:
    """One page of the guide."""

    slug: str
    judul: str
    ringkasan: str
    html: SafeString
    bagian: tuple[Bagian, ...]

    @property
    def isi(self) -> tuple[Bagian, ...]:
        """The sections that have a heading of their own, for the page's table of contents."""
        return tuple(satu for satu in self.bagian if satu.jangkar)


@cache
def semua_topik() -> tuple[Topik, ...]:
    """Return all topics in the order of `KELOMPOK`; read once a process, as templates are."""
    hasil = []
    for slug in (slug for _, daftar in KELOMPOK for slug in daftar):
        sajian = sajikan((FOLDER / f"{slug}.md").read_text(encoding="utf-8"), FOLDER)
        hasil.append(Topik(slug, sajian.judul, sajian.ringkasan, sajian.html, sajian.bagian))
    return tuple(hasil)


def daftar_isi() -> list[tuple[str, list[Topik]]]:
    """Return the groups with their topics."""
    menurut_slug = {satu.slug: satu for satu in semua_topik()}
    return [(nama, [menurut_slug[slug] for slug in daftar]) for nama, daftar in KELOMPOK]
