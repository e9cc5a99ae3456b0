"""Rules of the import about crosscutting rows and about spelling."""

from collections.abc import Iterator

from pohon.choices import (
    JENIS_TAHAP_3,
    JenisSimpul,
    Keparahan,
    Tahap,
)
from pohon.importing.bacaan import Bacaan, Kutipan, SimpulBaca
from pohon.importing.dasar import (
    AturanImpor,
    Pilihan,
    TemuanImpor,
    kutip_simpul,
    sebut_simpul,
    tempat_simpul,
)
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Tempat
from pohon.importing.ragam import ejaan_crosscutting
from pohon.rules.teks import salah_eja

_J = JenisSimpul


class CrosscuttingTidakDiteruskan(AturanImpor):
    """A crosscutting node that neither Tahap 4 nor Tahap 5 prints (nor its condition, wholly left to others)."""

    kode = "I-36"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Crosscutting tidak diteruskan"
    sumber = "Cacat dokumen nyata: baris hilang antar tahap"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        ada = [satu for satu in (JenisTabel.TAHAP_4, JenisTabel.TAHAP_5) if bacaan.ada(satu)]
        for simpul in bacaan.tampil():
            if simpul.jenis != _J.CROSSCUTTING:
                continue
            tercetak = {tabel for satu in _berpihak(simpul) for tabel in satu.baris}
            hilang = [f"Tahap {satu.value}" for satu in ada if satu not in tercetak]
            if hilang:
                instansi = ", ".join(simpul.crosscutting)
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"Crosscutting {instansi or simpul.kode} tidak ada di {' dan '.join(hilang)}.",
                    kutip_simpul(simpul),
                    Kutipan(simpul.jenis_tercetak or f"Crosscutting {instansi}", tempat_simpul(simpul)),
                )


class SalahEja(AturanImpor):
    """Words of the field that are misspelt, "crosscutting" in all its forms among them."""

    kode = "I-37"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    judul = "Salah ejaan"
    sumber = "Cacat dokumen nyata: salah ejaan kata bidang ini"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        sel: set[Tempat] = set()
        for simpul in bacaan.tampil():
            ejaan = ejaan_crosscutting(simpul.jenis_tercetak)
            baru = tempat_simpul(simpul) not in sel
            sel.add(tempat_simpul(simpul))
            if baru and ejaan and ejaan.casefold() not in ("crosscutting", "cross cutting"):
                yield self.temuan(
                    tempat_simpul(simpul),
                    f"“{ejaan}” semestinya “Crosscutting”.",
                    Kutipan(simpul.jenis_tercetak, tempat_simpul(simpul)),
                )
            terlapor: set[str] = set()
            indikator = [kutipan for baris in simpul.baris.values() for satu in baris for kutipan in satu.indikator]
            for kutipan in (*simpul.tulisan.values(), *indikator):
                for salah, benar in salah_eja(kutipan.teks):
                    if salah not in terlapor:
                        terlapor.add(salah)
                        yield self.temuan(kutipan.tempat, f"“{salah}” semestinya “{benar}”.", kutipan)


class SingkatanInstansi(AturanImpor):
    """An agency is named by an abbreviation only: one word in capitals."""

    kode = "I-38"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    judul = "Nama instansi disingkat"
    sumber = "Cacat dokumen nyata: nama instansi hanya singkatan"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            for nama in simpul.crosscutting:
                if " " not in nama and nama.isupper():
                    yield self.temuan(
                        tempat_simpul(simpul),
                        f"“{nama}” adalah singkatan. Pilih perangkat daerahnya setelah disimpan.",
                        Kutipan(nama, tempat_simpul(simpul)),
                    )


class TempatCrosscutting(AturanImpor):
    """Where a crosscutting row belongs is not printed; it was taken from the order of rows."""

    kode = "I-39"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.SARAN
    judul = "Tempat crosscutting diperkirakan"
    sumber = "Impor dokumen: tidak ada yang ditebak diam-diam"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.tampil():
            if simpul.jenis_dari != "tempat perkiraan" or simpul.induk is None:
                continue
            atas = [simpul.induk, *(satu for satu in _calon_induk(simpul) if satu is not simpul.induk)]
            yield self.temuan(
                tempat_simpul(simpul),
                f"Tempat crosscutting ini diperkirakan dari urutan baris: di bawah {sebut_simpul(simpul.induk)}.",
                kutip_simpul(simpul),
                pilihan=tuple(
                    Pilihan(
                        chr(ord("a") + nomor),
                        f"Di bawah {sebut_simpul(satu)}: {satu.pernyataan}",
                        simpul,
                        "induk",
                        satu,
                    )
                    for nomor, satu in enumerate(atas)
                ),
            )


def _calon_induk(simpul: SimpulBaca) -> list[SimpulBaca]:
    """Return the nodes a crosscutting row may belong to: those open when it was printed, from the condition down."""
    assert simpul.induk is not None  # noqa: S101 — asked by the caller
    kondisi = simpul.induk
    while kondisi.jenis in JENIS_TAHAP_3 and kondisi.induk is not None:
        kondisi = kondisi.induk
    jalur = [kondisi]
    while True:
        sebelum = [satu for satu in jalur[-1].anak if satu is not simpul and _mendahului(satu, simpul)]
        if not sebelum or sebelum[-1].jenis not in (_J.ANTARA_UTAMA, _J.ANTARA):
            return jalur
        jalur.append(sebelum[-1])


def _mendahului(satu: SimpulBaca, simpul: SimpulBaca) -> bool:
    a, b = tempat_simpul(satu), tempat_simpul(simpul)
    return (a.wadah, a.nama) != (b.wadah, b.nama) or a.baris < b.baris


def _berpihak(simpul: SimpulBaca) -> list[SimpulBaca]:
    """Return the crosscutting node, with the condition that is wholly left to others and printed in its stead."""
    return [simpul, simpul.induk] if simpul.induk is not None and simpul.induk.milik_lain else [simpul]


ATURAN: tuple[AturanImpor, ...] = (
    CrosscuttingTidakDiteruskan(),
    SingkatanInstansi(),
    TempatCrosscutting(),
    SalahEja(),
)
