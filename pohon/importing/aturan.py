"""All rules of the import in one list, and how they are run."""

from dataclasses import replace

from pohon.choices import Tahap
from pohon.importing.aturan_beda import ATURAN as _BEDA
from pohon.importing.aturan_jabatan import ATURAN as _JABATAN
from pohon.importing.aturan_kinerja import ATURAN as _KINERJA
from pohon.importing.aturan_kondisi import ATURAN as _KONDISI
from pohon.importing.aturan_naskah import ATURAN as _NASKAH
from pohon.importing.aturan_silang import ATURAN as _SILANG
from pohon.importing.aturan_tingkat import ATURAN as _TINGKAT
from pohon.importing.bacaan import Bacaan
from pohon.importing.dasar import TAHAP_TABEL, AturanImpor, TemuanImpor
from pohon.importing.kisi import Tempat

ATURAN_IMPOR: tuple[AturanImpor, ...] = tuple(
    sorted((*_NASKAH, *_KONDISI, *_SILANG, *_KINERJA, *_BEDA, *_TINGKAT, *_JABATAN), key=lambda satu: satu.kode)
)


def periksa_bacaan(bacaan: Bacaan) -> tuple[TemuanImpor, ...]:
    """Return every finding of every rule, ordered by stage, place in the document, then code."""
    urutan = {(satu.wadah, satu.nama): nomor for nomor, satu in enumerate(bacaan.dokumen.kisi)}

    def kunci(temuan: TemuanImpor) -> tuple[str, int, int, int, str]:
        tempat = temuan.tempat
        letak = urutan.get((tempat.wadah, tempat.nama), len(urutan))
        return temuan.tahap.value, letak, tempat.baris, tempat.kolom, temuan.kode

    tahap = _tahap_menurut_tempat(bacaan)
    temuan = (satu for aturan in ATURAN_IMPOR for satu in aturan.periksa(bacaan))
    return tuple(
        sorted((replace(satu, tahap=tahap.get(_baris(satu.tempat), satu.tahap)) for satu in temuan), key=kunci)
    )


def _tahap_menurut_tempat(bacaan: Bacaan) -> dict[Tempat, Tahap]:
    """Return the stage of every row that belongs to a table, its headings among them."""
    return {
        _baris(tempat): TAHAP_TABEL[tabel.jenis]
        for tabel in bacaan.tabel
        for tempat in (tabel.tempat, *(baris.tempat for baris in tabel.baris))
    }


def _baris(tempat: Tempat) -> Tempat:
    return replace(tempat, kolom=0)
