"""Rules of the import about what two tables say differently of the same node."""

from collections.abc import Iterator

from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.importing.aturan_kinerja import baris_berpasangan, perlu_baris
from pohon.importing.bacaan import Bacaan, Kutipan, SimpulBaca
from pohon.importing.dasar import (
    NAMA_TABEL,
    AturanImpor,
    Pilihan,
    TemuanImpor,
    awal_kalimat,
    kutip_simpul,
    sebut_simpul,
)
from pohon.importing.jodoh import AMBANG_INDIKATOR, AMBANG_UKURAN_SAMA
from pohon.importing.judul import JenisTabel
from pohon.importing.teks import AMBANG_SAMA, awalan, beda_ejaan, beda_huruf, kemiripan, sama

_EMPAT, _LIMA = JenisTabel.TAHAP_4, JenisTabel.TAHAP_5


def _beda_tulisan(bacaan: Bacaan) -> Iterator[tuple[SimpulBaca, JenisTabel | str, Kutipan, Kutipan]]:
    """Yield (node, table, wording the node goes by, wording in that table) where a table words a node differently.

    Each different wording once: tables that repeat it say nothing new. Outcomes have a rule of their own (I-05).
    """
    for simpul in bacaan.tampil():
        if simpul.jenis == JenisSimpul.OUTCOME:
            continue
        acuan = next((satu for satu in simpul.tulisan.values() if satu.teks == simpul.pernyataan), None)
        dikenal = {simpul.pernyataan}
        for tabel, satu in simpul.tulisan.items():
            if acuan is not None and satu.teks not in dikenal:
                dikenal.add(satu.teks)
                yield simpul, tabel, acuan, satu


def _pilihan(simpul: SimpulBaca, acuan: Kutipan, lain: Kutipan) -> tuple[Pilihan, ...]:
    return (Pilihan("a", acuan.teks), Pilihan("b", lain.teks, simpul, "pernyataan", lain.teks))


class HilangTahap5(AturanImpor):
    """Tahap 4 prints the node, Tahap 5 does not."""

    kode = "I-51"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Baris Tahap 4 tidak ada di Tahap 5"
    sumber = "Cacat dokumen nyata: baris hilang antara Tahap 4 dan Tahap 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            if _EMPAT in simpul.baris and _LIMA not in simpul.baris and bacaan.ada(_LIMA) and perlu_baris(simpul):
                baris = simpul.baris[_EMPAT][0]
                yield self.temuan(
                    baris.tempat,
                    f"{awal_kalimat(sebut_simpul(simpul))} ada di Tahap 4 tetapi tidak di Tahap 5, jadi belum "
                    "berkomponen dan berjabatan.",
                    baris.pernyataan,
                )


class HilangTahap4(AturanImpor):
    """Tahap 5 prints the node, Tahap 4 does not."""

    kode = "I-52"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Baris Tahap 5 tidak ada di Tahap 4"
    sumber = "Cacat dokumen nyata: baris hilang antara Tahap 4 dan Tahap 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            if _LIMA in simpul.baris and _EMPAT not in simpul.baris and bacaan.ada(_EMPAT) and perlu_baris(simpul):
                baris = simpul.baris[_LIMA][0]
                yield self.temuan(
                    baris.tempat,
                    f"{awal_kalimat(sebut_simpul(simpul))} ada di Tahap 5 tetapi tidak di Tahap 4.",
                    baris.pernyataan,
                )


class PernyataanBerbeda(AturanImpor):
    """A table words a statement with other words; not only spelt differently or cut off."""

    kode = "I-53"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan berbeda antar tahap"
    sumber = "Cacat dokumen nyata: pernyataan yang sama ditulis berbeda"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, tabel, acuan, satu in _beda_tulisan(bacaan):
            if not (sama(acuan.teks, satu.teks) or awalan(acuan.teks, satu.teks) or beda_ejaan(acuan.teks, satu.teks)):
                yield self.temuan(
                    satu.tempat,
                    f"Pernyataan {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} berbeda.",
                    acuan,
                    satu,
                    pilihan=_pilihan(simpul, acuan, satu),
                )


