"""Rules of the import about the columns that Tahap 5 adds: components and positions."""

import re
from collections.abc import Iterator

from pohon.choices import (
    KOMPONEN_BAWAAN,
    JenisSimpul,
    Keparahan,
    Komponen,
    Tahap,
)
from pohon.importing.aturan_kinerja import baris_berpasangan, perlu_baris
from pohon.importing.bacaan import Bacaan, Kutipan
from pohon.importing.dasar import (
    AturanImpor,
    Pilihan,
    TemuanImpor,
    awal_kalimat,
    sebut_simpul,
)
from pohon.importing.judul import JenisTabel
from pohon.importing.ragam import jabatan_sah
from pohon.rules.teks import baku

_J = JenisSimpul
_LIMA = JenisTabel.TAHAP_5
_BILANGAN = (
    "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh",
)  # fmt: skip
# How a position's performance begins: PK, SKP, or both, with their spaces.
_AWAL_JABATAN = re.compile(r"\b(?:pk(?:\s*/\s*skp)?|skp(?:\s*/\s*pk)?)\b", re.IGNORECASE)


class BukanJabatan(AturanImpor):
    """The column of positions holds a sentence about components, or names no position."""

    kode = "I-61"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Kolom jabatan tidak berisi jabatan"
    sumber = "Cacat dokumen nyata: kalimat keterangan di kolom jabatan"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            for kutipan in baris.jabatan:
                if not jabatan_sah(kutipan.teks) and not baris.crosscutting:
                    yield self.temuan(
                        kutipan.tempat,
                        f"Kolom jabatan {sebut_simpul(simpul)} berisi “{kutipan.teks}”, bukan jabatan.",
                        kutipan,
                        pilihan=(
                            Pilihan("a", "Simpan apa adanya"),
                            Pilihan("b", "Kosongkan, pilih jabatannya kemudian", simpul, "jabatan", []),
                        ),
                    )


class KomponenBertentangan(AturanImpor):
    """The planning component is not the one that goes with the kind of node, or none at all."""

    kode = "I-62"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Komponen bertentangan dengan jenis"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for baris, simpul in baris_berpasangan(bacaan):
            biasa = KOMPONEN_BAWAAN.get(simpul.jenis)
            if biasa is None or baris.komponen is None or baris.crosscutting:
                continue
            if baris.arti_komponen != biasa:
                tercetak = baris.arti_komponen
                pilihan: tuple[Pilihan, ...] = ()
                if tercetak is not None:
                    pilihan = (
                        Pilihan("a", Komponen(tercetak).label, simpul, "komponen", tercetak.value),
                        Pilihan("b", biasa.label, simpul, "komponen", biasa.value),
                    )
                yield self.temuan(
                    baris.komponen.tempat,
                    f"Komponen {sebut_simpul(simpul)} tertulis “{baris.komponen.teks}”, biasanya “{biasa.label}”.",
                    baris.komponen,
                    pilihan=pilihan,
                )


class PenerjemahanKosong(AturanImpor):
    """A row of Tahap 5 without component, or without position where others of its kind have one."""

    kode = "I-63"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Komponen atau jabatan kosong"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        pasangan = [dua for dua in baris_berpasangan(bacaan) if dua[0].tahap == _LIMA and perlu_baris(dua[1])]
        berjabatan = {simpul.jenis for baris, simpul in pasangan if baris.jabatan}
        for baris, simpul in pasangan:
            kosong = [] if baris.komponen or baris.crosscutting else ["komponen"]
            if simpul.jenis in berjabatan and not baris.jabatan and not baris.crosscutting:
                kosong.append("jabatan")
            if kosong:
                yield self.temuan(
                    baris.tempat,
                    f"{awal_kalimat(' dan '.join(kosong))} {sebut_simpul(simpul)} kosong di Tahap 5.",
                    baris.pernyataan,
                )


class NomorSasaran(AturanImpor):
    """The components of the conditions are numbered in words (pertama, kedua …) with a gap or without a number."""

    kode = "I-70"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Nomor sasaran tidak urut"
    sumber = "Cacat dokumen nyata: sasaran SKPD tidak bernomor atau melompat"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        terpakai = 0
        bernomor = False
        for baris, simpul in baris_berpasangan(bacaan):
            if simpul.jenis != _J.KONDISI or baris.komponen is None or baris.tahap != _LIMA:
                continue
            terpakai += 1
            nomor = next(
                (urut for urut, kata in enumerate(_BILANGAN, 1) if kata in baku(baris.komponen.teks).split()), 0
            )
            bernomor = bernomor or bool(nomor)
            if bernomor and nomor != terpakai and terpakai <= len(_BILANGAN):
                yield self.temuan(
                    baris.komponen.tempat,
                    f"Kondisi ini adalah sasaran {_BILANGAN[terpakai - 1]} SKPD, tertulis “{baris.komponen.teks}”.",
                    baris.komponen,
                )


class JabatanTidakSeragam(AturanImpor):
    """The performance of positions is written in several ways: "PK/ SKP", "PK/SKP", "PK"."""

    kode = "I-69"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Penulisan jabatan tidak seragam"
    sumber = "Cacat dokumen nyata: penulisan jabatan tidak seragam"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        contoh: dict[str, Kutipan] = {}
        for baris, _ in baris_berpasangan(bacaan):
            for kutipan in baris.jabatan:
                if cocok := _AWAL_JABATAN.match(kutipan.teks):
                    contoh.setdefault(cocok.group(), kutipan)
        if len(contoh) > 1:
            kutipan_contoh = tuple(contoh.values())
            yield self.temuan(
                kutipan_contoh[1].tempat,
                f"Kinerja jabatan diawali “{'”, “'.join(contoh)}”. Pilih satu cara menulis.",
                *kutipan_contoh,
            )


ATURAN: tuple[AturanImpor, ...] = (
    BukanJabatan(),
    KomponenBertentangan(),
    PenerjemahanKosong(),
    NomorSasaran(),
    JabatanTidakSeragam(),
)
