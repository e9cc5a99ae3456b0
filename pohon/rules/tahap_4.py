"""Rules of Tahap 4: that every node has indicators and the right level.

Rules about the calculation of an indicator are in `tahap_4_formula.py`.
"""

import re
from collections.abc import Iterator

from pohon.choices import TINGKAT_BAWAAN, JenisSimpul, Keparahan, Tahap
from pohon.rows import BarisIndikator, BarisPohon, BarisSimpul
from pohon.rules.dasar import Aturan, Temuan, sebut, sebut_awal
from pohon.rules.tahap_4_formula import ATURAN_FORMULA
from pohon.rules.teks import AWAL_KONDISI, AWAL_UKURAN, baku, salah_eja, terpotong

_GANDA = re.compile(
    r"(?:[&;/+]|\b(?:dan|serta)\b)\s*(?:jumlah|persentase|prosentase|rasio|nilai|indeks|rata-rata)\b", re.IGNORECASE
)
_SEMENTARA = re.compile(r"^\s*\(.*\)\s*$", re.DOTALL)
_NAMA_JENIS = frozenset(
    {baku(jenis.label) for jenis in JenisSimpul}
    | {"crosscutting", "kinerja strategis", "kinerja taktikal", "kinerja operasional", "kondisi"}
)
_SINGKATAN = re.compile(r"^\W*[A-Z][A-Za-z]*[A-Z]+")


def _indikator(pohon: BarisPohon) -> Iterator[tuple[BarisSimpul, BarisIndikator]]:
    return ((simpul, indikator) for simpul in pohon.simpul for indikator in simpul.indikator)


class TanpaIndikator(Aturan):
    """A node of the agency's own without an indicator."""

    kode = "T4-01"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.GALAT
    judul = "Kinerja tanpa indikator"
    sumber = "PermenPANRB 89/2021, Tahap 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.perlu_indikator and not any(satu.nama.strip() for satu in simpul.indikator):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} belum memiliki indikator. Tambahkan sekurang-kurangnya satu.",
                    kolom="nama",
                )


class IndikatorBerulangSesimpul(Aturan):
    """The same indicator twice on one node."""

    kode = "T4-02"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator berulang pada kinerja yang sama"
    sumber = "Cacat dokumen nyata: indikator berulang"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            dikenal: set[str] = set()
            for indikator in simpul.indikator:
                if baku(indikator.nama) in dikenal:
                    yield self.indikator(
                        indikator, f"Indikator ini tertulis dua kali pada {sebut(simpul)}. Hapus salah satunya."
                    )
                dikenal.add(baku(indikator.nama))


class IndikatorSamaDenganInduk(Aturan):
    """A node measured by an indicator of one of its ancestors."""

    kode = "T4-03"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator sama dengan induknya"
    sumber = "Cacat dokumen nyata: indikator sama pada induk dan anak"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        # Preorder: a printed parent stands before its children, so its own ancestors' indicators are known.
        di_atas: dict[int, dict[str, BarisSimpul]] = {}
        for simpul in pohon.tanpa_csf:
            warisan = di_atas.get(simpul.induk_tampil_id or 0, {})
            for indikator in simpul.indikator:
                if atas := warisan.get(baku(indikator.nama)):
                    yield self.indikator(
                        indikator,
                        f"Indikator {sebut(simpul)} sama dengan {sebut(atas)} di atasnya. Pilih ukuran "
                        "yang khas untuk masing-masing.",
                    )
            di_atas[simpul.id] = warisan | {baku(satu.nama): simpul for satu in simpul.indikator}


class IndikatorGanda(Aturan):
    """Two indicators joined in one ("… & Persentase …", "… dan Jumlah …")."""

    kode = "T4-04"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Dua indikator dalam satu isian"
    sumber = "Cacat dokumen nyata: dua indikator dalam satu sel"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if _GANDA.search(indikator.nama):
                yield self.indikator(
                    indikator,
                    f"Isian indikator {sebut(simpul)} memuat dua ukuran. Pisahkan menjadi dua indikator.",
                )


class IndikatorSementara(Aturan):
    """A provisional indicator: the whole text stands in parentheses."""

    kode = "T4-05"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator sementara"
    sumber = "Cacat dokumen nyata: indikator sementara dalam kurung"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if _SEMENTARA.match(indikator.nama):
                yield self.indikator(
                    indikator,
                    f"Indikator {sebut(simpul)} masih dalam tanda kurung. Tetapkan rumusannya lalu hapus tanda kurung.",
                )


class IndikatorNamaJenis(Aturan):
    """An indicator cell that holds the name of a kind or level ("Kondisi Operasional")."""

    kode = "T4-06"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.GALAT
    judul = "Indikator berisi nama jenis"
    sumber = "Cacat dokumen nyata: sel indikator berisi “Kondisi Operasional”"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if baku(indikator.nama) in _NAMA_JENIS:
                yield self.indikator(
                    indikator, f"“{indikator.nama}” bukan indikator. Tulis ukuran untuk {sebut(simpul)}."
                )


