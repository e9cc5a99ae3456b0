"""Two agencies of one government: one asks, the other may answer.

kasus = dua_perangkat()
terima(aktor=kasus.penjawab, permintaan_id=kasus.permintaan().pk, versi=1, simpul=kasus.simpul_jawab)
"""

from dataclasses import dataclass
from uuid import UUID

from instansi.choices import JenisPeran
from instansi.models import Pengguna, PerangkatDaerah
from pohon.models import Permintaan, Pohon, Simpul
from pohon.services import IsiSimpul, Pihak, buat_pohon, ubah_simpul
from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama
from tests.pabrik.basis import (
    PemerintahFactory,
    PerangkatFactory,
    PeriodeFactory,
    berperan,
    perencana_di,
    pohon_tersimpan,
    rancangan,
)
from tests.pabrik.basis import _dengan_csf as dengan_csf

DIMINTA, MENJAWAB = "Tersedianya jaringan kantor", "Meningkatnya kualitas jaringan daerah"
PEMINTA = outcome(
    "Terwujudnya tertib administrasi",
    kondisi("Meningkatnya pelayanan", utama("Meningkatnya sarana", antara(DIMINTA))),
)
PENJAWAB = outcome(
    "Terwujudnya pemerintahan digital",
    kondisi(MENJAWAB, utama("Meningkatnya cakupan", antara("Meningkatnya titik layanan", operasional("Terpasang")))),
)


@dataclass
class Kasus:
    """Two agencies with a tree and a planner each, and a reviewer of their government."""

    pohon_minta: Pohon
    pohon_jawab: Pohon
    peminta: Pengguna
    penjawab: Pengguna
    penelaah: Pengguna

    @property
    def perangkat_minta(self) -> PerangkatDaerah:
        """The asking agency."""
        return self.pohon_minta.perangkat_daerah

    @property
    def perangkat_jawab(self) -> PerangkatDaerah:
        """The asked agency."""
        return self.pohon_jawab.perangkat_daerah

    @property
    def simpul_jawab(self) -> UUID:
        """The identity of the node that answers."""
        return identitas(self.pohon_jawab, MENJAWAB)

    def permintaan(self) -> Permintaan:
        """Return the one request as stored now."""
        return Permintaan.objects.get()

    def minta(self, pernyataan: str = DIMINTA, *, sebut: bool = True) -> None:
        """Name the other agency on a node, or take the name away."""
        ubah(self.peminta, self.pohon_minta, pernyataan, sebut=self.perangkat_jawab if sebut else None)


def dua_perangkat(*, minta: bool = True) -> Kasus:
    """Return two agencies; unless told otherwise the first already asks the second."""
    pemerintah = PemerintahFactory()
    PeriodeFactory(pemerintah_daerah=pemerintah)
    satu = PerangkatFactory(pemerintah_daerah=pemerintah, nama="Dinas Peminta")
    dua = PerangkatFactory(pemerintah_daerah=pemerintah, nama="Dinas Penjawab")
    aktor = perencana_di(satu), perencana_di(dua)
    kasus = Kasus(
        pohon_tersimpan(PEMINTA, perencana=aktor[0], perangkat_daerah=satu),
        pohon_tersimpan(PENJAWAB, perencana=aktor[1], perangkat_daerah=dua),
        *aktor,
        berperan(JenisPeran.PENELAAH, pemerintah),
    )
    if minta:
        kasus.minta()
    return kasus


def banyak_perangkat(jumlah: int, *, kotak: int = 4) -> list[PerangkatDaerah]:
    """Return so many agencies, each with a tree of so many boxes whose first asks the next agency."""
    pemerintah = PemerintahFactory()
    periode = PeriodeFactory(pemerintah_daerah=pemerintah)
    perangkat = [PerangkatFactory(pemerintah_daerah=pemerintah) for _ in range(jumlah)]
    aktor = [perencana_di(satu) for satu in perangkat]
    for nomor, satu in enumerate(perangkat):
        lain = perangkat[(nomor + 1) % jumlah]
        benih = outcome(
            f"Outcome {nomor}",
            kondisi(
                f"Kondisi {nomor}",
                utama("Diminta", crosscutting=[lain.nama]),
                *(utama(f"Utama {urut}") for urut in range(kotak - 3)),
            ),
        )
        buat_pohon(
            aktor=aktor[nomor],
            perangkat_daerah=satu,
            periode=periode,
            urusan="",
            tahun=2023,
            isi=[rancangan(dengan_csf(benih), {lain.nama: Pihak(perangkat_daerah_id=lain.pk)})],
        )
    return perangkat


def identitas(pohon: Pohon, pernyataan: str) -> UUID:
    """Return the identity of a node by its statement."""
    return Simpul.objects.values_list("identitas", flat=True).get(pohon=pohon, pernyataan=pernyataan)


def ubah(
    aktor: Pengguna, pohon: Pohon, pernyataan: str, *, menjadi: str = "", sebut: PerangkatDaerah | None = None
) -> None:
    """Edit a node: another statement, and the one agency it names."""
    simpul = Simpul.objects.get(pohon=pohon, pernyataan=pernyataan)
    pihak = (Pihak(perangkat_daerah_id=sebut.pk),) if sebut else ()
    ubah_simpul(
        aktor=aktor,
        pohon_id=pohon.pk,
        simpul_id=simpul.pk,
        versi=simpul.versi,
        isi=IsiSimpul(menjadi or pernyataan, crosscutting=pihak),
    )
