"""Traffic lights outside this app's pages: on the boxes of the tree picture and on the dashboard of all agencies.

The year shown is the last one of the period that has any realisation. Registered in apps.py; a constant number of
queries for one tree or for fifty.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from instansi.api import Permintaan
from pk.choices import JenisNilai, Lampu
from pk.models import NilaiIndikator, TargetIndikator
from pk.nilai import Nilai, capaian, lampu, persen
from pohon.api import BarisPohon, Indikator, Pohon, layout
from pohon.dasbor import ButirDasbor

_TANDA = {
    Lampu.HIJAU: layout.JenisTanda.BAIK,
    Lampu.KUNING: layout.JenisTanda.AWAS,
    Lampu.MERAH: layout.JenisTanda.GALAT,
}
_URUTAN = (Lampu.MERAH, Lampu.KUNING, Lampu.HIJAU)  # the worst first
Lingkup = tuple[int, int, str]  # agency, period, urusan


class NilaiTahunan:
    """Targets and realisations of some trees, with own directions; two queries."""

    def __init__(self, pohon: Sequence[Pohon]) -> None:
        perangkat = {satu.perangkat_daerah_id for satu in pohon if satu.perangkat_daerah_id is not None}
        kunci: dict[int, tuple[Lingkup, UUID]] = {}
        self.arah: dict[tuple[Lingkup, UUID], str] = {}
        for baris in TargetIndikator.objects.filter(perangkat_daerah__in=perangkat):
            tempat = ((baris.perangkat_daerah_id, baris.periode_id, baris.urusan), baris.identitas)
            kunci[baris.pk] = tempat
            self.arah[tempat] = baris.arah
        self.nilai: dict[tuple[Lingkup, UUID], dict[tuple[str, int], Nilai]] = defaultdict(dict)
        self.tahun: dict[Lingkup, int] = {}
        semua = NilaiIndikator.objects.filter(
            target__perangkat_daerah__in=perangkat, jenis__in=(JenisNilai.TARGET, JenisNilai.REALISASI)
        )
        for target_id, jenis, tahun, angka, teks in semua.values_list("target", "jenis", "tahun", "angka", "teks"):
            if target_id not in kunci:
                continue  # stored between the two queries
            lingkup, _ = kunci[target_id]
            self.nilai[kunci[target_id]][jenis, tahun] = Nilai(angka, teks)
            if jenis == JenisNilai.REALISASI:
                self.tahun[lingkup] = max(tahun, self.tahun.get(lingkup, 0))

    def terakhir(self, pohon: Pohon) -> int | None:
        """Return the last year of a tree that has a realisation, or None."""
        return self.tahun.get(_lingkup(pohon))

    def baca(self, pohon: Pohon, identitas: UUID, arah: str) -> tuple[Lampu, str]:
        """Return light and achievement of an indicator in that year; `arah` is what the tree says."""
        tempat = (_lingkup(pohon), identitas)
        tahun, nilai = self.terakhir(pohon) or 0, self.nilai.get(tempat, {})
        target, realisasi = nilai.get((JenisNilai.TARGET, tahun)), nilai.get((JenisNilai.REALISASI, tahun))
        arah = self.arah.get(tempat) or arah
        angka = capaian(target, realisasi, arah) if target and realisasi else None
        return lampu(target, realisasi, arah), persen(angka)


def tandai_lampu(request: Permintaan, pohon: Pohon, rows: BarisPohon) -> dict[int, tuple[layout.Tanda, ...]]:
    """Return a mark for each box with a realisation: that of its worst indicator (`pohon.tanda.daftarkan_penanda`)."""
    if pohon.perangkat_daerah_id is None:
        return {}
    tahunan = NilaiTahunan([pohon])
    tahun = tahunan.terakhir(pohon)
    hasil: dict[int, tuple[layout.Tanda, ...]] = {}
    for simpul in rows.tanpa_csf if tahun else ():
        semua = [tahunan.baca(pohon, satu.identitas, satu.arah) for satu in simpul.indikator]
        ada = [satu for satu in semua if satu[0] in _TANDA]
        if ada:
            terburuk, angka = min(ada, key=lambda satu: _URUTAN.index(satu[0]))
            teks = f"{tahun}: {terburuk.label.lower()}" + (f" {angka}" if len(ada) == 1 and angka != "–" else "")
            hasil[simpul.id] = (layout.Tanda(teks, _TANDA[terburuk]),)
    return hasil


def kolom_capaian(pohon: Sequence[Pohon]) -> Mapping[int, Sequence[ButirDasbor]]:
    """Return how many indicators of each tree have which light; three queries."""
    tahunan = NilaiTahunan(pohon)
    menurut = {satu.pk: satu for satu in pohon if tahunan.terakhir(satu)}
    banyak: dict[int, Counter[Lampu]] = defaultdict(Counter)
    semua = Indikator.objects.filter(
        pohon__in=menurut, penghapusan__isnull=True, simpul__penghapusan__isnull=True
    ).values_list("pohon", "identitas", "arah")
    for pohon_id, identitas, arah in semua:
        banyak[pohon_id][tahunan.baca(menurut[pohon_id], identitas, arah)[0]] += 1
    return {
        pohon_id: [
            ButirDasbor(f"{hitung[satu]} {satu.label.lower()}", f"lampu lampu--{satu.value}")
            for satu in reversed(_URUTAN)
            if hitung[satu]
        ]
        + [ButirDasbor(f"tahun {tahunan.terakhir(menurut[pohon_id])}", "redup kecil")]
        for pohon_id, hitung in banyak.items()
    }


def _lingkup(pohon: Pohon) -> Lingkup:
    return (pohon.perangkat_daerah_id or 0, pohon.periode_id, pohon.urusan)
