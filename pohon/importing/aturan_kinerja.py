"""Rules of the import about Tahap 4 and 5, row by row: indicators, references, levels, components, positions."""

from collections import defaultdict
from collections.abc import Iterator

from pohon.choices import RUJUKAN, TINGKAT_BAWAAN, JenisSimpul, Keparahan, Tahap
from pohon.importing.bacaan import Bacaan, BarisKinerja, Kutipan, SimpulBaca
from pohon.importing.dasar import (
    NAMA_TABEL,
    AturanImpor,
    Pilihan,
    TemuanImpor,
    awal_kalimat,
    kutip_simpul,
    sebut_simpul,
    tempat_simpul,
)
from pohon.importing.jodoh import AMBANG_TEMPAT_LAIN, RUJUKAN_JENIS
from pohon.importing.judul import JenisTabel, Peran
from pohon.importing.penempatan import pilihan_tempat
from pohon.importing.ragam import seperti_indikator
from pohon.importing.teks import AMBANG_SAMA, kemiripan, sama
from pohon.rules.teks import baku

_J = JenisSimpul
_EMPAT, _LIMA = JenisTabel.TAHAP_4, JenisTabel.TAHAP_5


def perlu_baris(simpul: SimpulBaca) -> bool:
    """Tell whether Tahap 4 and 5 must print the node: the agency's own work, and no misplaced indicator."""
    return (
        simpul.jenis not in (_J.CSF, _J.CROSSCUTTING)
        and not simpul.milik_lain
        and (simpul.jenis == _J.OUTCOME or not seperti_indikator(simpul.pernyataan))
    )


def baris_berpasangan(bacaan: Bacaan) -> Iterator[tuple[BarisKinerja, SimpulBaca]]:
    """Yield every row of Tahap 4 and 5 that belongs to a node, with it."""
    for baris in bacaan.baris.values():
        for satu in baris:
            if satu.simpul is not None:
                yield satu, satu.simpul


def sebaris_dengan_turunan(simpul: SimpulBaca) -> SimpulBaca | None:
    """Return the node below a condition that says the same and took the condition's row in Tahap 4 or 5, if any."""
    if simpul.jenis != _J.KONDISI or simpul.baris:
        return None
    return next(
        (
            satu
            for satu in simpul.urut()
            if satu is not simpul and satu.baris and sama(satu.pernyataan, simpul.pernyataan)
        ),
        None,
    )


def _dalam_kurung(teks: str) -> bool:
    """Tell whether a text stands in parentheses, the last of which may have been cut off."""
    return teks.startswith("(") and (teks.endswith(")") or ")" not in teks)


class TanpaIndikator(AturanImpor):
    """A node of the agency's own that neither Tahap 4 nor Tahap 5 prints."""

    kode = "I-41"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi tanpa indikator"
    sumber = "Cacat dokumen nyata: kondisi tanpa baris di Tahap 4 dan 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        ada = [f"Tahap {satu.value}" for satu in (_EMPAT, _LIMA) if bacaan.ada(satu)]
        for simpul in bacaan.tampil():
            if ada and perlu_baris(simpul) and not simpul.baris and sebaris_dengan_turunan(simpul) is None:
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"{awal_kalimat(sebut_simpul(simpul))} tidak ada di {' dan '.join(ada)}, jadi belum berindikator.",
                    kutip_simpul(simpul),
                )


class RujukanSalah(AturanImpor):
    """The column Rujukan names another stage than the one the node comes from."""

    kode = "I-42"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Rujukan salah"
    sumber = "Cacat dokumen nyata: rujukan tahapan keliru"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            if not baris.rujukan or baris.rujukan == RUJUKAN_JENIS.get(simpul.jenis, 3):
                continue
            if simpul.jenis == _J.CROSSCUTTING and simpul.induk is not None and simpul.induk.milik_lain:
                continue  # the condition that is wholly left to others is printed in its stead
            tempat = baris.sumber.tempat_sel(Peran.RUJUKAN)
            level = f" berlevel “{baris.tingkat.teks}”" if baris.tingkat else ""
            yield self.temuan(
                tempat,
                f"Rujukannya tertulis Tahap {baris.rujukan}, padahal {sebut_simpul(simpul)}{level} berasal dari "
                f"{RUJUKAN[simpul.jenis]}.",
                Kutipan(baris.sumber.teks(Peran.RUJUKAN), tempat),
                baris.pernyataan,
            )


