"""Rules of the import about the document as a whole: Tahap 1, agency, year, missing tables, what was only noted."""

from collections.abc import Iterator
from dataclasses import replace

from instansi.api import angka
from pohon.choices import PANJANG_PERNYATAAN, Keparahan, Tahap
from pohon.importing.bacaan import Bacaan, Kutipan
from pohon.importing.dasar import (
    NAMA_TABEL,
    TAHAP_TABEL,
    AturanImpor,
    Pilihan,
    TemuanImpor,
    kutip_simpul,
    sebut_simpul,
    tempat_simpul,
)
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Tempat, Wadah
from pohon.importing.teks import kemiripan, sama, sebaris

_FAKTOR = {"mandat": "mandat", "permasalahan": "permasalahan", "ekspektasi": "ekspektasi"}
# Names of one agency, written in full or with small differences, score above; another agency's below.
_AMBANG_NAMA = 88.0


class FaktorKosong(AturanImpor):
    """Tahap 1 is in the document, but not all three factors are filled; allowed (trick 3), so only said."""

    kode = "I-01"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Faktor Tahap 1 tidak diisi"
    sumber = "Tahap 1, trik 3"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        kosong = [label for nama, label in _FAKTOR.items() if nama not in bacaan.naskah.faktor]
        if bacaan.naskah.ada_tahap_1 and kosong:
            terisi = tuple(bacaan.naskah.faktor.values())
            tempat = terisi[0].tempat if terisi else _tempat_naskah(bacaan)
            yield self.temuan(tempat, f"Faktor {' dan '.join(kosong)} tidak diisi. Lengkapi bila ada.", *terisi)


class TahunTidakAda(AturanImpor):
    """No year and no period anywhere in titles and text."""

    kode = "I-02"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Tahun atau periode tidak ada"
    sumber = "Cacat dokumen nyata: dokumen tanpa tahun dan periode"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        if not bacaan.naskah.tahun:
            yield self.temuan(
                _tempat_naskah(bacaan),
                "Dokumen ini tidak menyebut tahun atau periode. Yang dipakai adalah periode pohon kinerja ini.",
            )


class NamaInstansiBerubah(AturanImpor):
    """Titles name the agency differently within one document (likeness below 88)."""

    kode = "I-03"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Nama perangkat daerah berubah dalam dokumen"
    sumber = "Cacat dokumen nyata: nama perangkat daerah berganti"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        nama = bacaan.naskah.instansi
        terlapor: set[str] = set()
        for satu in nama[1:]:
            pertama = nama[0]
            beda = kemiripan(satu.teks, pertama.teks) < _AMBANG_NAMA
            if beda and satu.teks.casefold() not in terlapor:
                terlapor.add(satu.teks.casefold())
                yield self.temuan(
                    satu.tempat, "Nama perangkat daerah di sini berbeda dari yang disebut lebih dahulu.", pertama, satu
                )


class InstansiLain(AturanImpor):
    """The document names another agency than the one it is imported for; a finding, never a refusal."""

    kode = "I-04"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Dokumen perangkat daerah lain"
    sumber = "Impor dokumen: tujuan dan isi harus sepadan"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        nama = bacaan.naskah.instansi
        if bacaan.pemilik and nama and all(kemiripan(satu.teks, bacaan.pemilik) < _AMBANG_NAMA for satu in nama):
            yield self.temuan(
                nama[0].tempat,
                f"Dokumen ini menyebut {nama[0].teks}, sedangkan tujuannya {bacaan.pemilik}. Pastikan berkasnya benar.",
                nama[0],
            )


class OutcomeBerbeda(AturanImpor):
    """An outcome is worded or cut off differently in two tables."""

    kode = "I-05"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Outcome berbeda antar tahap"
    sumber = "Cacat dokumen nyata: pernyataan yang sama ditulis berbeda"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.simpul:
            acuan = next((satu for satu in simpul.tulisan.values() if satu.teks == simpul.pernyataan), None)
            for tabel, satu in simpul.tulisan.items():
                if acuan and not sama(satu.teks, acuan.teks):
                    yield self.temuan(
                        satu.tempat,
                        f"Outcome di {NAMA_TABEL[tabel]} tidak sama dengan yang dipakai di tempat lain.",
                        acuan,
                        satu,
                        pilihan=(
                            Pilihan("a", acuan.teks),
                            Pilihan("b", satu.teks, simpul, "pernyataan", satu.teks),
                        ),
                    )


class OutcomeTidakAda(AturanImpor):
    """No outcome in Tahap 1, 4 or 5; at best the heading of the CSF table tells of one."""

    kode = "I-06"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Outcome tidak ditemukan"
    sumber = "PermenPANRB 89/2021, Tahap 1"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.simpul:
            if simpul.jenis_dari == "kosong":
                yield self.temuan(
                    bacaan.seluruhnya(), "Outcome tidak ditemukan dalam dokumen. Isi outcome setelah disimpan."
                )
            elif simpul.jenis_dari == "judul":
                yield self.temuan(
                    bacaan.awal(JenisTabel.TAHAP_2),
                    "Outcome hanya terbaca dari judul tabel CSF. Periksa rumusannya.",
                    kutip_simpul(simpul),
                )


