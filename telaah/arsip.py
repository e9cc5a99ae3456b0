"""Proof that what was approved is unchanged: checksums of data and files, and the stored tree against its frozen copy.

Reads only. Names of agencies and positions and the answers of other agencies are left out of the comparison with the
stored tree: they may change later, and the frozen copy keeps what they were.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from instansi.api import Arsip, kanonik, utuh
from naskah.api import ArsipBerkas, BerkasRusak, baca_berkas
from pohon.api import baca_pohon, potret
from telaah.models import Persetujuan

_SEPOTONG = 20  # rows fetched at a time: each holds a whole tree
_HIDUP = frozenset({"nama_pemilik", "nama_pemerintah", "penanggung_jawab", "jawaban"})


@dataclass(frozen=True, slots=True)
class HasilUji:
    """One thing that was proven or not: what it is, its checksum where it has one, and what is wrong with it."""

    hal: str
    sha256: str
    masalah: str

    @property
    def utuh(self) -> bool:
        """Whether nothing is wrong."""
        return not self.masalah


def uji_semua() -> Iterator[HasilUji]:
    """Yield the proof of every frozen datum, every issued file and every approved tree."""
    for arsip in Arsip.objects.order_by("pk").iterator(_SEPOTONG):
        yield _uji_data(arsip)
    for berkas in ArsipBerkas.objects.order_by("pk").iterator():
        yield _uji_berkas(berkas)
    for persetujuan in Persetujuan.objects.select_related("arsip", "pohon").order_by("pk").iterator(_SEPOTONG):
        yield _uji_pohon(persetujuan)


def uji_persetujuan(persetujuan: Persetujuan) -> tuple[HasilUji, ...]:
    """Return the proofs of one approval: its data, its booklet, its tree."""
    return _uji_data(persetujuan.arsip), _uji_berkas(persetujuan.buku), _uji_pohon(persetujuan)


def isi_arsip(persetujuan: Persetujuan) -> dict[str, Any]:
    """Return the frozen tree as data (see `pohon.snapshot`)."""
    isi: dict[str, Any] = json.loads(persetujuan.arsip.isi)
    return isi


def _uji_data(arsip: Arsip) -> HasilUji:
    masalah = "" if utuh(arsip) else "isi tidak lagi sesuai dengan sidiknya"
    return HasilUji(f"Data {arsip.jenis} (arsip {arsip.pk})", arsip.sha256, masalah)


def _uji_berkas(berkas: ArsipBerkas) -> HasilUji:
    try:
        baca_berkas(berkas)
    except BerkasRusak as galat:
        return HasilUji(f"Berkas {berkas.nama}", berkas.sha256, str(galat))
    return HasilUji(f"Berkas {berkas.nama}", berkas.sha256, "")


def _uji_pohon(persetujuan: Persetujuan) -> HasilUji:
    kini = json.loads(kanonik(potret(baca_pohon(persetujuan.pohon_id))))
    sama = _tanpa_yang_hidup(kini) == _tanpa_yang_hidup(isi_arsip(persetujuan))
    masalah = "" if sama else "isi pohon di basis data berbeda dari yang disetujui"
    return HasilUji(f"Isi pohon {persetujuan.pohon_id}", "", masalah)


def _tanpa_yang_hidup(isi: Any) -> Any:
    """Return the data without what lives on: names of owners and positions, answers to crosscutting."""
    if isinstance(isi, list):
        return [_tanpa_yang_hidup(satu) for satu in isi]
    if not isinstance(isi, dict):
        return isi
    lewati = _HIDUP | ({"nama", "jenjang"} if "jabatan" in isi and "jenjang" in isi else frozenset())
    return {kunci: _tanpa_yang_hidup(nilai) for kunci, nilai in isi.items() if kunci not in lewati}