class TingkatBertentangan(AturanImpor):
    """The printed level is not the one that goes with the kind of node; the kind is believed by default."""

    kode = "I-43"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Tingkat kinerja bertentangan dengan jenis"
    sumber = "Cacat dokumen nyata: tingkat berbeda dari jenis kondisinya"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            biasa = TINGKAT_BAWAAN.get(simpul.jenis)
            if biasa is None or baris.tingkat is None or not baris.arti_tingkat or biasa in baris.arti_tingkat:
                continue
            tercetak = baris.arti_tingkat[0]
            lain = tuple(
                satu.tingkat
                for kelompok in simpul.baris.values()
                for satu in kelompok
                if satu.tingkat and satu is not baris and not sama(satu.tingkat.teks, baris.tingkat.teks)
            )
            pilihan = (
                Pilihan("a", biasa.label, simpul, "tingkat", biasa.value),
                Pilihan("b", tercetak.label, simpul, "tingkat", tercetak.value),
            )
            yield self.temuan(
                baris.tingkat.tempat,
                f"Tingkat {sebut_simpul(simpul)} tertulis “{baris.tingkat.teks}”, biasanya “{biasa.label}”.",
                baris.tingkat,
                *lain,
                pilihan=pilihan if simpul.tingkat == biasa else pilihan[::-1],
            )


class SatuBarisDuaSimpul(AturanImpor):
    """A condition has no row of its own: one row serves it and the kondisi antara below that says the same."""

    kode = "I-44"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi tanpa baris kinerja strategis"
    sumber = "Cacat dokumen nyata: satu baris untuk kondisi dan kondisi antara utama"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            turunan = sebaris_dengan_turunan(simpul) if perlu_baris(simpul) else None
            if turunan is not None:
                baris = [satu for kelompok in turunan.baris.values() for satu in kelompok]
                yield self.temuan(
                    baris[0].tempat,
                    f"Kondisi {simpul.kode} tidak mempunyai baris kinerja strategis sendiri: barisnya dipakai "
                    f"{sebut_simpul(turunan)} yang berbunyi sama.",
                    *(satu.pernyataan for satu in baris),
                )


class IndikatorGabung(AturanImpor):
    """One cell holds several indicators: joined by "&" or ";", numbered, or one a line. They are read apart."""

    kode = "I-45"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Beberapa indikator dalam satu sel"
    sumber = "Cacat dokumen nyata: dua indikator digabung dengan “&”"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            for kutipan in baris.gabungan:
                yield self.temuan(
                    kutipan.tempat,
                    f"Sel indikator {sebut_simpul(simpul)} memuat beberapa indikator. Dibaca terpisah.",
                    kutipan,
                )


class IndikatorLanjutan(AturanImpor):
    """A second indicator stands on a row without statement (and not under a merged cell)."""

    kode = "I-46"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator kedua pada baris tanpa kinerja"
    sumber = "Cacat dokumen nyata: indikator kedua pada baris dengan kinerja kosong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            for kutipan in baris.lanjutan:
                yield self.temuan(
                    kutipan.tempat,
                    f"Kolom kinerja baris ini kosong. Indikatornya dibaca sebagai milik {sebut_simpul(simpul)}.",
                    kutipan,
                    baris.pernyataan,
                )


class IndikatorSementara(AturanImpor):
    """An indicator stands wholly in parentheses; kept so, because only the planner knows the final wording."""

    kode = "I-47"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator sementara"
    sumber = "Cacat dokumen nyata: indikator sementara dalam kurung"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            terlapor: dict[str, list[Kutipan]] = defaultdict(list)
            for baris in (satu for kelompok in simpul.baris.values() for satu in kelompok):
                for kutipan in baris.indikator:
                    if _dalam_kurung(kutipan.teks):
                        # A cut-off repetition in Tahap 5 is the same indicator.
                        kunci = next(
                            (satu for satu in terlapor if kemiripan(satu, kutipan.teks) >= AMBANG_SAMA), kutipan.teks
                        )
                        terlapor[kunci].append(kutipan)
            for daftar in terlapor.values():
                yield self.temuan(
                    daftar[0].tempat,
                    f"Indikator {sebut_simpul(simpul)} masih dalam tanda kurung, jadi tampak sementara.",
                    *daftar,
                )


