"""The tree as it would be with what is being typed: rows with one node or indicator changed or added.

Pure: rows in, rows out; nothing is read or stored. For hints while someone types (`views.saran`); the codes of other
rows stay as they are.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pohon.choices import JenisSimpul
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul

BARU = 0  # the key of what is not stored yet
_TANPA_IDENTITAS = UUID(int=0)


def andai_simpul(rows: BarisPohon, simpul_id: int, **kolom: Any) -> BarisPohon:
    """Return the tree with columns of one node replaced."""
    simpul = tuple(replace(satu, **kolom) if satu.id == simpul_id else satu for satu in rows.simpul)
    return replace(rows, simpul=simpul)


def andai_simpul_baru(rows: BarisPohon, induk: BarisSimpul | None, jenis: JenisSimpul, **kolom: Any) -> BarisPohon:
    """Return the tree with a new node (key `BARU`) as the last below a parent; without one, a new outcome."""
    saudara = rows.anak(induk) if induk else list(rows.outcome)
    nomor = len(saudara) + 1
    if induk is None:
        kode = f"O{nomor}"
    elif jenis == JenisSimpul.CSF:
        kode = f"C{sum(satu.jenis == JenisSimpul.CSF for satu in rows.simpul) + 1}"
    elif jenis == JenisSimpul.KONDISI:
        kode = str(len(rows.kondisi) + 1)
    else:
        kode = f"{induk.kode}.{nomor}"
    baru = _simpul_kosong(induk, jenis, kode)
    ekor = [satu.id for satu in (induk, *rows.keturunan(induk))][-1] if induk else None
    tempat = next((urut for urut, satu in enumerate(rows.simpul, 1) if satu.id == ekor), len(rows.simpul))
    simpul = (*rows.simpul[:tempat], replace(baru, **kolom), *rows.simpul[tempat:])
    return replace(rows, simpul=simpul)


def andai_indikator(rows: BarisPohon, simpul: BarisSimpul, indikator_id: int, **kolom: Any) -> BarisPohon:
    """Return the tree with columns of one indicator replaced; with the key `BARU`, with a new one on the node."""
    daftar = simpul.indikator
    if indikator_id == BARU:
        daftar = (*daftar, _indikator_kosong(simpul.id))
    diubah = tuple(replace(satu, **kolom) if satu.id == indikator_id else satu for satu in daftar)
    return andai_simpul(rows, simpul.id, indikator=diubah)


def cari_indikator(rows: BarisPohon, indikator_id: int) -> tuple[BarisSimpul | None, BarisIndikator | None]:
    """Return an indicator with its node; two None when the tree has none of this key."""
    return next(
        ((simpul, satu) for simpul in rows.simpul for satu in simpul.indikator if satu.id == indikator_id),
        (None, None),
    )


def _simpul_kosong(induk: BarisSimpul | None, jenis: JenisSimpul, kode: str) -> BarisSimpul:
    return BarisSimpul(
        id=BARU, identitas=_TANPA_IDENTITAS, induk_id=induk.id if induk else BARU,
        induk_tampil_id=induk.id if induk else None, jenis=jenis, kode=kode,
        kedalaman=induk.kedalaman + 1 if induk else 0, pernyataan="", sumber="", judul_csf="", sifat="", tingkat="",
        tingkat_diubah=False, komponen="", komponen_cetak="", kinerja_jabatan="", nomenklatur_id=None,
        nomenklatur_kode="", nomenklatur_nama="", nomenklatur_peraturan="", versi=0, jumlah_anak=0, milik_lain=False,
        indikator=(), jabatan=(), crosscutting=(),
    )  # fmt: skip


def _indikator_kosong(simpul_id: int) -> BarisIndikator:
    return BarisIndikator(
        id=BARU, identitas=_TANPA_IDENTITAS, simpul_id=simpul_id, nama="", satuan="", jenis_formula="", pembilang="",
        penyebut="", pengali=None, formula="", makna="", alasan="", sumber_data=(), arah="", penanggung_jawab_id=None,
        penanggung_jawab="", versi=0,
    )  # fmt: skip
