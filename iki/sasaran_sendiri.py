"""What this app tells others of a position: the sasaran of its own, that stand for no node of a tree.

Registered with `pohon.sasaran_jabatan`, from where the agreements of positions (a sibling app) take it.
"""

from iki.models import IndikatorSasaran
from instansi.api import PerangkatDaerah
from pohon.api import JenisFormula
from pohon.sasaran_jabatan import IndikatorJabatan, SasaranJabatan


def sasaran_sendiri(perangkat_daerah: PerangkatDaerah) -> dict[int, tuple[SasaranJabatan, ...]]:
    """Return the sasaran without a node that have indicators, by key of the position; one query."""
    semua: dict[int, dict[int, SasaranJabatan]] = {}
    baris = (
        IndikatorSasaran.objects.filter(
            sasaran__jabatan__perangkat_daerah=perangkat_daerah, sasaran__simpul_identitas__isnull=True
        )
        .select_related("sasaran")
        .order_by("sasaran__jabatan", "sasaran__urutan", "sasaran", "urutan", "pk")
    )
    for satu in baris:
        milik = semua.setdefault(satu.sasaran.jabatan_id, {})
        ada = milik.get(satu.sasaran_id)
        indikator = IndikatorJabatan(satu.identitas, satu.nama, satu.jenis_formula == JenisFormula.PERSENTASE)
        milik[satu.sasaran_id] = SasaranJabatan(
            satu.sasaran.identitas, satu.sasaran.teks, (*(ada.indikator if ada else ()), indikator)
        )
    return {jabatan_id: tuple(milik.values()) for jabatan_id, milik in semua.items()}
