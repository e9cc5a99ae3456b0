"""The tree that is read from a document is the tree that was printed, however the tables stand in the file."""

import json
from collections.abc import Callable
from itertools import zip_longest

import pytest

from pohon.choices import JenisSimpul, Keparahan
from pohon.importing import Dokumen, Laporan, baca_berkas, baca_tempel, pahami, susun_laporan
from pohon.importing.laporan import SimpulLaporan
from pohon.rows import BarisPohon, BarisSimpul
from tests.pabrik.baris import pohon_contoh
from tests.pohon.impor.contoh import CAMAT, PEJABAT, cetak, ganti, kecamatan, lingkungan, pohon_dari, tabel
from tests.pohon.impor.penulis import Naskah, Tabel, buku_kerja, dokumen_word, tempelan

POHON: dict[str, Callable[[], tuple[BarisPohon, dict[JenisSimpul, str]]]] = {
    "lingkungan": lambda: (pohon_dari(lingkungan()), PEJABAT),
    "kecamatan": lambda: (pohon_dari(kecamatan()), CAMAT),
    "disdukcapil": lambda: (pohon_contoh("disdukcapil"), PEJABAT),
}


def _acak(naskah: Naskah) -> Naskah:
    """Columns in another order, other headings' wording, a column nobody knows."""
    urutan = {"Tahap 3": (2, 1, 0), "Tahap 4": (3, 2, 1, 0), "Tahap 5": (5, 0, 4, 2, 1, 3)}
    hasil: Naskah = []
    for satu in naskah:
        if isinstance(satu, Tabel) and satu.nama in urutan:
            satu = satu.acak(urutan[satu.nama])
            satu = Tabel(
                satu.nama,
                tuple(
                    (*baris, "Catatan" if not nomor else f"catatan {nomor}") for nomor, baris in enumerate(satu.baris)
                ),
            )
        hasil.append(satu)
    return hasil


def _gabung(naskah: Naskah) -> Naskah:
    """The condition of Tahap 3 and the reference of Tahap 4 span their rows as merged cells."""
    hasil: Naskah = []
    for satu in naskah:
        if isinstance(satu, Tabel) and satu.nama in ("Tahap 3", "Tahap 4"):
            satu = _rentang(satu)
        hasil.append(satu)
    return hasil


def _rentang(satu: Tabel) -> Tabel:
    """Merge the first column over rows that are empty there or repeat it."""
    baris = [list(isi) for isi in satu.baris]
    gabung = []
    awal = 1
    for nomor in range(2, len(baris) + 1):
        if nomor < len(baris) and baris[nomor][0] in ("", baris[awal][0]):
            baris[nomor][0] = ""
            continue
        if nomor - awal > 1:
            gabung.append((awal + 1, 1, nomor, 1))
        awal = nomor
    return Tabel(satu.nama, tuple(tuple(isi) for isi in baris), tuple(gabung))


def _berulang(naskah: Naskah) -> Naskah:
    """The headings are repeated every six rows, with a row of column numbers below."""
    hasil: Naskah = []
    for satu in naskah:
        if isinstance(satu, Tabel):
            judul, *isi = satu.baris
            nomor = tuple(f"({kolom})" for kolom in range(1, len(judul) + 1))
            potong = [baris for awal in range(0, len(isi), 6) for baris in (judul, nomor, *isi[awal : awal + 6])]
            satu = Tabel(satu.nama, tuple(potong))
        hasil.append(satu)
    return hasil


def _terbalik(naskah: Naskah) -> Naskah:
    """Tahap 5 comes first, Tahap 2 last; the CSF tables of several outcomes keep their order."""
    tabel_ = [satu for satu in naskah if isinstance(satu, Tabel)]
    dua = [satu for satu in tabel_ if satu.nama.startswith("Tahap 2")]
    lain = [satu for satu in tabel_ if satu not in dua]
    return [*(satu for satu in naskah if isinstance(satu, str)), *reversed(lain), *dua]