class SatuanKosong(Aturan):
    """An indicator without a unit."""

    kode = "T4-11"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Satuan indikator kosong"
    sumber = "PermenPANRB 89/2021, Tahap 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if not indikator.satuan.strip():
                yield self.indikator(
                    indikator, f"Isi satuan indikator {sebut(simpul)}, misalnya persen, dokumen, atau orang.",
                    kolom="satuan",
                )  # fmt: skip


class TingkatTidakSesuai(Aturan):
    """A level other than the one that goes with the kind of node (DOMAIN: the planner may, the checks say so)."""

    kode = "T4-12"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Tingkat kinerja tidak sesuai jenisnya"
    sumber = "PermenPANRB 89/2021, Tahap 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            bawaan = TINGKAT_BAWAAN.get(simpul.jenis)
            if bawaan and simpul.tingkat and simpul.tingkat != bawaan and not simpul.milik_lain:
                yield self.simpul(
                    simpul,
                    f"Tingkat {sebut(simpul)} dipilih “{simpul.label_tingkat}”, biasanya “{bawaan.label}”. "
                    "Kembalikan, atau periksa jenis kondisinya.",
                    kolom="tingkat",
                )


class SalahEja(Aturan):
    """A misspelt word of the field in an indicator."""

    kode = "T4-13"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Salah eja pada indikator"
    sumber = "Cacat dokumen nyata: Persenase, Prosentase"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            for salah, benar in salah_eja(indikator.nama):
                yield self.indikator(indikator, f"Indikator {sebut(simpul)}: “{salah}” seharusnya “{benar}”.")


class IndikatorKondisi(Aturan):
    """An indicator that begins as a condition does ("Meningkatnya …")."""

    kode = "T4-15"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator berisi kondisi"
    sumber = "Cacat dokumen nyata: sel bergeser satu kolom"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if AWAL_KONDISI.match(indikator.nama):
                yield self.indikator(
                    indikator,
                    f"Indikator {sebut(simpul)} tertulis seperti kondisi. Tulis ukurannya, misalnya "
                    "“Persentase …” atau “Jumlah …”.",
                )


class IndikatorTidakTerukur(Aturan):
    """An indicator that begins with no measure and no abbreviation of an index, and is no condition either."""

    kode = "T4-16"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.SARAN
    judul = "Indikator belum jelas ukurannya"
    sumber = "PermenPANRB 89/2021, Tahap 4"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            nama = indikator.nama
            if AWAL_UKURAN.match(nama) or AWAL_KONDISI.match(nama) or _SINGKATAN.match(nama):
                continue
            if nama.strip() and baku(nama) not in _NAMA_JENIS:
                yield self.indikator(
                    indikator,
                    f"Awali indikator {sebut(simpul)} dengan ukurannya: jumlah, persentase, rasio, rata-rata, "
                    "nilai, atau indeks.",
                )


class IndikatorBerulang(Aturan):
    """The same indicator on two nodes that are not above one another (those are T4-03's)."""

    kode = "T4-17"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator dipakai beberapa kinerja"
    sumber = "Cacat dokumen nyata: indikator berulang"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        pertama: dict[str, BarisSimpul] = {}
        for simpul, indikator in _indikator(pohon):
            kunci = baku(indikator.nama)
            lain = pertama.setdefault(kunci, simpul)
            if lain.id == simpul.id or kunci in _NAMA_JENIS or lain.id in self._leluhur(pohon, simpul):
                continue
            yield self.indikator(
                indikator,
                f"Indikator {sebut(simpul)} sama dengan {sebut(lain)}. Pilih ukuran yang khas untuk masing-masing.",
            )

    @staticmethod
    def _leluhur(pohon: BarisPohon, simpul: BarisSimpul) -> set[int]:
        leluhur: set[int] = set()
        while (induk := pohon.menurut_id.get(simpul.induk_id)) is not None:
            leluhur.add(induk.id)
            simpul = induk
        return leluhur


class IndikatorTerpotong(Aturan):
    """An indicator that stops in mid-sentence."""

    kode = "T4-20"
    tahap = Tahap.TAHAP_4
    keparahan = Keparahan.PERINGATAN
    judul = "Indikator terpotong"
    sumber = "Cacat dokumen nyata: indikator terpotong"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul, indikator in _indikator(pohon):
            if terpotong(indikator.nama):
                yield self.indikator(indikator, f"Indikator {sebut(simpul)} tampak terpotong. Lengkapi kalimatnya.")


ATURAN: tuple[Aturan, ...] = (
    TanpaIndikator(),
    IndikatorBerulangSesimpul(),
    IndikatorSamaDenganInduk(),
    IndikatorGanda(),
    IndikatorSementara(),
    IndikatorNamaJenis(),
    *ATURAN_FORMULA,
    SatuanKosong(),
    TingkatTidakSesuai(),
    SalahEja(),
    IndikatorKondisi(),
    IndikatorTidakTerukur(),
    IndikatorBerulang(),
    IndikatorTerpotong(),
)
