"""Several nodes at once, each kind of change all or none and one step to undo: move, another kind, a copy beside."""

from collections.abc import Sequence

from django.db import transaction

from instansi.api import GalatLayanan, Pengguna
from pohon.choices import JENIS_TAHAP_3, JenisSimpul
from pohon.models import Simpul
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.selectors import baca_pohon
from pohon.services.isian import IsiIndikator, IsiSimpul, Pihak, Rancangan
from pohon.services.pecah import tambah_beberapa
from pohon.services.simpul import pindah_ke, ubah_simpul
from pohon.services.sunting import PESAN_HILANG, satu_langkah


@transaction.atomic
def pindah_banyak(*, aktor: Pengguna, pohon_id: int, simpul_ids: Sequence[int], induk_id: int) -> int:
    """Move nodes, each with its branch, last under a parent, in their order; return how many. Raises as `pindah_ke`."""
    rows = baca_pohon(pohon_id)
    dipilih = _pangkal(rows, simpul_ids)
    induk = rows.menurut_id.get(induk_id)
    anak = [satu.id for satu in rows.anak(induk) if satu not in dipilih] if induk else []
    terakhir = anak[-1] if anak else None
    with satu_langkah():
        for satu in dipilih:
            pindah_ke(aktor=aktor, pohon_id=pohon_id, simpul_id=satu.id, induk_id=induk_id, sesudah_id=terakhir)
            terakhir = satu.id
    return len(dipilih)


@transaction.atomic
def ubah_jenis_banyak(*, aktor: Pengguna, pohon_id: int, simpul_ids: Sequence[int], jenis: JenisSimpul) -> int:
    """Give nodes of Tahap 3 another kind; return how many changed. Raises as `ubah_simpul`, naming the node."""
    rows = baca_pohon(pohon_id)
    sasaran = [satu for satu in _baris(rows, simpul_ids) if satu.jenis != jenis]
    with satu_langkah():
        for satu in sasaran:
            versi = Simpul.objects.values_list("versi", flat=True).get(pk=satu.id)
            try:
                ubah_simpul(aktor=aktor, pohon_id=pohon_id, simpul_id=satu.id, versi=versi, isi=_isi(satu), jenis=jenis)
            except GalatLayanan as galat:
                if galat.status != GalatLayanan.status:
                    raise
                raise GalatLayanan(f"{satu.kode}: {galat.pesan}") from galat
    return len(sasaran)


@transaction.atomic
def gandakan(*, aktor: Pengguna, pohon_id: int, simpul_ids: Sequence[int]) -> list[Simpul]:
    """Copy branches of Tahap 3, each right after itself, with indicators and agencies; return the copies.

    Positions and codes of Tahap 5 are not copied: two boxes are not the same work.
    """
    rows = baca_pohon(pohon_id)
    dipilih = _pangkal(rows, simpul_ids)
    if any(satu.jenis not in JENIS_TAHAP_3 for satu in dipilih):
        raise GalatLayanan("Hanya kotak Tahap 3 yang dapat digandakan.")
    hasil: list[Simpul] = []
    with satu_langkah():
        for satu in dipilih:
            hasil += tambah_beberapa(
                aktor=aktor,
                pohon_id=pohon_id,
                induk_id=satu.induk_id,
                rancangan=[_salinan(rows, satu)],
                sesudah_id=satu.id,
            )
    return hasil


def _baris(rows: BarisPohon, simpul_ids: Sequence[int]) -> list[BarisSimpul]:
    """Return the nodes in the order of the tree. Raises GalatLayanan when none is chosen or one is gone."""
    kunci = set(simpul_ids)
    if not kunci:
        raise GalatLayanan("Belum ada kotak yang dipilih.")
    if not kunci <= set(rows.menurut_id):
        raise GalatLayanan(PESAN_HILANG)
    return [satu for satu in rows.simpul if satu.id in kunci]


def _pangkal(rows: BarisPohon, simpul_ids: Sequence[int]) -> list[BarisSimpul]:
    """Return the chosen nodes without those that go along with a chosen one above them."""
    dipilih = _baris(rows, simpul_ids)
    ikut = {bawahan.id for satu in dipilih for bawahan in rows.keturunan(satu)}
    return [satu for satu in dipilih if satu.id not in ikut]


def _isi(baris: BarisSimpul) -> IsiSimpul:
    pihak = tuple(
        Pihak(satu.perangkat_daerah_id, "" if satu.perangkat_daerah_id else satu.nama) for satu in baris.crosscutting
    )
    return IsiSimpul(baris.pernyataan, baris.sumber, baris.judul_csf, baris.sifat, pihak)


def _salinan(rows: BarisPohon, baris: BarisSimpul) -> Rancangan:
    return Rancangan(
        baris.jenis,
        _isi(baris),
        anak=tuple(_salinan(rows, satu) for satu in rows.anak(baris)),
        indikator=tuple(_indikator(satu) for satu in baris.indikator),
        tingkat=baris.tingkat if baris.tingkat_diubah else "",
    )


def _indikator(baris: BarisIndikator) -> IsiIndikator:
    return IsiIndikator(
        nama=baris.nama,
        satuan=baris.satuan,
        jenis_formula=baris.jenis_formula,
        pembilang=baris.pembilang,
        penyebut=baris.penyebut,
        pengali=baris.pengali,
        formula=baris.formula,
        makna=baris.makna,
        alasan=baris.alasan,
        sumber_data="\n".join(baris.sumber_data),
        arah=baris.arah,
        penanggung_jawab_id=baris.penanggung_jawab_id,
    )