class PernyataanTerpotong(AturanImpor):
    """A table prints only the beginning of a statement; the whole one is used."""

    kode = "I-54"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan terpotong"
    sumber = "Cacat dokumen nyata: pernyataan terpotong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, tabel, acuan, satu in _beda_tulisan(bacaan):
            if awalan(acuan.teks, satu.teks):
                yield self.temuan(
                    satu.tempat,
                    f"Pernyataan {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} terpotong.",
                    acuan,
                    satu,
                    pilihan=_pilihan(simpul, acuan, satu),
                )


class IndikatorBerbeda(AturanImpor):
    """Tahap 4 and 5 give a node different indicators; all of them are kept."""

    kode = "I-55"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator berbeda antara Tahap 4 dan 5"
    sumber = "Cacat dokumen nyata: indikator berbeda antar tabel"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            empat, lima = (_indikator(simpul, jenis) for jenis in (_EMPAT, _LIMA))
            if not empat or not lima:
                continue
            tambahan = [satu for satu in lima if not _ada_mirip(satu, empat)]
            hilang = [satu for satu in empat if not _ada_mirip(satu, lima)]
            if not tambahan and not hilang:
                continue
            kata = []
            if tambahan:
                kata.append("menambah “" + "”, “".join(satu.teks for satu in tambahan) + "”")
            if hilang:
                kata.append("tidak memuat “" + "”, “".join(satu.teks for satu in hilang) + "”")
            yield self.temuan(
                (tambahan or lima)[0].tempat,
                f"Indikator {sebut_simpul(simpul)} di Tahap 5 {' dan '.join(kata)}. Semuanya dipakai.",
                *_sel(simpul, _EMPAT),
                *_sel(simpul, _LIMA),
                pilihan=(
                    Pilihan("a", "Pakai semua indikator"),
                    Pilihan("b", "Hanya indikator Tahap 4", simpul, "indikator", [satu.teks for satu in empat]),
                    Pilihan("c", "Hanya indikator Tahap 5", simpul, "indikator", [satu.teks for satu in lima]),
                ),
            )


class IndikatorTerpotong(AturanImpor):
    """One table prints only the beginning of an indicator; the whole one is used."""

    kode = "I-56"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator terpotong"
    sumber = "Cacat dokumen nyata: indikator terpotong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, satu, lain in _pasangan_indikator(bacaan):
            if awalan(satu.teks, lain.teks):
                pendek, panjang = sorted((satu, lain), key=lambda kutipan: len(kutipan.teks))
                tabel = _LIMA if pendek is lain else _EMPAT
                yield self.temuan(
                    pendek.tempat,
                    f"Indikator {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} terpotong.",
                    panjang,
                    pendek,
                )


class EjaanBerbeda(AturanImpor):
    """A statement or an indicator is spelt differently in two tables."""

    kode = "I-57"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Ejaan berbeda antar tahap"
    sumber = "Cacat dokumen nyata: ejaan berbeda antar tabel"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, tabel, acuan, satu in _beda_tulisan(bacaan):
            if (
                beda_ejaan(acuan.teks, satu.teks)
                and not sama(acuan.teks, satu.teks)
                and not awalan(acuan.teks, satu.teks)
            ):
                yield self.temuan(
                    satu.tempat,
                    f"Pernyataan {sebut_simpul(simpul)} dieja berbeda di {NAMA_TABEL[tabel]}.",
                    acuan,
                    satu,
                    pilihan=_pilihan(simpul, acuan, satu),
                )
        for simpul, satu, lain in _pasangan_indikator(bacaan):
            if not sama(satu.teks, lain.teks) and not awalan(satu.teks, lain.teks):
                pilihan: tuple[Pilihan, ...] = ()
                if satu.teks in simpul.indikator:
                    nomor = simpul.indikator.index(satu.teks)
                    baru = [*simpul.indikator[:nomor], lain.teks, *simpul.indikator[nomor + 1 :]]
                    pilihan = (Pilihan("a", satu.teks), Pilihan("b", lain.teks, simpul, "indikator", baru))
                yield self.temuan(
                    lain.tempat,
                    f"Indikator {sebut_simpul(simpul)} ditulis berbeda di Tahap 4 dan Tahap 5.",
                    satu,
                    lain,
                    pilihan=pilihan,
                )


