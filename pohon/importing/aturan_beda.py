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
from pohon.importing.jodoh import AMBANG_INDIKATOR
from pohon.importing.judul import JenisTabel
from pohon.importing.teks import AMBANG_SAMA, awalan, beda_ejaan, beda_huruf, kemiripan, sama
from pohon.importing.ukuran import pasangkan, sekali

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


class _BarisHilang(AturanImpor):
    """One of the tables of Tahap 4 and 5 prints the node (`ada`), the other (`hilang`) does not."""

    keparahan = Keparahan.PERINGATAN
    sumber = "Cacat dokumen nyata: baris hilang antara Tahap 4 dan Tahap 5"
    ada: JenisTabel
    hilang: JenisTabel
    akibat = ""

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        if not bacaan.ada(self.hilang):
            return
        for simpul in bacaan.tampil():
            if self.ada in simpul.baris and self.hilang not in simpul.baris and perlu_baris(simpul):
                baris = simpul.baris[self.ada][0]
                yield self.temuan(
                    baris.tempat,
                    f"{awal_kalimat(sebut_simpul(simpul))} ada di {NAMA_TABEL[self.ada]} tetapi tidak di "
                    f"{NAMA_TABEL[self.hilang]}{self.akibat}.",
                    baris.pernyataan,
                )


class HilangTahap5(_BarisHilang):
    """Tahap 4 prints the node, Tahap 5 does not."""

    kode = "I-51"
    tahap = Tahap.TAHAP_5
    judul = "Baris Tahap 4 tidak ada di Tahap 5"
    ada, hilang = _EMPAT, _LIMA
    akibat = ", jadi belum berkomponen dan berjabatan"


class HilangTahap4(_BarisHilang):
    """Tahap 5 prints the node, Tahap 4 does not."""

    kode = "I-52"
    tahap = Tahap.TAHAP_4
    judul = "Baris Tahap 5 tidak ada di Tahap 4"
    ada, hilang = _LIMA, _EMPAT


class _BedaTulisan(AturanImpor):
    """A table words a statement differently, in one manner; each choice of wording is offered."""

    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN

    def beda(self, acuan: str, lain: str) -> bool:
        """Tell whether two wordings differ in the manner of this rule."""
        raise NotImplementedError

    def pesan(self, simpul: SimpulBaca, tabel: JenisTabel | str) -> str:
        """Return the sentence for the planner."""
        raise NotImplementedError

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul, tabel, acuan, satu in _beda_tulisan(bacaan):
            if self.beda(acuan.teks, satu.teks):
                pilihan = (Pilihan("a", acuan.teks), Pilihan("b", satu.teks, simpul, "pernyataan", satu.teks))
                yield self.temuan(satu.tempat, self.pesan(simpul, tabel), acuan, satu, pilihan=pilihan)


class PernyataanBerbeda(_BedaTulisan):
    """A table words a statement with other words; not only spelt differently or cut off."""

    kode = "I-53"
    judul = "Pernyataan berbeda antar tahap"
    sumber = "Cacat dokumen nyata: pernyataan yang sama ditulis berbeda"

    def beda(self, acuan: str, lain: str) -> bool:
        """Tell whether it is neither the same, nor cut off, nor spelling."""
        return not (sama(acuan, lain) or awalan(acuan, lain) or beda_ejaan(acuan, lain))

    def pesan(self, simpul: SimpulBaca, tabel: JenisTabel | str) -> str:
        """Return the sentence for the planner."""
        return f"Pernyataan {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} berbeda."


class PernyataanTerpotong(_BedaTulisan):
    """A table prints only the beginning of a statement; the whole one is used."""

    kode = "I-54"
    judul = "Pernyataan terpotong"
    sumber = "Cacat dokumen nyata: pernyataan terpotong"

    def beda(self, acuan: str, lain: str) -> bool:
        """Tell whether one is the beginning of the other."""
        return awalan(acuan, lain)

    def pesan(self, simpul: SimpulBaca, tabel: JenisTabel | str) -> str:
        """Return the sentence for the planner."""
        return f"Pernyataan {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} terpotong."


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
            pasangan = pasangkan(empat, lima)
            hilang = [satu for satu in empat if satu not in {kiri for kiri, _ in pasangan}]
            tambahan = [satu for satu in lima if satu not in {kanan for _, kanan in pasangan}]
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


class EjaanBerbeda(_BedaTulisan):
    """A statement or an indicator is spelt differently in two tables."""

    kode = "I-57"
    tahap = Tahap.TAHAP_5
    judul = "Ejaan berbeda antar tahap"
    sumber = "Cacat dokumen nyata: ejaan berbeda antar tabel"

    def beda(self, acuan: str, lain: str) -> bool:
        """Tell whether words are spelt differently, and nothing else."""
        return beda_ejaan(acuan, lain) and not sama(acuan, lain) and not awalan(acuan, lain)

    def pesan(self, simpul: SimpulBaca, tabel: JenisTabel | str) -> str:
        """Return the sentence for the planner."""
        return f"Pernyataan {sebut_simpul(simpul)} dieja berbeda di {NAMA_TABEL[tabel]}."

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        yield from super().periksa(bacaan)
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


class HurufBerbeda(_BedaTulisan):
    """A table writes a statement with other capitals."""

    kode = "I-58"
    keparahan = Keparahan.SARAN
    judul = "Huruf besar dan kecil berbeda antar tahap"
    sumber = "Cacat dokumen nyata: kapitalisasi berbeda"

    def beda(self, acuan: str, lain: str) -> bool:
        """Tell whether only capitals differ."""
        return beda_huruf(acuan, lain)

    def pesan(self, simpul: SimpulBaca, tabel: JenisTabel | str) -> str:
        """Return the sentence for the planner."""
        return f"Huruf besar dan kecil {sebut_simpul(simpul)} di {NAMA_TABEL[tabel]} berbeda."


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
    return sekali([kutipan for baris in simpul.baris.get(jenis, ()) for kutipan in baris.indikator])


def _sel(simpul: SimpulBaca, jenis: JenisTabel) -> list[Kutipan]:
    return [kutipan for baris in simpul.baris.get(jenis, ()) for kutipan in baris.sel_indikator]


def _pasangan_indikator(bacaan: Bacaan) -> Iterator[tuple[SimpulBaca, Kutipan, Kutipan]]:
    """Yield (node, indicator in Tahap 4, the same in Tahap 5) where the two are alike but not written alike."""
    for simpul in bacaan.tampil():
        for satu, lain in pasangkan(_indikator(simpul, _EMPAT), _indikator(simpul, _LIMA)):
            if satu.teks != lain.teks:
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