class IndikatorNamaJenis(AturanImpor):
    """The cell of the indicator holds the name of a kind or level; it is not taken for an indicator."""

    kode = "I-48"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Sel indikator berisi nama jenis"
    sumber = "Cacat dokumen nyata: sel indikator berisi “Kondisi Operasional”"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            for kutipan in baris.bukan_indikator:
                yield self.temuan(
                    kutipan.tempat,
                    f"“{kutipan.teks}” bukan indikator {sebut_simpul(simpul)} dan tidak dipakai.",
                    kutipan,
                    baris.pernyataan,
                )


class SelIndikatorKosong(AturanImpor):
    """A row of the agency's own without anything in the column of the indicator, if the table has such a column."""

    kode = "I-49"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Sel indikator kosong"
    sumber = "Cacat dokumen nyata: kinerja tanpa indikator"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        berkolom = {satu.jenis for satu in bacaan.tabel if Peran.INDIKATOR in satu.kolom.values()}
        for baris, simpul in baris_berpasangan(bacaan):
            if baris.tahap in berkolom and not baris.sel_indikator and not baris.crosscutting and perlu_baris(simpul):
                yield self.temuan(baris.tempat, f"Indikator {sebut_simpul(simpul)} kosong.", baris.pernyataan)


class IndikatorSama(AturanImpor):
    """The same indicator measures a node and one of its ancestors, or two other nodes."""

    kode = "I-50"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator yang sama pada dua kinerja"
    sumber = "Cacat dokumen nyata: indikator sama pada induk dan anak"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        milik: dict[str, list[tuple[SimpulBaca, Kutipan]]] = defaultdict(list)
        for simpul in bacaan.tampil():
            kutipan = {
                baku(satu.teks): satu for baris in simpul.baris.values() for lain in baris for satu in lain.indikator
            }
            for teks in simpul.indikator:
                if baku(teks) in kutipan:
                    milik[baku(teks)].append((simpul, kutipan[baku(teks)]))
        for daftar in milik.values():
            if len(daftar) > 1:
                nama = " dan ".join(sebut_simpul(simpul) for simpul, _ in daftar)
                yield self.temuan(
                    daftar[1][1].tempat,
                    f"Indikator yang sama dipakai {nama}. Pilih ukuran yang khas untuk masing-masing.",
                    *(kutipan for _, kutipan in daftar),
                )


class BarisTanpaKondisi(AturanImpor):
    """A row of Tahap 4 or 5 that fits no node of Tahap 3; kept as a note, never placed by guess."""

    kode = "I-65"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Kinerja tidak ada di Tahap 3"
    sumber = "Cacat dokumen nyata: baris hilang antar tahap"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for kelompok in bacaan.baris.values():
            for baris in kelompok:
                if baris.simpul is not None or not baris.pernyataan.teks:
                    continue
                kembar = next(
                    (
                        satu
                        for satu in kelompok
                        if satu.simpul is not None
                        and kemiripan(satu.pernyataan.teks, baris.pernyataan.teks) >= AMBANG_TEMPAT_LAIN
                    ),
                    None,
                )
                if kembar is not None:
                    pesan = (
                        "Kinerja ini sudah ada pada baris lain di tabel yang sama. Baris ini disimpan sebagai catatan."
                    )
                else:
                    pesan = "Kinerja ini tidak ada di Tahap 3. Baris ini disimpan sebagai catatan, belum masuk pohon."
                kutipan = [baris.pernyataan, *baris.indikator]
                yield self.temuan(
                    baris.tempat,
                    pesan,
                    *kutipan,
                    *((kembar.pernyataan,) if kembar else ()),
                    pilihan=pilihan_tempat(bacaan, baris),
                )


class UrutanLain(AturanImpor):
    """A row stands elsewhere in the table than its node in the tree."""

    kode = "I-66"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.SARAN
    judul = "Urutan baris berbeda"
    sumber = "Cacat dokumen nyata: urutan tabel berbeda"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            if baris.cara == "tempat lain":
                yield self.temuan(
                    baris.tempat,
                    f"Urutan baris ini di {NAMA_TABEL[baris.tahap]} berbeda dari pohon. Dibaca sebagai "
                    f"{sebut_simpul(simpul)}.",
                    baris.pernyataan,
                    kutip_simpul(simpul),
                )


ATURAN: tuple[AturanImpor, ...] = (
    TanpaIndikator(),
    RujukanSalah(),
    TingkatBertentangan(),
    SatuBarisDuaSimpul(),
    IndikatorGabung(),
    IndikatorLanjutan(),
    IndikatorSementara(),
    IndikatorNamaJenis(),
    SelIndikatorKosong(),
    IndikatorSama(),
    BarisTanpaKondisi(),
    UrutanLain(),
)
