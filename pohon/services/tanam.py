"""Planting a plan (`Rancangan`) into a locked tree: nodes level by level, then all that hangs on them in bulk."""

from collections.abc import Iterator, Mapping, Sequence

from instansi.api import GalatLayanan
from pohon.choices import ANAK_SAH, PANJANG_PENDEK, Komponen, Tingkat
from pohon.models import Crosscutting, Indikator, Nomenklatur, Pohon, Simpul, SimpulJabatan
from pohon.services.isian import Rancangan, bersih, pilihan
from pohon.services.kaitan import (
    ambil_nomenklatur,
    nama_pihak,
    pastikan_boleh_crosscutting,
    pastikan_jabatan,
    salinan_nomenklatur,
)
from pohon.tree import Susunan


def tanam(
    pohon: Pohon,
    susunan: Susunan,
    induk_id: int,
    rancangan: Sequence[Rancangan],
    *,
    sesudah_id: int | None = None,
) -> list[Simpul]:
    """Create the planned branches under a parent, in order, after a sibling or last; return their top nodes.

    The caller has checked that the parent takes the top kinds; below them each kind must fit its parent. Raises
    GalatLayanan for a plan that does not hold (kind, text, position or agency of elsewhere).
    """
    buku = list(_daftar(rancangan))
    nomenklatur = ambil_nomenklatur(satu.nomenklatur_id for satu, _ in buku if satu.nomenklatur_id is not None)
    kunci: dict[int, int] = {}
    for nomor, (satu, induk) in enumerate(buku):
        if induk is None:
            kunci[nomor] = sesudah_id = susunan.tambah(_simpul(satu, nomenklatur), induk_id, sesudah_id)
        else:
            kunci[nomor] = susunan.tambah(_simpul(satu, nomenklatur), kunci[induk])
    simpul = susunan.simpan()
    pasangan = list(zip(simpul, (satu for satu, _ in buku), strict=True))
    _tulis_isi(pohon, pasangan)
    return [baru for baru, (_, induk) in zip(simpul, buku, strict=True) if induk is None]


def _daftar(rancangan: Sequence[Rancangan]) -> Iterator[tuple[Rancangan, int | None]]:
    """Yield (plan, number of its parent in this very list) in preorder."""
    tumpukan: list[tuple[Rancangan, int | None]] = [(satu, None) for satu in reversed(rancangan)]
    nomor = 0
    while tumpukan:
        satu, induk = tumpukan.pop()
        yield satu, induk
        for anak in reversed(satu.anak):
            if anak.jenis not in ANAK_SAH[satu.jenis]:
                raise GalatLayanan(f"{anak.jenis.label} tidak dapat berada langsung di bawah {satu.jenis.label}.")
            tumpukan.append((anak, nomor))
        nomor += 1


def _simpul(rancangan: Rancangan, nomenklatur: Mapping[int, Nomenklatur]) -> Simpul:
    pastikan_boleh_crosscutting(rancangan.jenis, rancangan.isi.crosscutting)
    return Simpul(
        jenis=rancangan.jenis,
        tingkat=pilihan(rancangan.tingkat, "tingkat", Tingkat.values),
        komponen=pilihan(rancangan.komponen, "komponen", Komponen.values),
        kinerja_jabatan=bersih(rancangan.kinerja_jabatan, "kinerja_jabatan", PANJANG_PENDEK),
        **rancangan.isi.kolom(),
        **salinan_nomenklatur(nomenklatur.get(rancangan.nomenklatur_id or 0)),
    )


def _tulis_isi(pohon: Pohon, pasangan: list[tuple[Simpul, Rancangan]]) -> None:
    """Write indicators, positions and parties of the planted nodes; one statement a table."""
    pastikan_jabatan(pohon, {kunci for _, satu in pasangan for kunci in satu.jabatan_id})
    pastikan_jabatan(
        pohon,
        {isi.penanggung_jawab_id for _, satu in pasangan for isi in satu.indikator if isi.penanggung_jawab_id},
        kolom="penanggung_jawab",
    )
    nama = nama_pihak(pohon, [pihak for _, satu in pasangan for pihak in satu.isi.crosscutting])
    Indikator.objects.bulk_create(
        Indikator(pohon=pohon, simpul=simpul, urutan=urutan, **isi.kolom())
        for simpul, satu in pasangan
        for urutan, isi in enumerate(satu.indikator, start=1)
    )
    SimpulJabatan.objects.bulk_create(
        SimpulJabatan(pohon=pohon, simpul=simpul, urutan=urutan, jabatan_id=kunci)
        for simpul, satu in pasangan
        for urutan, kunci in enumerate(satu.jabatan_id, start=1)
    )
    Crosscutting.objects.bulk_create(
        Crosscutting(
            pohon=pohon, simpul=simpul, urutan=urutan, perangkat_daerah_id=pihak.perangkat_daerah_id, nama=nama[pihak]
        )
        for simpul, satu in pasangan
        for urutan, pihak in enumerate(satu.isi.crosscutting, start=1)
    )
