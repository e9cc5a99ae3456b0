"""Rules of Tahap 2: critical success factors (CSF) and the conditions they ask for."""

from collections.abc import Iterator

from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules.dasar import Aturan, Temuan, sebut, sebut_awal
from pohon.rules.teks import (
    AWAL_INDIKATOR,
    AWAL_MASALAH,
    KATA_MASALAH,
    KATA_PERUBAHAN,
    baku,
    berisi_daftar,
    terpotong,
)


def _csf(pohon: BarisPohon) -> Iterator[BarisSimpul]:
    return (simpul for simpul in pohon.simpul if simpul.jenis == JenisSimpul.CSF)


def _csf_dan_kondisi(pohon: BarisPohon) -> Iterator[BarisSimpul]:
    return (simpul for simpul in pohon.simpul if simpul.jenis in (JenisSimpul.CSF, JenisSimpul.KONDISI))


class OutcomeTanpaCsf(Aturan):
    """An outcome without any CSF."""

    kode = "T2-01"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.GALAT
    judul = "Outcome tanpa CSF"
    sumber = "PermenPANRB 89/2021, Tahap 2"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.outcome:
            if not simpul.jumlah_anak:
                yield self.simpul(
                    simpul, f"Outcome {simpul.kode} belum memiliki CSF. Tambahkan isu yang menentukannya.", kolom="csf"
                )


class CsfTanpaKondisi(Aturan):
    """A CSF that yields no condition."""

    kode = "T2-02"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.GALAT
    judul = "CSF tanpa kondisi yang diperlukan"
    sumber = "PermenPANRB 89/2021, Tahap 2"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _csf(pohon):
            if not simpul.jumlah_anak:
                yield self.simpul(
                    simpul,
                    f"{simpul.kode} belum memiliki kondisi yang diperlukan. Tambahkan kondisinya.",
                    kolom="kondisi",
                )


class PernyataanKosong(Aturan):
    """A CSF or condition without a statement."""

    kode = "T2-03"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.GALAT
    judul = "Pernyataan CSF atau kondisi kosong"
    sumber = "PermenPANRB 89/2021, Tahap 2"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _csf_dan_kondisi(pohon):
            if not simpul.pernyataan.strip():
                yield self.simpul(simpul, f"Pernyataan {sebut(simpul)} kosong. Isi atau hapus barisnya.")


class CsfBukanMasalah(Aturan):
    """A CSF that holds no word by which an issue is told (masih, belum, rendah, kurang …)."""

    kode = "T2-04"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.SARAN
    judul = "CSF tidak terbaca sebagai isu"
    sumber = "Tahap 2, trik 1"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _csf(pohon):
            if simpul.pernyataan.strip() and not KATA_MASALAH.search(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"{simpul.kode} belum terbaca sebagai isu faktual. Tulis masalahnya, misalnya “Masih rendahnya …” "
                    "atau “Belum optimalnya …”.",
                )


class KondisiMasalah(Aturan):
    """A condition that begins as an issue does."""

    kode = "T2-05"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi ditulis sebagai masalah"
    sumber = "PermenPANRB 89/2021, Tahap 2; trik 2"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.kondisi:
            if AWAL_MASALAH.match(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"Kondisi {simpul.kode} masih berupa masalah. Ubah menjadi keadaan yang diinginkan, misalnya "
                    "“Meningkatnya …”.",
                )


class KondisiDalamSatuSel(Aturan):
    """Several statements numbered in one cell: "1. … 2. …"."""

    kode = "T2-06"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Beberapa kondisi dalam satu isian"
    sumber = "Cacat dokumen nyata: beberapa kondisi dalam satu sel"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _csf_dan_kondisi(pohon):
            if berisi_daftar(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} memuat beberapa pernyataan bernomor. Pisahkan menjadi baris tersendiri.",
                )


class CsfBerulang(Aturan):
    """The same CSF twice; one CSF may have several conditions instead."""

    kode = "T2-07"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "CSF berulang"
    sumber = "Cacat dokumen nyata: pernyataan berulang"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        pertama: dict[tuple[int, str], str] = {}
        for simpul in _csf(pohon):
            kunci = (simpul.induk_id, baku(simpul.pernyataan))
            if kunci[1] and kunci in pertama:
                yield self.simpul(
                    simpul,
                    f"{simpul.kode} sama dengan {pertama[kunci]}. Satukan; satu CSF boleh memiliki beberapa kondisi.",
                )
            pertama.setdefault(kunci, simpul.kode)


class KondisiIndikator(Aturan):
    """A condition that begins as an indicator does and tells of no change."""

    kode = "T2-08"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Kondisi berisi indikator"
    sumber = "Cacat dokumen nyata: indikator diketik sebagai kinerja"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.kondisi:
            if AWAL_INDIKATOR.match(simpul.pernyataan) and not KATA_PERUBAHAN.search(simpul.pernyataan):
                yield self.simpul(
                    simpul,
                    f"Kondisi {simpul.kode} tertulis seperti indikator. Tulis keadaannya di sini dan pindahkan "
                    "ukurannya ke Tahap 4.",
                )


class PernyataanTerpotong(Aturan):
    """A CSF or condition that stops in mid-sentence."""

    kode = "T2-09"
    tahap = Tahap.TAHAP_2
    keparahan = Keparahan.PERINGATAN
    judul = "Pernyataan CSF atau kondisi terpotong"
    sumber = "Cacat dokumen nyata: pernyataan terpotong"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in _csf_dan_kondisi(pohon):
            if terpotong(simpul.pernyataan):
                yield self.simpul(simpul, f"Pernyataan {sebut(simpul)} tampak terpotong. Lengkapi kalimatnya.")


ATURAN: tuple[Aturan, ...] = (
    OutcomeTanpaCsf(),
    CsfTanpaKondisi(),
    PernyataanKosong(),
    CsfBukanMasalah(),
    KondisiMasalah(),
    KondisiDalamSatuSel(),
    CsfBerulang(),
    KondisiIndikator(),
    PernyataanTerpotong(),
)