class TabelTidakAda(AturanImpor):
    """A stage has no table in the document."""

    kode = "I-07"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Tabel tahap tidak ditemukan"
    sumber = "PermenPANRB 89/2021, Tahap 2 sampai 5"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tabel in (JenisTabel.TAHAP_2, JenisTabel.TAHAP_3, JenisTabel.TAHAP_4, JenisTabel.TAHAP_5):
            if not bacaan.ada(tabel):
                tambahan = (
                    " Pohon disusun dari urutan dan tingkat kinerja di tabel lain."
                    if tabel == JenisTabel.TAHAP_3
                    else ""
                )
                yield replace(
                    self.temuan(bacaan.seluruhnya(), f"Tabel {NAMA_TABEL[tabel]} tidak ditemukan.{tambahan}"),
                    tahap=TAHAP_TABEL[tabel],
                )


class GambarTidakTerbaca(AturanImpor):
    """The pictures of the tree and the cascading are missing or cannot be read; they are drawn anew from the tree."""

    kode = "I-08"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Gambar pohon kinerja dan cascading tidak terbaca"
    sumber = "Cacat dokumen nyata: judul gambar tanpa gambar"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        ada = "ada tetapi tidak dibaca" if bacaan.dokumen.bergambar else "tidak terbaca dalam dokumen"
        yield self.temuan(
            bacaan.seluruhnya(),
            f"Gambar POHON KINERJA dan CASCADING {ada}. Keduanya digambar ulang dari pohon yang disimpan.",
        )


class LembarTersembunyi(AturanImpor):
    """A sheet is hidden; it is not read, because hidden sheets usually hold older states."""

    kode = "I-09"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Lembar tersembunyi tidak dibaca"
    sumber = "Impor dokumen: tidak ada isi yang dilewati diam-diam"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for nama in bacaan.dokumen.tersembunyi:
            yield self.temuan(
                Tempat(Wadah.LEMBAR, nama, 0),
                f"Lembar “{nama}” tersembunyi dan tidak dibaca. Tampilkan lembarnya bila isinya ikut diimpor.",
            )


class TeksDicatat(AturanImpor):
    """Cells of unknown columns and rows outside the stages: kept as notes, not dropped."""

    kode = "I-10"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Isi dokumen yang hanya dicatat"
    sumber = "Impor dokumen: tidak ada isi yang hilang"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tabel in bacaan.tabel:
            if tabel.jenis == JenisTabel.CROSSCUTTING:
                continue  # printed anew from the tree; its rows say so in the report
            kolom: dict[str, list[Kutipan]] = {}
            for baris in tabel.baris:
                for nama, sel in baris.lain:
                    kolom.setdefault(nama, []).append(Kutipan(sebaris(sel.teks), sel.tempat))
            for nama, isi in kolom.items():
                yield self.temuan(
                    isi[0].tempat,
                    f"Kolom “{sebaris(nama)}” tidak dikenal. {len(isi)} isinya disimpan sebagai catatan impor.",
                    *isi[:3],
                )
        if bacaan.tersisa:
            yield self.temuan(
                bacaan.tersisa[0].tempat,
                f"{len(bacaan.tersisa)} isian di luar tabel yang dikenal disimpan sebagai catatan impor.",
                *bacaan.tersisa[:3],
            )


class JudulKolomKosong(AturanImpor):
    """A column has no heading; what it holds was told from its cells."""

    kode = "I-11"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Judul kolom kosong"
    sumber = "Impor dokumen: tidak ada yang ditebak diam-diam"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for tabel in bacaan.tabel:
            tanpa = [
                peran for nomor, peran in tabel.kolom.items() if not tabel.nama_kolom.get(nomor) and peran != "nomor"
            ]
            if tanpa and not tabel.tanpa_judul:
                yield self.temuan(
                    tabel.tempat,
                    f"Kolom {' dan '.join(tanpa)} tidak berjudul; dikenali dari isinya.",
                )


class TeksTerlaluPanjang(AturanImpor):
    """A statement or an indicator is longer than the tree can store; nothing is cut, so it must be shortened first."""

    kode = "I-12"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.GALAT
    judul = "Teks terlalu panjang"
    sumber = "Impor dokumen: tidak ada isi yang hilang"

    def periksa(self, bacaan: Bacaan) -> Iterator[TemuanImpor]:
        for simpul in bacaan.semua():
            for teks in (simpul.pernyataan, *simpul.indikator, simpul.sumber):
                if len(teks) > PANJANG_PERNYATAAN:
                    yield self.temuan(
                        tempat_simpul(simpul),
                        f"Teks pada {sebut_simpul(simpul)} lebih panjang dari {angka(PANJANG_PERNYATAAN)} karakter. "
                        "Pendekkan di berkasnya, lalu unggah lagi.",
                        Kutipan(f"{teks[:200]}…", tempat_simpul(simpul)),
                    )


def _tempat_naskah(bacaan: Bacaan) -> Tempat:
    """Return where the document begins."""
    pertama = next((satu.baris[0].tempat for satu in bacaan.dokumen.kisi if satu.baris), None)
    return pertama or bacaan.seluruhnya()


ATURAN: tuple[AturanImpor, ...] = (
    FaktorKosong(),
    TahunTidakAda(),
    NamaInstansiBerubah(),
    InstansiLain(),
    OutcomeBerbeda(),
    OutcomeTidakAda(),
    TabelTidakAda(),
    GambarTidakTerbaca(),
    LembarTersembunyi(),
    TeksDicatat(),
    JudulKolomKosong(),
    TeksTerlaluPanjang(),
)
