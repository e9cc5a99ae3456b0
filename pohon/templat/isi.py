"""What the template's cells hold for a tree as it is now: text by row and column, and how names become keys again.

Writing prints these texts; reading compares with them. So both always agree on what "unchanged" means.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2s

from django.core.exceptions import ValidationError

from instansi.api import Jabatan, PerangkatDaerah, banyak_baris, desimal, satu_baris
from pohon.choices import JenisSimpul
from pohon.models import Nomenklatur, Pohon
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.templat.bentuk import INDIKATOR, PENERJEMAHAN, POHON, TAHAP_1, Kolom, Ragam

Baris = dict[str, str]
_DALAM_KURUNG = re.compile(r"\s*\((?P<peraturan>[^()]*)\)\s*$")


def rapikan(kolom: Kolom, teks: str) -> str:
    """Return a cell's text as it would be stored. Raises ValidationError for characters that cannot be stored."""
    if kolom.ragam in (Ragam.URAIAN, Ragam.DAFTAR):
        return "\n".join(satu for satu in banyak_baris(teks).split("\n") if satu or kolom.ragam == Ragam.URAIAN)
    return satu_baris(teks)


def sidik_sel(teks: str) -> str:
    """Return a short checksum of a cell as it was written."""
    return blake2s(teks.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class IsiTemplat:
    """All cells: Tahap 1 by column, the other sheets by identity, in the order of the rows.

    `induk` names the parent of each node and the node of each indicator by identity; outcomes have none.
    """

    tahap_1: Baris = field(default_factory=dict)
    simpul: dict[str, Baris] = field(default_factory=dict)
    indikator: dict[str, Baris] = field(default_factory=dict)
    penerjemahan: dict[str, Baris] = field(default_factory=dict)
    induk: dict[str, str] = field(default_factory=dict)


class Kamus:
    """Names as the template prints them ↔ keys of positions, agencies and codes around one tree.

    Names that occur twice carry a mark, because a name is no key (38 distinct among 47 positions in a real agency).
    """

    def __init__(self, pohon: Pohon) -> None:
        jabatan = (
            Jabatan.objects.filter(perangkat_daerah=pohon.perangkat_daerah_id) if pohon.perangkat_daerah_id else ()
        )
        pemda = pohon.perangkat_daerah.pemerintah_daerah_id if pohon.perangkat_daerah else pohon.pemerintah_daerah_id
        perangkat = PerangkatDaerah.objects.filter(pemerintah_daerah=pemda).exclude(pk=pohon.perangkat_daerah_id or 0)
        self.jabatan = _label((satu.pk, satu.nama, str(satu.identitas)) for satu in jabatan)
        self.perangkat = _label((satu.pk, satu.nama, satu.slug) for satu in perangkat)
        self._jabatan_menurut_label = {label.casefold(): kunci for kunci, label in self.jabatan.items()}
        self._perangkat_menurut_label = {label.casefold(): kunci for kunci, label in self.perangkat.items()}

    def cari_jabatan(self, label: str) -> int | None:
        """Return the position of a label, None when there is none or several bear the name."""
        return self._jabatan_menurut_label.get(label.casefold())

    def cari_perangkat(self, label: str) -> int | None:
        """Return the agency of a label; None means that it is an outside body."""
        return self._perangkat_menurut_label.get(label.casefold())


def cari_nomenklatur(teks: str) -> Nomenklatur | None:
    """Return the code written as "kode (peraturan)"; without a regulation that of the newest list which has it."""
    cocok = _DALAM_KURUNG.search(teks)
    calon = Nomenklatur.objects.filter(kode=_DALAM_KURUNG.sub("", teks).strip())
    if cocok:
        calon = calon.filter(peraturan__kode=cocok["peraturan"].strip())
    return calon.select_related("peraturan").order_by("-peraturan__tahun", "-peraturan__kode").first()


def isi_pohon(pohon: BarisPohon, kamus: Kamus) -> IsiTemplat:
    """Return what the template prints of a tree."""
    hasil = IsiTemplat(tahap_1=_tahap_1(pohon))
    for simpul in pohon.simpul:
        kunci = str(simpul.identitas)
        induk = pohon.menurut_id.get(simpul.induk_id)
        hasil.induk[kunci] = str(induk.identitas) if induk else ""
        hasil.simpul[kunci] = _rapi(POHON.kolom, _simpul(pohon, simpul, kamus))
        if simpul.jenis != JenisSimpul.CSF:
            hasil.penerjemahan[kunci] = _rapi(PENERJEMAHAN.kolom, _penerjemahan(simpul, kamus))
        for indikator in simpul.indikator:
            hasil.induk[str(indikator.identitas)] = kunci
            hasil.indikator[str(indikator.identitas)] = _rapi(INDIKATOR.kolom, _indikator(simpul, indikator, kamus))
    return hasil


def _tahap_1(pohon: BarisPohon) -> Baris:
    tanggal = pohon.tanggal_kesepakatan
    baris = {satu.kunci: getattr(pohon, satu.kunci) for satu in TAHAP_1.kolom if satu.kunci != "tanggal_kesepakatan"}
    return _rapi(TAHAP_1.kolom, baris | {"tanggal_kesepakatan": tanggal.strftime("%d/%m/%Y") if tanggal else ""})


def _simpul(pohon: BarisPohon, simpul: BarisSimpul, kamus: Kamus) -> Baris:
    induk = pohon.menurut_id.get(simpul.induk_id)
    return {
        "kode": simpul.kode,
        "induk": induk.kode if induk else "",
        "jenis": simpul.label_jenis,
        "pernyataan": simpul.pernyataan,
        "crosscutting": "\n".join(
            kamus.perangkat.get(satu.perangkat_daerah_id or 0, satu.nama) for satu in simpul.crosscutting
        ),
        "sumber": simpul.sumber,
        "judul_csf": simpul.judul_csf,
        "sifat": simpul.label_sifat,
    }


def _penerjemahan(simpul: BarisSimpul, kamus: Kamus) -> Baris:
    tingkat = PENERJEMAHAN.menurut_judul("Tingkat (kosong: menurut jenis)")
    kode = simpul.nomenklatur_kode
    return {
        "kode": simpul.kode,
        "kinerja": simpul.pernyataan,
        "tingkat": tingkat.label_pilihan(simpul.tingkat) if tingkat and simpul.tingkat_diubah else "",
        "komponen": simpul.label_komponen,
        "kinerja_jabatan": simpul.kinerja_jabatan,
        "jabatan": "\n".join(kamus.jabatan.get(satu.jabatan_id, satu.nama) for satu in simpul.jabatan),
        "nomenklatur": f"{kode} ({simpul.nomenklatur_peraturan})" if kode else "",
    }


def _indikator(simpul: BarisSimpul, indikator: BarisIndikator, kamus: Kamus) -> Baris:
    baris = {satu.kunci: getattr(indikator, satu.kunci, "") for satu in INDIKATOR.kolom}
    return baris | {
        "kode": simpul.kode,
        "kinerja": simpul.pernyataan,
        "jenis_formula": indikator.label_formula,
        "pengali": desimal(indikator.pengali) if isinstance(indikator.pengali, Decimal) else "",
        "sumber_data": "\n".join(indikator.sumber_data),
        "arah": indikator.label_arah,
        "penanggung_jawab_id": kamus.jabatan.get(indikator.penanggung_jawab_id or 0, indikator.penanggung_jawab),
    }


def _rapi(kolom: Iterable[Kolom], baris: Baris) -> Baris:
    """Return the cells as they would be stored; a text of long ago that could not be stored today stays as it is."""
    hasil = {}
    for satu in kolom:
        if satu.kunci != "id":
            teks = str(baris.get(satu.kunci) or "")
            try:
                hasil[satu.kunci] = rapikan(satu, teks)
            except ValidationError:
                hasil[satu.kunci] = teks
    return hasil


def _label(calon: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return key → name, with a mark from the second text where the name is not the only one."""
    daftar = [(kunci, satu_baris(nama), tanda) for kunci, nama, tanda in calon]
    banyak = Counter(nama.casefold() for _, nama, _ in daftar)
    return {kunci: nama if banyak[nama.casefold()] == 1 else f"{nama} [{tanda}]" for kunci, nama, tanda in daftar}
