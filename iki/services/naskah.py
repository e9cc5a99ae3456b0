"""Beginning IKI decrees. What they print is what positions hold; it is edited there, and frozen when one is issued."""

from django.db import transaction

from iki.selectors import ambil_keputusan_iki, asal_keputusan
from instansi.api import GalatLayanan, Pengguna, PerangkatDaerah
from naskah.api import (
    JenisKeputusan,
    Keputusan,
    StatusKeputusan,
    baca_keputusan,
    buat_keputusan,
    isi_awal,
    isi_untuk_perubahan,
)
from pohon.api import Pohon, baca_pohon


@transaction.atomic
def buat_dari_pohon(*, aktor: Pengguna, perangkat_daerah: PerangkatDaerah, pohon_id: int) -> Keputusan:
    """Store a draft from the standing texts, tied to one of the agency's trees.

    Raises TidakDitemukan, TidakBerhak, or GalatLayanan when the tree is not one of this agency.
    """
    pohon = Pohon.objects.filter(pk=pohon_id, perangkat_daerah=perangkat_daerah).select_related("periode").first()
    if pohon is None:
        raise GalatLayanan("Pilih pohon kinerja perangkat daerah ini.", kolom="asal")
    return buat_keputusan(
        aktor=aktor,
        perangkat_daerah=perangkat_daerah,
        jenis=JenisKeputusan.IKI,
        periode=pohon.periode,
        isi=isi_awal(perangkat_daerah, JenisKeputusan.IKI, pohon.periode),
        pohon_id=pohon.pk,
        pohon_rev=baca_pohon(pohon.pk).rev,
    )


@transaction.atomic
def buat_perubahan(*, aktor: Pengguna, keputusan_id: int) -> Keputusan:
    """Store a draft that amends an issued decree, tied to the agency's present tree of that period.

    Raises TidakDitemukan, TidakBerhak, GalatLayanan for a decree that is not in force.
    """
    lama = ambil_keputusan_iki(aktor, keputusan_id)
    if lama.status not in (StatusKeputusan.DITETAPKAN, StatusKeputusan.DIUBAH):
        raise GalatLayanan("Hanya keputusan yang sudah ditetapkan dan masih berlaku yang dapat diubah.")
    asal = next((satu for satu in asal_keputusan(lama.perangkat_daerah) if satu.periode_id == lama.periode_id), None)
    return buat_keputusan(
        aktor=aktor,
        perangkat_daerah=lama.perangkat_daerah,
        jenis=JenisKeputusan.IKI,
        periode=lama.periode,
        isi=isi_untuk_perubahan(baca_keputusan(lama.pk, lambang=False)),
        pohon_id=asal.pohon_id if asal else None,
        pohon_rev=baca_pohon(asal.pohon_id).rev if asal else None,
    )
