"""The history of a request in plain words, for both sides and the planning board."""

from dataclasses import dataclass
from datetime import datetime

from instansi.api import CatatanAudit

_KALIMAT = {
    "minta": "meminta",
    "terima": "menerima permintaan",
    "tolak": "menolak permintaan",
    "batalkan": "menarik jawabannya",
    "sesuai": "menyatakan masih sesuai",
    "ubah_minta": "mengubah kotak yang meminta, jadi perlu dilihat lagi",
    "ubah_jawab": "mengubah atau menghapus kotak yang menjawab, jadi perlu dilihat lagi",
    "pulih": "mengembalikan pernyataan semula, jadi jawabannya berlaku lagi",
    "cabut": "mencabut permintaan (kotak atau nama perangkat daerahnya dihapus)",
    "minta_lagi": "meminta lagi",
}


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One step: who, when, what, and the reason where one was given."""

    siapa: str
    waktu: datetime
    kalimat: str
    alasan: str


def kalimat(catatan: CatatanAudit) -> Kejadian:
    """Return an entry of the audit trail as a sentence."""
    return Kejadian(
        siapa=catatan.aktor_nama,
        waktu=catatan.waktu,
        kalimat=_KALIMAT.get(catatan.kata_kerja, catatan.kata_kerja.replace("_", " ")),
        alasan=str(catatan.sesudah.get("alasan") or "") if catatan.kata_kerja == "tolak" else "",
    )
