"""Trees ready for review: complete, submitted, under review, approved; made through the services.

kasus = pohon_diajukan()
mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
"""

from dataclasses import dataclass

from django.db import models

from instansi.choices import JenisPeran
from instansi.models import Pengguna, PerangkatDaerah
from pohon.models import Indikator, Pohon
from pohon.services import terima_usulan
from telaah.services import ajukan, mulai_telaah, setujui
from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama
from tests.pabrik.basis import PerangkatFactory, berperan, perencana_di, pohon_tersimpan

LENGKAP = (
    outcome(
        "Terwujudnya Tertib Administrasi Kependudukan",
        kondisi(
            "Meningkatnya Kualitas Pelayanan Administrasi",
            utama(
                "Meningkatnya Kualitas Pendaftaran Penduduk",
                antara(
                    "Meningkatnya Kompetensi Petugas Layanan",
                    operasional("Tersedianya petugas terlatih", indikator=["Jumlah petugas terlatih"]),
                    operasional("Tersusunnya rencana pelatihan", indikator=["Jumlah rencana pelatihan"]),
                    indikator=["Persentase petugas kompeten"],
                ),
                indikator=["Indeks kepuasan pendaftaran"],
            ),
            indikator=["Indeks kepuasan masyarakat"],
        ),
        indikator=["Persentase penduduk berdokumen"],
    ),
)


@dataclass
class Kasus:
    """A tree and one person of each role around it."""

    pohon: Pohon
    perencana: Pengguna
    penelaah: Pengguna
    pimpinan: Pengguna

    def segar(self) -> Pohon:
        """Return the tree as stored now."""
        return Pohon.objects.select_related("perangkat_daerah__pemerintah_daerah", "periode").get(pk=self.pohon.pk)


def pohon_lengkap(*benih: object, perangkat_daerah: PerangkatDaerah | None = None) -> Kasus:
    """Return a draft without blocking findings."""
    perangkat_daerah = perangkat_daerah or PerangkatFactory()
    perencana = perencana_di(perangkat_daerah)
    pohon = pohon_tersimpan(*(benih or LENGKAP), perencana=perencana, perangkat_daerah=perangkat_daerah)
    Indikator.objects.filter(pohon=pohon).update(satuan="nilai", jenis_formula=models.Value("nilai"))
    terima_usulan(aktor=perencana, pohon_id=pohon.pk)
    return Kasus(
        Pohon.objects.select_related("perangkat_daerah__pemerintah_daerah", "periode").get(pk=pohon.pk),
        perencana,
        berperan(JenisPeran.PENELAAH, perangkat_daerah.pemerintah_daerah),
        berperan(JenisPeran.PIMPINAN, perangkat_daerah),
    )


def pohon_diajukan(*benih: object, perangkat_daerah: PerangkatDaerah | None = None) -> Kasus:
    """Return a submitted tree."""
    kasus = pohon_lengkap(*benih, perangkat_daerah=perangkat_daerah)
    ajukan(aktor=kasus.perencana, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    return kasus


def pohon_ditelaah(*benih: object, perangkat_daerah: PerangkatDaerah | None = None) -> Kasus:
    """Return a tree whose review has begun."""
    kasus = pohon_diajukan(*benih, perangkat_daerah=perangkat_daerah)
    mulai_telaah(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk)
    return kasus


def pohon_disetujui(*benih: object, perangkat_daerah: PerangkatDaerah | None = None) -> Kasus:
    """Return an approved tree with its archive."""
    kasus = pohon_ditelaah(*benih, perangkat_daerah=perangkat_daerah)
    setujui(aktor=kasus.penelaah, pohon_id=kasus.pohon.pk, rev=kasus.pohon.rev)
    return kasus
