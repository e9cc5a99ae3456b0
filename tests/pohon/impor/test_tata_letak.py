"""Documents of other agencies in other layouts, without a flaw: the same tree, and nothing is held against them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from pohon.choices import Keparahan
from pohon.importing import baca_berkas, pahami, susun_laporan
from pohon.importing.laporan import SimpulLaporan
from pohon.rows import BarisPohon
from tests.pabrik.baris import Benih, antara, kondisi, operasional, outcome, utama
from tests.pohon.impor.contoh import CAMAT, PEJABAT, cetak, kecamatan, lingkungan, pohon_dari
from tests.pohon.impor.penulis import Naskah, Tabel, buku_kerja, dokumen_word


def kesehatan() -> tuple[Benih, ...]:
    """A dinas kesehatan: indicators of one condition that are nearly alike, and are two."""
    return (
        outcome(
            "Meningkatnya Derajat Kesehatan Masyarakat",
            kondisi(
                "Menurunnya kematian ibu dan bayi",
                utama(
                    "Terlayaninya ibu hamil sesuai standar",
                    antara(
                        "Tersedianya bidan desa yang kompeten",
                        operasional("Terselenggaranya pelatihan bidan", indikator=["Jumlah bidan terlatih"]),
                        operasional("Terdistribusikannya tablet tambah darah", indikator=["Jumlah tablet dibagikan"]),
                        indikator=["Persentase bidan bersertifikat"],
                    ),
                    indikator=["Cakupan pelayanan ibu hamil"],
                ),
                utama(
                    "Terpantaunya tumbuh kembang bayi",
                    operasional("Terlaksananya posyandu aktif", indikator=["Jumlah posyandu aktif"]),
                    indikator=["Persentase bayi terpantau"],
                ),
                indikator=["Angka Kematian Ibu", "Angka Kematian Bayi"],
            ),
            indikator=["Usia harapan hidup"],
        ),
    )


Ubah = Callable[[Naskah, BarisPohon], Naskah]


def _tiap(naskah: Naskah, ubah: Callable[[Tabel], Tabel]) -> Naskah:
    return [ubah(satu) if isinstance(satu, Tabel) else satu for satu in naskah]


def _judul(tabel: Tabel, *judul: str) -> Tabel:
    return replace(tabel, baris=(judul, *tabel.baris[1:]))


def urutan_lain(naskah: Naskah, _: BarisPohon) -> Naskah:
    urutan = {3: (1, 2, 0), 4: (3, 0, 2, 1), 6: (5, 1, 0, 3, 2, 4)}
    return _tiap(naskah, lambda satu: satu.acak(urutan[len(satu.baris[0])]))


def judul_lain(naskah: Naskah, _: BarisPohon) -> Naskah:
    def ubah(satu: Tabel) -> Tabel:
        if satu.nama.startswith("Tahap 2"):
            return _judul(satu, "No.", f"Isu strategis (CSF) {satu.baris[0][1][4:]}", "Kondisi yg dibutuhkan")
        if satu.nama.startswith("Tahap 3"):
            return _judul(satu, "Kondisi Tahap 2", "Uraian Kondisi", "Jenis Kondisi")
        judul = ("Tahapan", "Kinerja / Kondisi", "Indikator", "Level Kinerja", "Komponen", "PK/SKP")
        return _judul(satu, *judul[: len(satu.baris[0])])

    return _tiap(naskah, ubah)


def tanpa_sebutan_tahap(naskah: Naskah, _: BarisPohon) -> Naskah:
    hasil: Naskah = []
    for nomor, satu in enumerate(naskah):
        hasil.append(replace(satu, nama=f"Sheet{nomor}") if isinstance(satu, Tabel) else satu)
    return [re.sub("Tahap 1 ", "", satu) if isinstance(satu, str) else satu for satu in hasil]


def judul_di_dalam(naskah: Naskah, _: BarisPohon) -> Naskah:
    """A merged title line above the headings, and a line that numbers the columns below them."""

    def ubah(satu: Tabel) -> Tabel:
        lebar = len(satu.baris[0])
        kepala = (f"{satu.nama.upper()} DINAS CONTOH", *[""] * (lebar - 1))
        nomor = tuple(f"({kolom})" for kolom in range(1, lebar + 1))
        return replace(satu, baris=(kepala, satu.baris[0], nomor, *satu.baris[1:]), gabung=((1, 1, 1, lebar),))

    return _tiap(naskah, ubah)


def sel_gabung(naskah: Naskah, _: BarisPohon) -> Naskah:
    """Cells merged downwards: the condition of Tahap 3, a statement over its indicators."""

    def ubah(satu: Tabel) -> Tabel:
        baris, gabung = [list(isi) for isi in satu.baris], []
        awal = 1
        while awal < len(baris) and not satu.nama.startswith("Tahap 2"):
            akhir = awal
            if satu.nama.startswith("Tahap 3"):
                while akhir + 1 < len(baris) and not baris[akhir + 1][0]:
                    akhir += 1
                kolom = [1]
            else:
                while akhir + 1 < len(baris) and baris[akhir + 1][1] == baris[awal][1]:
                    akhir += 1
                    for nomor in (0, 1, 3):
                        baris[akhir][nomor] = ""
                kolom = [1, 2, 4]
            gabung += [(awal + 1, satu_kolom, akhir + 1, satu_kolom) for satu_kolom in kolom if akhir > awal]
            awal = akhir + 1
        return replace(satu, baris=tuple(tuple(isi) for isi in baris), gabung=tuple(gabung))

    return _tiap(naskah, ubah)


def bernomor(naskah: Naskah, pohon: BarisPohon) -> Naskah:
    """Every statement below the outcomes printed with its number: "1.1.2. Tersedianya …"."""
    kode = {satu.pernyataan: satu.kode for satu in reversed(pohon.simpul) if satu.kode[0].isdigit()}

    def ubah(satu: Tabel) -> Tabel:
        if satu.nama.startswith("Tahap 2"):
            return satu
        isi = (tuple(f"{kode[sel]}. {sel}" if sel in kode else sel for sel in baris) for baris in satu.baris[1:])
        return replace(satu, baris=(satu.baris[0], *isi))

    return _tiap(naskah, ubah)


def kolom_tambahan(naskah: Naskah, _: BarisPohon) -> Naskah:
    def ubah(satu: Tabel) -> Tabel:
        isi = ((str(nomor), *baris, "100", "") for nomor, baris in enumerate(satu.baris[1:], start=1))
        if satu.nama.startswith("Tahap 2"):
            return satu
        return replace(satu, baris=(("No", *satu.baris[0], "Target", "Catatan"), *isi))

    return _tiap(naskah, ubah)


def huruf_besar(naskah: Naskah, _: BarisPohon) -> Naskah:
    return _tiap(naskah, lambda satu: replace(satu, baris=tuple(tuple(map(str.upper, baris)) for baris in satu.baris)))


def kolom_per_jenis(naskah: Naskah, pohon: BarisPohon) -> Naskah:
    """Tahap 3 with a column for each kind of condition instead of the column Keterangan."""
    kolom = {"kondisi_antara_utama": 1, "kondisi_antara": 2, "kondisi_operasional": 3, "crosscutting": 4}
    baris = [("Kondisi Tahap 2", "Kondisi Antara Utama", "Kondisi Antara", "Kondisi Operasional", "Crosscutting")]
    for syarat in pohon.kondisi:
        for nomor, satu in enumerate(pohon.keturunan(syarat)):
            isi = [syarat.pernyataan if nomor == 0 else "", "", "", "", ""]
            pihak = " dan ".join(lain.nama for lain in satu.crosscutting)
            isi[kolom[satu.jenis]] = f"{satu.pernyataan} ({pihak})" if pihak else satu.pernyataan
            baris.append((isi[0], isi[1], isi[2], isi[3], isi[4]))
    tiga = Tabel("Tahap 3", tuple(baris))
    return [tiga if isinstance(satu, Tabel) and satu.nama == "Tahap 3" else satu for satu in naskah]


TATA_LETAK: tuple[Ubah, ...] = (
    urutan_lain, judul_lain, tanpa_sebutan_tahap, judul_di_dalam, sel_gabung, bernomor, kolom_tambahan, huruf_besar,
    kolom_per_jenis,
)  # fmt: skip
BENTUK: dict[str, Callable[[Naskah], bytes]] = {
    "a.xlsx": buku_kerja,
    "satu-lembar.xlsx": lambda naskah: buku_kerja(naskah, satu_lembar=True),
    "a.docx": dokumen_word,
}
POHON = {
    "kecamatan": (kecamatan, CAMAT),
    "lingkungan": (lingkungan, PEJABAT),
    "kesehatan": (kesehatan, PEJABAT),
}


def terbaca(simpul: tuple[SimpulLaporan, ...], dalam: int = 0) -> Iterator[Any]:
    for satu in simpul:
        indikator = tuple(teks.casefold() for teks in satu.indikator)
        yield dalam, satu.jenis, satu.pernyataan.casefold(), indikator
        yield from terbaca(satu.anak, dalam + 1)


def seharusnya(pohon: BarisPohon) -> Iterator[Any]:
    dalam: dict[int, int] = {}
    for satu in pohon.simpul:
        dalam[satu.id] = dalam.get(satu.induk_id, -1) + 1
        indikator = tuple(lain.nama.casefold() for lain in satu.indikator)
        yield dalam[satu.id], satu.jenis.value, satu.pernyataan.casefold(), indikator


@pytest.mark.parametrize("bentuk", BENTUK)
@pytest.mark.parametrize("ubah", TATA_LETAK, ids=lambda satu: satu.__name__)
@pytest.mark.parametrize("nama", POHON)
def test_another_layout_is_the_same_tree_and_no_flaw(nama: str, ubah: Ubah, bentuk: str) -> None:
    benih, jabatan = POHON[nama]
    pohon = pohon_dari(benih())
    isi = BENTUK[bentuk](ubah(cetak(pohon, jabatan), pohon))
    laporan = susun_laporan(pahami(baca_berkas(isi, bentuk), "Dinas Contoh"))
    assert Counter(terbaca(laporan.simpul)) == Counter(seharusnya(pohon))
    assert [satu.pesan for satu in laporan.temuan if satu.keparahan != Keparahan.SARAN] == []