BENTUK: dict[str, Callable[[Naskah], Dokumen]] = {
    "xlsx": lambda naskah: baca_berkas(buku_kerja(naskah), "a.xlsx"),
    "satu lembar": lambda naskah: baca_berkas(buku_kerja(naskah, satu_lembar=True), "a.xlsx"),
    "docx": lambda naskah: baca_berkas(dokumen_word(naskah), "a.docx"),
    "docx terpotong halaman": lambda naskah: baca_berkas(dokumen_word(naskah, baris_per_tabel=7), "a.docx"),
    "tempelan": lambda naskah: baca_tempel(tempelan(naskah)),
    "kolom diacak": lambda naskah: baca_berkas(buku_kerja(_acak(naskah)), "a.xlsx"),
    "kolom diacak di Word": lambda naskah: baca_berkas(dokumen_word(_acak(naskah)), "a.docx"),
    "sel gabung": lambda naskah: baca_berkas(buku_kerja(_gabung(naskah)), "a.xlsx"),
    "sel gabung di Word": lambda naskah: baca_berkas(dokumen_word(_gabung(naskah)), "a.docx"),
    "judul berulang": lambda naskah: baca_berkas(buku_kerja(_berulang(naskah), satu_lembar=True), "a.xlsx"),
    "tabel diurut terbalik": lambda naskah: baca_berkas(buku_kerja(_terbalik(naskah)), "a.xlsx"),
}


def semestinya(pohon: BarisPohon, pejabat: dict[JenisSimpul, str], satu: BarisSimpul) -> dict[str, object]:
    """Return the node as the report must show it."""
    milik_lain = not satu.indikator
    jabatan = pejabat.get(satu.jenis)
    return {
        "kode": satu.kode,
        "jenis": satu.jenis.value,
        "pernyataan": satu.pernyataan,
        "indikator": [indikator.nama for indikator in satu.indikator],
        "tingkat": None if milik_lain else satu.tingkat,
        "komponen": None if milik_lain else satu.komponen,
        "jabatan": [] if milik_lain or not jabatan else [jabatan],
        "crosscutting": [lain.nama for lain in satu.crosscutting],
        "anak": [semestinya(pohon, pejabat, anak) for anak in pohon.anak(satu)],
    }


@pytest.mark.parametrize("bentuk", BENTUK)
@pytest.mark.parametrize("nama", POHON)
def test_the_tree_read_is_the_tree_printed(nama: str, bentuk: str) -> None:
    pohon, pejabat = POHON[nama]()
    laporan = susun_laporan(pahami(BENTUK[bentuk](cetak(pohon, pejabat))))
    assert [satu.json() for satu in laporan.simpul] == [semestinya(pohon, pejabat, satu) for satu in pohon.outcome]


@pytest.mark.parametrize("bentuk", [satu for satu in BENTUK if "diacak" not in satu])
@pytest.mark.parametrize("nama", ["lingkungan", "kecamatan"])
def test_a_document_without_contradictions_has_no_warnings(nama: str, bentuk: str) -> None:
    pohon, pejabat = POHON[nama]()
    laporan = susun_laporan(pahami(BENTUK[bentuk](cetak(pohon, pejabat)), "Dinas Contoh"))
    assert [satu.pesan for satu in laporan.temuan if satu.keparahan != Keparahan.SARAN] == []
    assert {satu.kode for satu in laporan.temuan} <= {"I-08"}