class HurufBerbeda(AturanImpor):
    """A table writes a statement with other capitals."""

    kode = "I-58"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    judul = "Huruf besar dan kecil berbeda antar tahap"
    sumber = "Cacat dokumen nyata: kapitalisasi berbeda"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, tabel, acuan, satu in _beda_tulisan(bacaan):
            if beda_huruf(acuan.teks, satu.teks):
                yield self.temuan(
                    satu.tempat,
                    f"Huruf besar dan kecil {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} berbeda.",
                    acuan,
                    satu,
                    pilihan=_pilihan(simpul, acuan, satu),
                )


class BarisBergeser(AturanImpor):
    """Statement and indicator of a row belong to two nodes: a column slipped by a row. Level and indicator decide."""

    kode = "I-64"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Sel bergeser baris"
    sumber = "Cacat dokumen nyata: sel bergeser satu baris"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            if kemiripan(baris.pernyataan.teks, simpul.pernyataan) >= AMBANG_SAMA or not baris.pernyataan.teks:
                continue
            if any(kemiripan(baris.pernyataan.teks, satu.teks) >= AMBANG_SAMA for satu in simpul.tulisan.values()):
                continue
            if any(
                kemiripan(satu.teks, lain) >= AMBANG_INDIKATOR for satu in baris.indikator for lain in simpul.indikator
            ):
                yield self.temuan(
                    baris.pernyataan.tempat,
                    f"Indikator dan tingkat baris ini milik {sebut_simpul(simpul)}, tetapi kinerjanya lain. "
                    f"Dibaca sebagai {sebut_simpul(simpul)}.",
                    baris.pernyataan,
                    kutip_simpul(simpul),
                    *baris.indikator[:1],
                )


class EkorTerpotong(AturanImpor):
    """Tahap 4 or 5 stops before the tree does: none of its last three or more nodes is printed."""

    kode = "I-68"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Ekor tabel terpotong"
    sumber = "Cacat dokumen nyata: ekor tabel terpotong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        simpul = [satu for satu in bacaan.tampil() if perlu_baris(satu)]
        for tabel in (_EMPAT, _LIMA):
            tercetak = [nomor for nomor, satu in enumerate(simpul) if tabel in satu.baris]
            if not tercetak:
                continue
            hilang = simpul[tercetak[-1] + 1 :]
            if len(hilang) >= 3:
                akhir = simpul[tercetak[-1]].baris[tabel][-1]
                yield self.temuan(
                    akhir.tempat,
                    f"Tabel {NAMA_TABEL[tabel]} berhenti sesudah baris ini; {len(hilang)} kinerja sesudahnya hilang.",
                    akhir.pernyataan,
                )


def _indikator(simpul: SimpulBaca, jenis: JenisTabel) -> list[Kutipan]:
    return [kutipan for baris in simpul.baris.get(jenis, ()) for kutipan in baris.indikator]


def _sel(simpul: SimpulBaca, jenis: JenisTabel) -> list[Kutipan]:
    return [kutipan for baris in simpul.baris.get(jenis, ()) for kutipan in baris.sel_indikator]


def _ada_mirip(satu: Kutipan, daftar: list[Kutipan]) -> bool:
    return any(kemiripan(satu.teks, lain.teks) >= AMBANG_UKURAN_SAMA for lain in daftar)


def _pasangan_indikator(bacaan: Bacaan) -> Iterator[tuple[SimpulBaca, Kutipan, Kutipan]]:
    """Yield (node, indicator in Tahap 4, the same in Tahap 5) where the two are alike but not written alike."""
    for simpul in bacaan.tampil():
        for satu in _indikator(simpul, _EMPAT):
            for lain in _indikator(simpul, _LIMA):
                if satu.teks != lain.teks and kemiripan(satu.teks, lain.teks) >= AMBANG_UKURAN_SAMA:
                    yield simpul, satu, lain


ATURAN: tuple[AturanImpor, ...] = (
    HilangTahap5(),
    HilangTahap4(),
    PernyataanBerbeda(),
    PernyataanTerpotong(),
    IndikatorBerbeda(),
    IndikatorTerpotong(),
    EjaanBerbeda(),
    HurufBerbeda(),
    BarisBergeser(),
    EkorTerpotong(),
)
