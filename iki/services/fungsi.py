"""The ordered functions of a position, kept through the agency's library of standard items."""

import hashlib
from collections.abc import Iterable

from iki.choices import FUNGSI_TERBANYAK, PANJANG_FUNGSI
from iki.isian import bersih
from iki.models import ButirFungsi, FungsiJabatan
from instansi.api import GalatLayanan, Jabatan


def tulis_fungsi(jabatan: Jabatan, fungsi: Iterable[str]) -> tuple[list[str], list[str]]:
    """Make the functions of a position equal to the list, through the agency's library; return (before, after).

    Texts that the library lacks are added to it. Raises GalatLayanan
    naming `fungsi`.
    """
    baru = [teks for teks in (bersih(satu, "fungsi", PANJANG_FUNGSI) for satu in fungsi) if teks]
    if len(baru) > FUNGSI_TERBANYAK:
        raise GalatLayanan(f"Paling banyak {FUNGSI_TERBANYAK} fungsi dalam satu jabatan.", kolom="fungsi")
    lama = list(FungsiJabatan.objects.filter(jabatan=jabatan).values_list("butir__teks", flat=True))
    if lama == baru:
        return lama, baru
    FungsiJabatan.objects.filter(jabatan=jabatan).delete()
    sidik = {teks: hashlib.sha256(teks.encode()).hexdigest() for teks in baru}
    ButirFungsi.objects.bulk_create(
        [
            ButirFungsi(perangkat_daerah_id=jabatan.perangkat_daerah_id, teks=teks, sidik=satu)
            for teks, satu in sidik.items()
        ],
        ignore_conflicts=True,
    )
    butir = dict(
        ButirFungsi.objects.filter(
            perangkat_daerah=jabatan.perangkat_daerah_id, sidik__in=list(sidik.values())
        ).values_list("sidik", "pk")
    )
    FungsiJabatan.objects.bulk_create(
        FungsiJabatan(jabatan=jabatan, butir_id=butir[sidik[teks]], urutan=urutan)
        for urutan, teks in enumerate(baru, 1)
    )
    return lama, baru
