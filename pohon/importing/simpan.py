"""From a reading to a stored tree: names of agencies to agencies, the plan to the service. For screen and command."""

from collections import Counter

from instansi.api import GalatLayanan, Jabatan, Pengguna, PerangkatDaerah, perangkat_lain
from pohon.choices import PANJANG_PENDEK, Keparahan
from pohon.importing.bacaan import Bacaan
from pohon.importing.laporan import SKEMA_LAPORAN, Laporan
from pohon.importing.rancangan import susun_rancangan
from pohon.models import Pohon
from pohon.rules.teks import baku
from pohon.services.impor import Impor, impor_pohon
from pohon.services.isian import Pihak

_AWALAN_JABATAN = ("pk", "skp", "iki")


def simpan_bacaan(
    *,
    aktor: Pengguna,
    pohon: Pohon,
    bacaan: Bacaan,
    laporan: Laporan,
    ganti: bool = False,
    hubungkan: bool = False,
) -> int:
    """Store a reading, with the choices already applied to it, as the content of a draft; return the number of boxes.

    With `hubungkan` boxes are given the positions of the agency whose names they print. Raises GalatLayanan as
    `services.impor.impor_pohon`, and for a report that holds a finding of the kind `galat`.
    """
    halangan = next((satu for satu in laporan.temuan if satu.keparahan == Keparahan.GALAT), None)
    if halangan is not None:
        raise GalatLayanan(halangan.pesan)
    impor = Impor(
        outcome=susun_rancangan(
            bacaan,
            PencariPihak(pohon.perangkat_daerah),
            PencariJabatan(pohon.perangkat_daerah if hubungkan else None),
        ),
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


class PencariJabatan:
    """Tells which position of the agency a printed name means: one that bears it alone, spelling and "PK/SKP" aside.

    A name that several positions bear is no key, and "PK Jabatan Administrator" is a rank: neither means a position.
    """

    def __init__(self, pemilik: PerangkatDaerah | None) -> None:
        daftar = Jabatan.objects.filter(perangkat_daerah=pemilik) if pemilik is not None else Jabatan.objects.none()
        nama = [(baku(satu.nama), satu.pk) for satu in daftar]
        banyak = Counter(kunci for kunci, _ in nama)
        self._kunci = {kunci: pk for kunci, pk in nama if banyak[kunci] == 1}

    def __call__(self, nama: str) -> int | None:
        kata = baku(nama).split()
        while kata and kata[0] in _AWALAN_JABATAN:
            kata = kata[1:]
        return self._kunci.get(baku(nama)) or self._kunci.get(" ".join(kata))
