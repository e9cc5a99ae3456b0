"""Rules of the import about Tahap 2 and 3: conditions, kinds, structure, crosscutting."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.importing.bacaan import Bacaan, Kutipan, SimpulBaca
from pohon.importing.dasar import (
    AturanImpor,
    Pilihan,
    TemuanImpor,
    awal_kalimat,
    kutip_simpul,
    sebut_simpul,
    tempat_simpul,
)
from pohon.importing.judul import JenisTabel
from pohon.importing.ragam import seperti_indikator
from pohon.importing.teks import sama
from pohon.rules.teks import baku

_J = JenisSimpul
_BERANAK = (_J.KONDISI, _J.ANTARA_UTAMA, _J.ANTARA)


class NomorCSF(AturanImpor):
    """The numbers of the CSFs of one outcome jump, repeat or go back."""

    kode = "I-21"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Nomor CSF tidak urut"
    sumber = "Cacat dokumen nyata: nomor CSF melompat"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for outcome in bacaan.simpul:
            lama = 0
            for csf in outcome.anak:
                angka = re.sub(r"\D", "", csf.nomor_csf)
                if not angka or csf.tempat is None:
                    continue
                if lama and int(angka) != lama + 1:
                    yield self.temuan(
                        csf.tempat,
                        f"Nomor CSF {angka} mengikuti nomor {lama}. Periksa apakah ada CSF yang hilang.",
                        kutip_simpul(csf),
                    )
                lama = int(angka)


class KondisiBerdaftar(AturanImpor):
    """One cell lists several conditions ("1. … 2. …"); each becomes a condition of its own."""

    kode = "I-22"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.SARAN
    judul = "Beberapa kondisi dalam satu sel"
    sumber = "Cacat dokumen nyata: beberapa kondisi dalam satu sel"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        sel: dict[object, list[SimpulBaca]] = defaultdict(list)
        for simpul in bacaan.tampil():
            if simpul.jenis == _J.KONDISI:
                for pertama in list(simpul.tulisan.values())[:1]:
                    sel[pertama.tempat].append(simpul)
        for daftar in sel.values():
            if len(daftar) > 1:
                kutipan = [next(iter(satu.tulisan.values())) for satu in daftar]
                yield self.temuan(
                    kutipan[0].tempat,
                    f"Sel ini memuat {len(daftar)} kondisi. Masing-masing dibaca tersendiri.",
                    *kutipan,
                )


class CSFTanpaKondisi(AturanImpor):
    """A CSF without a required condition."""

    kode = "I-23"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "CSF tanpa kondisi"
    sumber = "PermenPANRB 89/2021, Tahap 2"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.semua():
            if simpul.jenis == _J.CSF and not simpul.anak:
                yield self.temuan(
                    tempat_simpul(simpul), "CSF ini tidak mempunyai kondisi yang diperlukan.", kutip_simpul(simpul)
                )


class KondisiTidakDiuraikan(AturanImpor):
    """A condition of Tahap 2 that Tahap 3 does not break down, although the table is there."""

    kode = "I-24"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi Tahap 2 tidak diuraikan"
    sumber = "Cacat dokumen nyata: ekor tabel terpotong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        if not bacaan.ada(JenisTabel.TAHAP_3):
            return
        for simpul in bacaan.tampil():
            if simpul.jenis == _J.KONDISI and JenisTabel.TAHAP_3 not in simpul.tulisan and not simpul.anak:
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"Kondisi {simpul.kode} dari Tahap 2 tidak ada di tabel Tahap 3.",
                    kutip_simpul(simpul),
                )


class KondisiTanpaCSF(AturanImpor):
    """A condition of Tahap 3 that no CSF of Tahap 2 asks for, although that table is there."""

    kode = "I-25"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi Tahap 3 tanpa CSF"
    sumber = "PermenPANRB 89/2021, Tahap 3"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            tanpa = simpul.induk is not None and simpul.induk.jenis_dari == "kosong"
            if simpul.jenis == _J.KONDISI and tanpa and bacaan.ada(JenisTabel.TAHAP_2):
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"Kondisi {simpul.kode} tidak ada di tabel Tahap 2. Tulis CSF-nya setelah disimpan.",
                    kutip_simpul(simpul),
                )


class KinerjaIndikator(AturanImpor):
    """A statement begins as an indicator does; proposed is to keep the row, for Tahap 3 says it is a condition."""

    kode = "I-31"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi berisi indikator"
    sumber = "Cacat dokumen nyata: indikator diketik sebagai kinerja"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        semua = bacaan.tampil()
        for simpul in semua:
            if simpul.jenis == _J.OUTCOME or not seperti_indikator(simpul.pernyataan):
                continue
            milik = next(
                (
                    satu
                    for satu in semua
                    if satu is not simpul and any(sama(teks, simpul.pernyataan) for teks in satu.indikator)
                ),
                None,
            )
            sasaran = milik or _saudara_atas(simpul)
            pilihan: tuple[Pilihan, ...] = (Pilihan("a", "Biarkan sebagai kondisi, perbaiki rumusannya kemudian"),)
            if sasaran is not None and not simpul.anak:
                label = f"Jadikan indikator {sebut_simpul(sasaran)}: {sasaran.pernyataan}"
                pilihan += (Pilihan("b", label, simpul, "jadi_indikator", sasaran),)
            tambahan = f" Teks yang sama adalah indikator {sebut_simpul(milik)}." if milik else ""
            yield self.temuan(
                tempat_simpul(simpul),
                f"{awal_kalimat(sebut_simpul(simpul))} tertulis seperti indikator.{tambahan}",
                kutip_simpul(simpul),
                *((kutip_simpul(milik),) if milik else ()),
                pilihan=pilihan,
            )


class TanpaTurunan(AturanImpor):
    """A condition or kondisi antara without anything below it, or whose children hang below a row that is none."""

    kode = "I-32"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi antara tanpa turunan"
    sumber = "Cacat dokumen nyata: kondisi antara tanpa kondisi operasional"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        if bacaan.tanpa_tahap_3:
            return
        for simpul in bacaan.tampil():
            if simpul.menggantung:
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"{awal_kalimat(sebut_simpul(simpul))} langsung diikuti baris berisi indikator, sehingga "
                    f"{len(simpul.menggantung)} turunannya menggantung di bawah baris itu. Turunan itu dibaca sebagai "
                    f"milik {sebut_simpul(simpul)}.",
                    kutip_simpul(simpul),
                    *(kutip_simpul(satu) for satu in simpul.menggantung),
                )
            elif (
                simpul.jenis in _BERANAK
                and not simpul.anak
                and not simpul.milik_lain
                and not seperti_indikator(simpul.pernyataan)
            ):
                if JenisTabel.TAHAP_3 in simpul.tulisan:
                    yield self.temuan(
                        tempat_simpul(simpul),
                        f"{awal_kalimat(sebut_simpul(simpul))} tidak mempunyai turunan di Tahap 3.",
                        kutip_simpul(simpul),
                    )


class JenisPerkiraan(AturanImpor):
    """The kind of a condition is missing or cannot be read; it was told from its level in Tahap 4 or its neighbours."""

    kode = "I-33"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Jenis kondisi tidak terbaca"
    sumber = "Cacat dokumen nyata: kolom keterangan kosong"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        if bacaan.tanpa_tahap_3:
            return
        for simpul in bacaan.tampil():
            if simpul.jenis_dari == "perkiraan":
                tertulis = f"“{simpul.jenis_tercetak}” tidak dikenal" if simpul.jenis_tercetak else "kosong"
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"Keterangan baris ini {tertulis}. Dibaca sebagai {simpul.jenis.label.lower()}.",
                    kutip_simpul(simpul),
                )


class PernyataanBerulang(AturanImpor):
    """The same statement at several places of the tree.

    A condition left to others may be repeated by the crosscutting node below it.
    """

    kode = "I-34"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan berulang"
    sumber = "Tahap 3, trik 7"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        kelompok: dict[str, list[SimpulBaca]] = defaultdict(list)
        for simpul in bacaan.tampil():
            if baku(simpul.pernyataan) and simpul.tempat is not None:
                kelompok[baku(simpul.pernyataan)].append(simpul)
        for daftar in kelompok.values():
            wajar = all(
                satu.jenis == _J.CROSSCUTTING and satu.induk is daftar[0] and daftar[0].milik_lain
                for satu in daftar[1:]
            )
            if len(daftar) > 1 and not wajar:
                yield self.temuan(
                    tempat_simpul(daftar[1]),
                    f"Pernyataan yang sama ada pada {', '.join(sebut_simpul(satu) for satu in daftar)}. Bedakan "
                    "rumusannya atau pertahankan salah satu saja.",
                    *(kutip_simpul(satu) for satu in daftar),
                )


class KolomBergeser(AturanImpor):
    """The cells of a row stand beside their columns: read in the columns their wording belongs to."""

    kode = "I-35"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Sel bergeser kolom"
    sumber = "Cacat dokumen nyata: sel bergeser satu kolom"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tabel in bacaan.tabel:
            for baris in tabel.baris:
                if baris.geser:
                    arah = "kiri" if baris.geser > 0 else "kanan"
                    sel = [satu for satu in baris.isi.values() if not satu.gabung_atas]
                    yield self.temuan(
                        sel[0].tempat if sel else baris.tempat,
                        f"Isi baris ini bergeser {abs(baris.geser)} kolom ke {arah}. Dibaca di kolom yang semestinya.",
                        *(Kutipan(" ".join(satu.teks.split()), satu.tempat) for satu in sel),
                    )


class OutcomeJudulCSF(AturanImpor):
    """The heading of the CSF table does not repeat the outcome word for word."""

    kode = "I-40"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.SARAN
    judul = "Judul tabel CSF berbeda dari outcome"
    sumber = "Cacat dokumen nyata: judul tabel memotong outcome"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tabel in bacaan.tabel:
            if tabel.jenis != JenisTabel.TAHAP_2 or not tabel.judul:
                continue
            judul = baku(tabel.judul).removeprefix("csf").strip()
            if judul and not any(baku(satu.pernyataan) == judul for satu in bacaan.simpul):
                yield self.temuan(
                    tabel.tempat,
                    "Judul tabel CSF tidak persis sama dengan outcome. Judulnya disimpan sebagai sebutan outcome.",
                    Kutipan(" ".join(tabel.judul.split()), tabel.tempat),
                    *(kutip_simpul(satu) for satu in bacaan.simpul[:1]),
                )


def _saudara_atas(simpul: SimpulBaca) -> SimpulBaca | None:
    if simpul.induk is None:
        return None
    nomor = simpul.induk.anak.index(simpul)
    return simpul.induk.anak[nomor - 1] if nomor else simpul.induk


ATURAN: tuple[AturanImpor, ...] = (
    NomorCSF(),
    KondisiBerdaftar(),
    CSFTanpaKondisi(),
    KondisiTidakDiuraikan(),
    KondisiTanpaCSF(),
    KinerjaIndikator(),
    TanpaTurunan(),
    JenisPerkiraan(),
    PernyataanBerulang(),
    KolomBergeser(),
    OutcomeJudulCSF(),
)