def test_every_row_of_the_source_has_a_fate_and_the_summary_counts_them() -> None:
    laporan = _laporan(cetak(pohon_dari(lingkungan())))
    assert {satu.nasib for satu in laporan.baris} == {"dibaca", "judul"}
    dibaca, dipakai, dicatat = (laporan.ringkasan[f"baris_{kata}"] for kata in ("dibaca", "dipakai", "dicatat"))
    assert dibaca == len([satu for satu in laporan.baris if satu.nasib != "judul"])
    assert (dipakai, dicatat) == (dibaca, 0)
    assert laporan.ringkasan["jenis"] == {
        "outcome": 2,
        "csf": 3,
        "kondisi": 3,
        "kondisi_antara_utama": 3,
        "kondisi_antara": 3,
        "kondisi_operasional": 5,
        "crosscutting": 1,
    }


def test_unknown_columns_are_kept_as_notes() -> None:
    laporan = susun_laporan(pahami(BENTUK["kolom diacak"](cetak(pohon_dari(kecamatan()), CAMAT))))
    catatan = [satu for satu in laporan.temuan if satu.kode == "I-10"]
    assert [satu.pesan for satu in catatan if "Catatan" in satu.pesan]
    assert json.loads(json.dumps(laporan.arsip())) == laporan.arsip()


def test_factors_agency_and_year_are_read_from_the_text_around_the_tables() -> None:
    naskah = pahami(BENTUK["docx"](cetak(pohon_dari(kecamatan()), CAMAT))).naskah
    assert {nama: satu.teks for nama, satu in naskah.faktor.items()} == {
        "mandat": "menyelenggarakan urusan pemerintahan",
        "permasalahan": "layanan belum merata",
        "ekspektasi": "masyarakat mengharapkan layanan yang baik",
    }
    assert [satu.teks for satu in naskah.instansi] == ["DINAS CONTOH"]
    assert [satu.teks for satu in naskah.tahun] == ["2023"]


def test_a_document_without_tahap_3_still_gives_the_tree_from_levels() -> None:
    pohon, pejabat = POHON["lingkungan"]()
    naskah = [satu for satu in cetak(pohon, pejabat) if not (isinstance(satu, Tabel) and satu.nama == "Tahap 3")]
    laporan = _laporan(naskah)
    terbaca = [(satu.kode, satu.jenis, satu.pernyataan) for akar in laporan.simpul for satu in _urut(akar)]
    assert [satu for satu in terbaca if satu[1] != "crosscutting"] == [
        (satu.kode if satu.kode != "2.1.2" else "2.1.2", satu.jenis.value, satu.pernyataan)
        for satu in pohon.simpul
        if satu.jenis != JenisSimpul.CROSSCUTTING
    ]
    assert "I-07" in {satu.kode for satu in laporan.temuan}


def test_conditions_are_found_again_when_tahap_3_lost_its_first_column() -> None:
    pohon, pejabat = POHON["lingkungan"]()
    naskah = cetak(pohon, pejabat)
    tiga = tabel(naskah, "Tahap 3")
    laporan = _laporan(
        [Tabel("Tahap 3", tuple(satu[1:] for satu in tiga.baris)) if satu is tiga else satu for satu in naskah]
    )
    assert [satu.json() for satu in laporan.simpul] == [semestinya(pohon, pejabat, satu) for satu in pohon.outcome]


def _tanpa_judul(*nama: str) -> Callable[[Naskah], Naskah]:
    def ubah(naskah: Naskah) -> Naskah:
        for satu in nama:
            naskah = ganti(naskah, Tabel(satu, tabel(naskah, satu).baris[1:]))
        return naskah

    return ubah


def _judul(nama: str, *judul: str) -> Callable[[Naskah], Naskah]:
    return lambda naskah: ganti(naskah, tabel(naskah, nama).ubah(0, judul))


def _tanpa_kolom(nama: str, kolom: int) -> Callable[[Naskah], Naskah]:
    """Return the change that takes a column away, counted from 0."""
    return lambda naskah: ganti(
        naskah, Tabel(nama, tuple(satu[:kolom] + satu[kolom + 1 :] for satu in tabel(naskah, nama).baris))
    )


