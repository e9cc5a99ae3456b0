"""From a reading to a stored tree: names of agencies to agencies, the plan to the service. For screen and command."""

from instansi.api import GalatLayanan, Pengguna, PerangkatDaerah, perangkat_lain
from pohon.choices import PANJANG_PENDEK, Keparahan
from pohon.importing.bacaan import Bacaan
from pohon.importing.laporan import SKEMA_LAPORAN, Laporan
from pohon.importing.rancangan import susun_rancangan
from pohon.models import Pohon
from pohon.rules.teks import baku
from pohon.services.impor import Impor, impor_pohon
from pohon.services.isian import Pihak


def simpan_bacaan(*, aktor: Pengguna, pohon: Pohon, bacaan: Bacaan, laporan: Laporan, ganti: bool = False) -> int:
    """Store a reading, with the choices already applied to it, as the content of a draft; return the number of boxes.

    Raises GalatLayanan as `services.impor.impor_pohon`, and for a report that holds a finding of the kind `galat`.
    """
    halangan = next((satu for satu in laporan.temuan if satu.keparahan == Keparahan.GALAT), None)
    if halangan is not None:
        raise GalatLayanan(halangan.pesan)
    impor = Impor(
        outcome=susun_rancangan(bacaan, PencariPihak(pohon.perangkat_daerah)),
        faktor={nama: satu.teks for nama, satu in bacaan.naskah.faktor.items()},
        laporan=laporan.arsip(),
        skema_laporan=SKEMA_LAPORAN,
        berkas=laporan.berkas[:100],
    )
    return impor_pohon(aktor=aktor, pohon_id=pohon.pk, impor=impor, ganti=ganti)


class PencariPihak:
    """Tells which agency of the local government a printed name means: its name or its abbreviation, spelling aside."""

    def __init__(self, pemilik: PerangkatDaerah | None) -> None:
        lain = list(perangkat_lain(pemilik)) if pemilik is not None else []
        self._kunci = {baku(satu.singkatan): satu.pk for satu in lain if satu.singkatan}
        self._kunci |= {baku(satu.nama): satu.pk for satu in lain}

    def __call__(self, nama: str) -> Pihak:
        kunci = self._kunci.get(baku(nama))
        return Pihak(perangkat_daerah_id=kunci) if kunci else Pihak(nama=nama[:PANJANG_PENDEK])
