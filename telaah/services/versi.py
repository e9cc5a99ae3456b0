"""A new version of an approved tree: for the same period ("Perubahan") or for another, with years moved."""

from django.db import transaction

from instansi.api import Pengguna, Periode
from pohon.api import Pohon, klon_pohon
from telaah.models import Pengabaian


@transaction.atomic
def buat_versi(*, aktor: Pengguna, pohon_id: int, periode: Periode | None = None) -> Pohon:
    """Clone an approved version with all its links and the reasons for findings set aside; return the new draft.

    Raises what `pohon.klon_pohon` raises: TidakBerhak, or GalatLayanan when a working version exists already or the
    version is not approved.
    """
    baru = klon_pohon(aktor=aktor, pohon_id=pohon_id, periode=periode)
    Pengabaian.objects.bulk_create(
        Pengabaian(
            pohon=baru,
            kode=satu.kode,
            identitas=satu.identitas,
            kutipan=satu.kutipan,
            alasan=satu.alasan,
            oleh_id=satu.oleh_id,
        )
        for satu in Pengabaian.objects.filter(pohon=pohon_id)
    )
    return baru
