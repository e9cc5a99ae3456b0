"""Each rule of the import finds its flaw where it stands, and nothing in a document without it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
import pytest

from pohon.choices import Keparahan
from pohon.importing import baca_berkas, pahami, susun_laporan
from pohon.importing.aturan import ATURAN_IMPOR
from pohon.importing.dasar import TemuanImpor
from tests.pohon.impor.contoh import CAMAT, cetak, ganti, kecamatan, lingkungan, pohon_dari, tabel
from tests.pohon.impor.penulis import Naskah, Tabel, buku_kerja


@dataclass(frozen=True)
class Kasus:
    """A change that puts one flaw into the document of the kecamatan, and where the finding must stand."""

    ubah: Callable[[Naskah], Naskah]
    lembar: str
    sel: str = ""


def _sel(nama: str, baris: int, kolom: int, teks: str) -> Callable[[Naskah], Naskah]:
    """Return the change of one cell; the row counts from 1 (the headings), as in the sheet."""

    def ubah(naskah: Naskah) -> Naskah:
        lama = tabel(naskah, nama)
        isi = list(lama.baris[baris - 1])
        isi[kolom - 1] = teks
        return ganti(naskah, lama.ubah(baris - 1, tuple(isi)))

    return ubah


def _baris(nama: str, baris: int, *isi: str) -> Callable[[Naskah], Naskah]:
    """Return the change of a whole row; without cells the row goes."""

    def ubah(naskah: Naskah) -> Naskah:
        lama = tabel(naskah, nama)
        tengah = (tuple(isi),) if isi else ()
        return ganti(naskah, Tabel(nama, (*lama.baris[: baris - 1], *tengah, *lama.baris[baris:])))

    return ubah


def _sisip(nama: str, sesudah: int, *isi: str) -> Callable[[Naskah], Naskah]:
    """Return the change that puts a row after another."""

    def ubah(naskah: Naskah) -> Naskah:
        lama = tabel(naskah, nama)
        return ganti(naskah, Tabel(nama, (*lama.baris[:sesudah], tuple(isi), *lama.baris[sesudah:])))

    return ubah


def _tanpa_tabel(nama: str) -> Callable[[Naskah], Naskah]:
    return lambda naskah: [satu for satu in naskah if not (isinstance(satu, Tabel) and satu.nama == nama)]


def _tanpa_teks(*awalan: str) -> Callable[[Naskah], Naskah]:
    return lambda naskah: [satu for satu in naskah if not (isinstance(satu, str) and satu.startswith(awalan))]


def _teks(awalan: str, baru: str) -> Callable[[Naskah], Naskah]:
    return lambda naskah: [baru if isinstance(satu, str) and satu.startswith(awalan) else satu for satu in naskah]


def _semua(*ubahan: Callable[[Naskah], Naskah]) -> Callable[[Naskah], Naskah]:
    def ubah(naskah: Naskah) -> Naskah:
        for satu in ubahan:
            naskah = satu(naskah)
        return naskah

    return ubah


KONDISI = "Meningkatnya Kepuasan Masyarakat atas Pelayanan Kecamatan"
# Rows of the kecamatan's tables, as in its sheets:
#   Tahap 3   2 condition 1 with kondisi antara utama · 3 antara · 4 operasional · 5 condition 2, crosscutting
#   Tahap 4/5 2 outcome · 3 condition 1 · 4 utama · 5 antara · 6 operasional · 7 crosscutting
KASUS: dict[str, Kasus] = {
    "I-01": Kasus(_tanpa_teks("a. Mandat"), "Tahap 1"),
    "I-02": Kasus(_tanpa_teks("CASCADING"), "Tahap 1"),
    "I-03": Kasus(lambda naskah: [*naskah[:1], "CASCADING KECAMATAN LAIN SEKALI", *naskah[1:]], "Tahap 1"),
    "I-04": Kasus(_teks("Tahap 1 Menentukan", "Tahap 1 Menentukan outcome BADAN ASET"), "Tahap 1"),
    "I-05": Kasus(_sel("Tahap 5", 2, 2, "Terwujudnya Pelayanan Kecamatan yang"), "Tahap 5", "B2"),
    "I-06": Kasus(_semua(_tanpa_teks("Terwujudnya Pelayanan"), _baris("Tahap 4", 2), _baris("Tahap 5", 2)), "Tahap 2"),
    "I-07": Kasus(_tanpa_tabel("Tahap 5"), "Tahap 1"),
    "I-10": Kasus(lambda naskah: [*naskah, Tabel("Lain", (("satu", "dua"), ("tiga", "empat")))], "Lain"),
    "I-11": Kasus(_semua(_sel("Tahap 5", 1, 5, ""), _sel("Tahap 5", 1, 6, "")), "Tahap 5"),
    "I-12": Kasus(_sel("Tahap 3", 4, 2, "Terlaksananya " + "pelatihan petugas loket " * 60), "Tahap 3", "B4"),
    "I-21": Kasus(_sel("Tahap 2", 3, 1, "4"), "Tahap 2", "B3"),
    "I-22": Kasus(
        _sel("Tahap 2", 3, 3, "1. Tersedianya Jalan Desa yang Mantap 2. Terangnya jalan desa pada malam hari"),
        "Tahap 2",
        "C3",
    ),
    "I-23": Kasus(_sisip("Tahap 2", 3, "3", "Masih rendahnya minat baca warga", ""), "Tahap 2", "B4"),
    "I-24": Kasus(
        _sisip("Tahap 2", 3, "3", "Masih rendahnya minat baca", "Meningkatnya minat baca warga"), "Tahap 2", "C4"
    ),
    "I-25": Kasus(
        _sisip("Tahap 3", 5, "Pulihnya gedung olah raga", "Terawatnya gedung olah raga", "kondisi antara utama"),
        "Tahap 3",
        "A6",
    ),
    "I-31": Kasus(_sel("Tahap 3", 4, 2, "Jumlah petugas loket yang dilatih"), "Tahap 3", "B4"),
    "I-32": Kasus(_semua(_baris("Tahap 3", 4), _baris("Tahap 4", 6), _baris("Tahap 5", 6)), "Tahap 3", "B3"),
    "I-33": Kasus(_sel("Tahap 3", 3, 3, "?"), "Tahap 3", "B3"),
    "I-34": Kasus(
        _sisip("Tahap 3", 4, "", "Terlaksananya pelatihan petugas loket", "kondisi operasional"), "Tahap 3", "B5"
    ),
    "I-35": Kasus(
        _baris("Tahap 3", 4, "Terlaksananya pelatihan petugas loket", "kondisi operasional", ""), "Tahap 3", "A4"
    ),
    "I-36": Kasus(_semua(_baris("Tahap 4", 7), _baris("Tahap 5", 7)), "Tahap 3", "B5"),
    "I-37": Kasus(_sel("Tahap 3", 5, 3, "Croscutting DINAS PEKERJAAN UMUM"), "Tahap 3", "B5"),
    "I-38": Kasus(_sel("Tahap 3", 5, 3, "Crosscutting DPUPR"), "Tahap 3", "B5"),
    "I-39": Kasus(
        _sisip("Tahap 3", 4, "", "Tersedianya jaringan internet", "Crosscutting DINAS KOMUNIKASI"), "Tahap 3", "B5"
    ),
    "I-40": Kasus(_sel("Tahap 2", 1, 2, "CSF PELAYANAN KECAMATAN"), "Tahap 2"),
    "I-41": Kasus(_semua(_baris("Tahap 4", 6), _baris("Tahap 5", 6)), "Tahap 3", "B4"),
    "I-42": Kasus(_sel("Tahap 4", 5, 1, "Tahap 2"), "Tahap 4", "A5"),
    "I-43": Kasus(_sel("Tahap 5", 5, 4, "kinerja strategis"), "Tahap 5", "D5"),
    "I-44": Kasus(
        _semua(
            _sel("Tahap 3", 2, 2, KONDISI),
            _baris("Tahap 4", 3),
            _baris("Tahap 5", 3),
            _sel("Tahap 4", 3, 2, KONDISI),
            _sel("Tahap 5", 3, 2, KONDISI),
        ),
        "Tahap 4",
    ),
    "I-45": Kasus(_sel("Tahap 4", 4, 3, "Rata-rata waktu pelayanan & Persentase layanan tepat waktu"), "Tahap 4", "C4"),
    "I-46": Kasus(
        _sisip("Tahap 4", 6, "", "", "Persentase petugas yang lulus", "kinerja operasional"), "Tahap 4", "C7"
    ),
    "I-47": Kasus(_sel("Tahap 4", 6, 3, "(Jumlah petugas yang dilatih)"), "Tahap 4", "C6"),
    "I-48": Kasus(_sel("Tahap 5", 6, 3, "Kondisi Operasional"), "Tahap 5", "C6"),
    "I-49": Kasus(_sel("Tahap 4", 6, 3, ""), "Tahap 4"),
    "I-50": Kasus(_sel("Tahap 4", 6, 3, "Persentase petugas yang cakap"), "Tahap 4", "C6"),
    "I-51": Kasus(_baris("Tahap 5", 6), "Tahap 4"),
    "I-52": Kasus(_baris("Tahap 4", 6), "Tahap 5"),
    "I-53": Kasus(_sel("Tahap 5", 5, 2, "Tersedianya petugas lapangan yang cakap"), "Tahap 5", "B5"),
    "I-54": Kasus(_sel("Tahap 4", 5, 2, "Tersedianya petugas pelayanan"), "Tahap 4", "B5"),
    "I-55": Kasus(_sel("Tahap 5", 6, 3, "Persentase warga yang terlayani"), "Tahap 5", "C6"),
    "I-56": Kasus(_sel("Tahap 5", 3, 3, "Nilai survei kepuasan"), "Tahap 5", "C3"),
    "I-57": Kasus(_sel("Tahap 4", 6, 2, "Terlaksananya pelatihan petugas lokett"), "Tahap 4", "B6"),
    "I-58": Kasus(_sel("Tahap 4", 5, 2, "TERSEDIANYA PETUGAS PELAYANAN YANG CAKAP"), "Tahap 4", "B5"),
    "I-59": Kasus(_sel("Tahap 5", 5, 4, "kinerja immediate"), "Tahap 5", "D5"),
    "I-60": Kasus(
        _semua(
            _sisip("Tahap 3", 4, "", "Tersedianya panduan loket", "kondisi operasional"),
            _sisip("Tahap 4", 6, "Tahap 3", "Tersedianya panduan loket", "Jumlah panduan", "Kinerja Operasional"),
        ),
        "Tahap 4",
        "D7",
    ),
    "I-61": Kasus(_sel("Tahap 5", 5, 6, "sasaran SKPD menjadi PK JPT"), "Tahap 5", "F5"),
    "I-62": Kasus(_sel("Tahap 5", 5, 5, "sasaran program"), "Tahap 5", "E5"),
    "I-63": Kasus(_sel("Tahap 5", 5, 5, ""), "Tahap 5"),
    "I-64": Kasus(
        _semua(
            _sel("Tahap 5", 4, 2, "Tersedianya petugas pelayanan yang cakap"),
            _sel("Tahap 5", 5, 2, "Terlaksananya pelatihan petugas loket"),
        ),
        "Tahap 5",
        "B4",
    ),
    "I-65": Kasus(
        _sisip("Tahap 4", 6, "Tahap 3", "Terbitnya majalah warga", "Jumlah majalah", "kinerja operasional"), "Tahap 4"
    ),
    "I-66": Kasus(
        _semua(
            _sisip("Tahap 4", 7, "Tahap 2", KONDISI, "Nilai survei kepuasan masyarakat", "kinerja strategis"),
            _baris("Tahap 4", 3),
        ),
        "Tahap 4",
    ),
    "I-68": Kasus(_semua(*(_baris("Tahap 5", nomor) for nomor in (6, 5, 4, 3))), "Tahap 5"),
    "I-69": Kasus(_sel("Tahap 5", 6, 6, "PK/SKP staf umum"), "Tahap 5"),
    "I-70": Kasus(_sel("Tahap 5", 3, 5, "sasaran kedua SKPD"), "Tahap 5", "E3"),
}
# Said of every document, or of the file itself: tested below.
TERSENDIRI = {"I-08", "I-09"}


def _temuan(naskah: Naskah) -> tuple[TemuanImpor, ...]:
    return susun_laporan(pahami(baca_berkas(buku_kerja(naskah), "kecamatan.xlsx"), "Dinas Contoh")).temuan


def _bersih() -> Naskah:
    return cetak(pohon_dari(kecamatan()), CAMAT)


@pytest.mark.parametrize("kode", KASUS)
def test_the_rule_finds_its_flaw_at_its_place(kode: str) -> None:
    kasus = KASUS[kode]
    ketemu = [satu for satu in _temuan(kasus.ubah(_bersih())) if satu.kode == kode]
    assert ketemu, f"{kode} tidak menemukan apa pun"
    tempat = [(satu.tempat.nama, f"{satu.tempat.label_kolom}{satu.tempat.baris}") for satu in ketemu]
    assert kasus.lembar in {nama for nama, _ in tempat}
    if kasus.sel:
        assert (kasus.lembar, kasus.sel) in tempat


def test_a_document_without_flaws_has_only_the_word_about_pictures() -> None:
    for benih, jabatan in ((kecamatan(), CAMAT), (lingkungan(), None)):
        assert [satu.kode for satu in _temuan(cetak(pohon_dari(benih), jabatan))] == ["I-08"]


def test_every_rule_is_described_and_tested() -> None:
    kode = [satu.kode for satu in ATURAN_IMPOR]
    assert len(kode) == len(set(kode))
    assert set(kode) == set(KASUS) | TERSENDIRI
    assert all(satu.judul and satu.sumber and satu.__doc__ for satu in ATURAN_IMPOR)


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    buku = openpyxl.load_workbook(io.BytesIO(buku_kerja(_bersih())))
    buku.create_sheet("Lama").append(("Tahap 3", "Terlaksananya hal lama", "Jumlah hal", "kinerja operasional"))
    buku["Lama"].sheet_state = "hidden"
    keluar = io.BytesIO()
    buku.save(keluar)
    laporan = susun_laporan(pahami(baca_berkas(keluar.getvalue(), "a.xlsx"), "Dinas Contoh"))
    assert [satu.tempat.nama for satu in laporan.temuan if satu.kode == "I-09"] == ["Lama"]
    assert not any("hal lama" in " ".join(satu.teks) for satu in laporan.baris)


def test_only_a_text_that_cannot_be_stored_stands_against_storing() -> None:
    for kode, kasus in KASUS.items():
        galat = {satu.kode for satu in _temuan(kasus.ubah(_bersih())) if satu.keparahan == Keparahan.GALAT}
        assert galat == ({"I-12"} if kode == "I-12" else set()), kode
