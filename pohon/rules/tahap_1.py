"""Rules of Tahap 1: factors and outcomes."""

from collections.abc import Iterator

from pohon.choices import Keparahan, Tahap
from pohon.rows import BarisPohon
from pohon.rules.dasar import Aturan, Temuan
from pohon.rules.teks import AWAL_INDIKATOR, KATA_KEGIATAN, KATA_PERUBAHAN, baku, terpotong


class OutcomeBelumAda(Aturan):
    """The tree has no outcome."""

    kode = "T1-01"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.GALAT
    judul = "Outcome belum ada"
    sumber = "PermenPANRB 89/2021, Tahap 1"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        if not pohon.outcome:
            yield self.umum("Belum ada outcome. Tambahkan sekurang-kurangnya satu outcome.", kolom="pernyataan")


class OutcomeKosong(Aturan):
    """An outcome without a statement."""

    kode = "T1-02"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.GALAT
    judul = "Pernyataan outcome kosong"
    sumber = "PermenPANRB 89/2021, Tahap 1"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if not simpul.pernyataan.strip():
                yield self.simpul(simpul, f"Pernyataan outcome {simpul.kode} kosong. Isi atau hapus outcome ini.")


class FaktorKosong(Aturan):
    """All three factors are empty; one is enough, for real documents often fill only one (trick 3)."""

    kode = "T1-03"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Ketiga faktor outcome kosong"
    sumber = "Tahap 1, trik 3"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        if not any(faktor.strip() for faktor in (pohon.mandat, pohon.permasalahan, pohon.ekspektasi)):
            yield self.umum(
                "Mandat, permasalahan, dan ekspektasi masih kosong. Isi sekurang-kurangnya satu faktor yang menjadi "
                "dasar outcome.",
                kolom="mandat",
            )


class OutcomeKegiatan(Aturan):
    """An outcome that begins with a word of activity ("Terlaksananya", "Penyusunan" …)."""

    kode = "T1-04"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Outcome ditulis sebagai kegiatan"
    sumber = "Tahap 1, trik 2 dan 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if cocok := KATA_KEGIATAN.match(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"Outcome {simpul.kode} diawali “{cocok.group().strip()}”, kata untuk kegiatan. Tulis hasil yang "
                    "dirasakan masyarakat, misalnya “Meningkatnya …” atau “Terwujudnya …”.",
                )


class SifatKosong(Aturan):
    """Final or intermediate outcome has not been chosen."""

    kode = "T1-05"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Sifat outcome belum dipilih"
    sumber = "Tahap 1, trik 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if not simpul.sifat:
                yield self.simpul(
                    simpul,
                    f"Pilih apakah outcome {simpul.kode} merupakan final outcome atau intermediate outcome; bila bukan "
                    "keduanya, tinjau kembali rumusannya.",
                    kolom="sifat",
                )


class OutcomeBerulang(Aturan):
    """Two outcomes with the same statement."""

    kode = "T1-06"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.GALAT
    judul = "Outcome berulang"
    sumber = "Cacat dokumen nyata: pernyataan berulang"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        pertama: dict[str, str] = {}
        for simpul in pohon.outcome:
            kunci = baku(simpul.pernyataan)
            if kunci and kunci in pertama:
                yield self.simpul(
                    simpul, f"Outcome {simpul.kode} sama dengan outcome {pertama[kunci]}. Ubah atau hapus salah satu."
                )
            pertama.setdefault(kunci, simpul.kode)


class KesepakatanKosong(Aturan):
    """Neither date nor participants of the agreement are recorded."""

    kode = "T1-07"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.SARAN
    judul = "Kesepakatan outcome belum dicatat"
    sumber = "Tahap 1, trik 1"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        if pohon.outcome and not pohon.tanggal_kesepakatan and not pohon.peserta_kesepakatan.strip():
            yield self.umum(
                "Catat tanggal dan peserta kesepakatan: outcome dirumuskan bersama.", kolom="tanggal_kesepakatan"
            )


class OutcomeIndikator(Aturan):
    """An outcome that begins as an indicator does and tells of no change."""

    kode = "T1-08"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Outcome berisi indikator"
    sumber = "Cacat dokumen nyata: indikator diketik sebagai kinerja"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if AWAL_INDIKATOR.match(simpul.pernyataan) and not KATA_PERUBAHAN.search(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"Outcome {simpul.kode} tertulis seperti indikator. Tulis hasilnya di sini dan pindahkan ukurannya "
                    "ke Tahap 4.",
                )


class OutcomeTerpotong(Aturan):
    """An outcome that stops in mid-sentence."""

    kode = "T1-09"
    tahap = Tahap.TAHAP_1
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan outcome terpotong"
    sumber = "Cacat dokumen nyata: pernyataan terpotong"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if terpotong(simpul.pernyataan):
                yield self.simpul(simpul, f"Pernyataan outcome {simpul.kode} tampak terpotong. Lengkapi kalimatnya.")


ATURAN: tuple[Aturan, ...] = (
    OutcomeBelumAda(),
    OutcomeKosong(),
    FaktorKosong(),
    OutcomeKegiatan(),
    SifatKosong(),
    OutcomeBerulang(),
    KesepakatanKosong(),
    OutcomeIndikator(),
    OutcomeTerpotong(),
)
