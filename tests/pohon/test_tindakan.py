"""What is offered at a row is what the services accept: neither a dead button nor a step withheld."""

import pytest

from instansi.api import GalatLayanan
from pohon.models import Simpul
from pohon.selectors import baca_pohon
from pohon.services import pindah_ke, pindah_simpul
from pohon.tindakan import calon_induk, tindakan_mungkin
from tests.pabrik.baris import antara, kondisi, operasional, outcome, silang, utama
from tests.pabrik.basis import PerangkatFactory, perencana_di, pohon_tersimpan

BENIH = outcome(
    "Outcome",
    kondisi(
        "Kondisi",
        utama("Utama satu", antara("Antara", operasional("Operasional satu"), operasional("Operasional dua"))),
        silang("Silang", crosscutting=["Kementerian"]),
        utama("Utama dua"),
    ),
    kondisi("Kondisi dua"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("arah", ["naik", "turun", "masuk", "keluar"])
def test_every_step_offered_succeeds_and_every_other_is_refused(arah: str) -> None:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    pohon = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat)
    rows = baca_pohon(pohon.pk)
    asal = dict(Simpul.objects.filter(pohon=pohon).values_list("pk", "parent_id"))
    for kunci, tindakan in tindakan_mungkin(rows).items():
        segar = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat, urusan=f"{arah} {kunci}")
        sasaran = Simpul.objects.get(pohon=segar, pernyataan=rows.menurut_id[kunci].pernyataan)
        try:
            pindah_simpul(aktor=perencana, pohon_id=segar.pk, simpul_id=sasaran.pk, arah=arah)
            berhasil = True
        except GalatLayanan:
            berhasil = False
        assert berhasil == getattr(tindakan, arah), (rows.menurut_id[kunci].pernyataan, arah)
    assert asal == dict(Simpul.objects.filter(pohon=pohon).values_list("pk", "parent_id"))


@pytest.mark.django_db
def test_every_parent_offered_takes_the_node() -> None:
    perangkat = PerangkatFactory()
    perencana = perencana_di(perangkat)
    pohon = pohon_tersimpan(BENIH, perencana=perencana, perangkat_daerah=perangkat)
    rows = baca_pohon(pohon.pk)
    for baris in rows.simpul:
        for induk in calon_induk(rows, baris):
            segar = pohon_tersimpan(
                BENIH, perencana=perencana, perangkat_daerah=perangkat, urusan=f"{baris.kode} {induk.kode}"
            )
            kunci = dict(Simpul.objects.filter(pohon=segar).values_list("pernyataan", "pk"))
            pindah_ke(
                aktor=perencana,
                pohon_id=segar.pk,
                simpul_id=kunci[baris.pernyataan],
                induk_id=kunci[induk.pernyataan],
            )
            assert Simpul.objects.get(pk=kunci[baris.pernyataan]).parent_id == kunci[induk.pernyataan]