def _kaki(nama: str, *baris: tuple[str, ...]) -> Callable[[Naskah], Naskah]:
    return lambda naskah: ganti(naskah, Tabel(nama, (*tabel(naskah, nama).baris, *baris)))


PINCANG: dict[str, Callable[[Naskah], Naskah]] = {
    "dua judul terakhir Tahap 5 kosong": _judul("Tahap 5", "Rujukan Tahapan", "Kinerja", "Indikator Kinerja", "ket"),
    "tiga keterangan": _judul("Tahap 5", "Rujukan Tahapan", "Kinerja", "Indikator Kinerja", *["keterangan"] * 3),
    "judul CSF kosong": _judul("Tahap 2", "No", "", "Kondisi yang diperlukan"),
    "judul salah eja": _judul("Tahap 4", "Rujukan Tahapn", "Kinerja", "Indikator Kineja", "Keterangan"),
    "Tahap 2 tanpa judul": _tanpa_judul("Tahap 2"),
    "semua tanpa judul": _tanpa_judul("Tahap 2", "Tahap 3", "Tahap 4", "Tahap 5"),
    "Tahap 4 tanpa rujukan": _tanpa_kolom("Tahap 4", 0),
    "Tahap 5 tanpa rujukan": _tanpa_kolom("Tahap 5", 0),
    "Tahap 5 tanpa indikator": _tanpa_kolom("Tahap 5", 2),
    "catatan di bawah Tahap 3": _kaki("Tahap 3", ("Paringin, Maret 2023", "", ""), ("Kepala Dinas", "", "")),
    "catatan di bawah Tahap 5": _kaki(
        "Tahap 5", ("Sumber: rapat", "", "", "", "", ""), ("", "", "", "Maret 2023", "", "")
    ),
    "kalimat terbagi dua baris": lambda naskah: ganti(
        naskah,
        Tabel(
            "Tahap 3",
            (
                *tabel(naskah, "Tahap 3").baris[:3],
                ("", "Terlaksananya pelatihan", "kondisi operasional"),
                ("", "petugas loket", ""),
                tabel(naskah, "Tahap 3").baris[4],
            ),
        ),
    ),
}


@pytest.mark.parametrize("bentuk", ["xlsx", "docx"])
@pytest.mark.parametrize("nama", PINCANG)
def test_tables_with_lost_headings_and_columns_are_known_by_their_content(nama: str, bentuk: str) -> None:
    pohon = pohon_dari(kecamatan())
    laporan = susun_laporan(pahami(BENTUK[bentuk](PINCANG[nama](cetak(pohon, CAMAT))), "Dinas Contoh"))
    assert [satu.json() for satu in laporan.simpul] == [semestinya(pohon, CAMAT, satu) for satu in pohon.outcome]
    assert [satu.pesan for satu in laporan.temuan if satu.keparahan != Keparahan.SARAN] == []


def test_tables_side_by_side_on_one_sheet_are_told_apart() -> None:
    naskah = cetak(pohon_dari(kecamatan()), CAMAT)
    tiga, empat = tabel(naskah, "Tahap 3"), tabel(naskah, "Tahap 4")
    baris = zip_longest(tiga.baris, empat.baris, fillvalue=())
    dampingan = Tabel("Tabel", tuple((*(kiri or ("", "", "")), "", *kanan) for kiri, kanan in baris))
    laporan = _laporan([dampingan if satu is tiga else satu for satu in naskah if satu is not empat])
    pohon = pohon_dari(kecamatan())
    assert [satu.json() for satu in laporan.simpul] == [semestinya(pohon, CAMAT, satu) for satu in pohon.outcome]


def _laporan(naskah: Naskah) -> Laporan:
    return susun_laporan(pahami(baca_berkas(buku_kerja(naskah), "a.xlsx")))


def _urut(simpul: SimpulLaporan) -> list[SimpulLaporan]:
    return [simpul, *(lain for anak in simpul.anak for lain in _urut(anak))]
