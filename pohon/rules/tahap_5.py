"""Rules of Tahap 5: planning components, positions, nomenclature."""

from collections import Counter
from collections.abc import Iterator

from pohon.choices import KOMPONEN_BAWAAN, TITIK_NOMENKLATUR, JenisSimpul, Keparahan, Komponen, Tahap
from pohon.rows import BarisPohon, BarisSimpul
from pohon.rules.dasar import Aturan, Temuan, sebut

_J = JenisSimpul
# What a code is called, by its dots; outcome and conditions need no code.
_NAMA_KODE = {
    TITIK_NOMENKLATUR[_J.ANTARA_UTAMA]: "program",
    TITIK_NOMENKLATUR[_J.ANTARA]: "kegiatan",
    TITIK_NOMENKLATUR[_J.OPERASIONAL]: "sub kegiatan",
}
_PROGRAM_PENUNJANG = "01"
# Positions that usually carry a kind of node (DOMAIN.md, Tahap 5), dinas and badan.
_JENJANG = {
    _J.OUTCOME: ("jpt",),
    _J.KONDISI: ("jpt",),
    _J.ANTARA_UTAMA: ("administrator", "jpt"),
    _J.ANTARA: ("pengawas", "fungsional", "administrator"),
    _J.OPERASIONAL: ("pengawas", "fungsional", "pelaksana"),
}


def perlu_jabatan(pohon: BarisPohon, simpul: BarisSimpul) -> bool:
    """Tell whether Tahap 5 asks for a position: every own node, but not a kecamatan's outcome (DOMAIN.md)."""
    return simpul.perlu_indikator and not (pohon.bentuk == "kecamatan" and simpul.jenis == _J.OUTCOME)


def berjabatan(simpul: BarisSimpul) -> bool:
    """Tell whether a position, or the printed performance of one, is given."""
    return bool(simpul.jabatan or simpul.kinerja_jabatan.strip())


class KomponenKosong(Aturan):
    """A node without a planning component."""

    kode = "T5-01"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.GALAT
    judul = "Komponen perencanaan kosong"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.perlu_indikator and not simpul.komponen:
                yield self.simpul(simpul, f"Pilih komponen perencanaan {sebut(simpul)}.", kolom="komponen")


class JabatanKosong(Aturan):
    """A node that no position carries."""

    kode = "T5-02"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.GALAT
    judul = "Kinerja jabatan kosong"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if perlu_jabatan(pohon, simpul) and not berjabatan(simpul):
                yield self.simpul(
                    simpul, f"Pilih jabatan yang memegang {sebut(simpul)}, atau isi kinerja jabatannya.",
                    kolom="jabatan",
                )  # fmt: skip


class KomponenTidakSesuai(Aturan):
    """A component other than the one that goes with the kind of node."""

    kode = "T5-03"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Komponen tidak sesuai jenisnya"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            bawaan = KOMPONEN_BAWAAN.get(simpul.jenis)
            if bawaan and simpul.komponen and simpul.komponen != bawaan and not simpul.milik_lain:
                yield self.simpul(
                    simpul,
                    f"Komponen {sebut(simpul)} dipilih “{Komponen(simpul.komponen).label}”, biasanya "
                    f"“{bawaan.label}”. Periksa komponen atau jenis kondisinya.",
                    kolom="komponen",
                )


class NomenklaturTidakSesuai(Aturan):
    """A code of another level than the kind of node: program, kegiatan or sub kegiatan."""

    kode = "T5-04"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Nomenklatur tidak sesuai jenisnya"
    sumber = "Nomenklatur Permendagri 90/2019 dan perubahannya"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if not simpul.nomenklatur_kode or simpul.jenis not in TITIK_NOMENKLATUR:
                continue
            seharusnya = TITIK_NOMENKLATUR[simpul.jenis]
            titik = simpul.nomenklatur_kode.count(".")
            if titik != seharusnya:
                yield self.simpul(
                    simpul,
                    f"Nomenklatur {simpul.nomenklatur_kode} adalah {_NAMA_KODE.get(titik, 'kode lain')}, sedangkan "
                    f"{sebut(simpul)} memerlukan {_NAMA_KODE[seharusnya]}. Pilih kode yang sesuai.",
                    kolom="nomenklatur",
                    kutipan=(simpul.nomenklatur_kode,),
                )


class NomenklaturUrusanLain(Aturan):
    """A code of another urusan or bidang than most nodes of the tree; programme 01 (penunjang) may differ."""

    kode = "T5-05"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.PERINGATAN
    judul = "Nomenklatur urusan lain"
    sumber = "Nomenklatur Permendagri 90/2019 dan perubahannya"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        berkode = [
            (simpul, bagian)
            for simpul in pohon.simpul
            if len(bagian := simpul.nomenklatur_kode.split(".")) >= 3 and bagian[2] != _PROGRAM_PENUNJANG
        ]
        hitungan = Counter(".".join(bagian[:2]) for _, bagian in berkode)
        if len(hitungan) < 2:
            return
        utama = hitungan.most_common(1)[0][0]
        for simpul, bagian in berkode:
            if (urusan := ".".join(bagian[:2])) != utama:
                yield self.simpul(
                    simpul,
                    f"Nomenklatur {sebut(simpul)} berkode urusan {urusan}, pohon ini umumnya {utama}. "
                    "Pilih kode yang sesuai, atau pindahkan ke pohon urusan itu.",
                    kolom="nomenklatur",
                    kutipan=(simpul.nomenklatur_kode,),
                )


class NomenklaturDiLuarInduk(Aturan):
    """A code that does not continue the code of the nearest node above that has one."""

    kode = "T5-06"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Nomenklatur di luar induknya"
    sumber = "Nomenklatur Permendagri 90/2019 dan perubahannya"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        kode_atas: dict[int, str] = {}
        for simpul in pohon.simpul:
            atas = kode_atas.get(simpul.induk_id, "")
            kode = simpul.nomenklatur_kode
            kode_atas[simpul.id] = kode or atas
            if kode and atas and kode != atas and not kode.startswith(f"{atas}."):
                yield self.simpul(
                    simpul,
                    f"Nomenklatur {sebut(simpul)} ({kode}) bukan bagian dari nomenklatur di atasnya ({atas}). "
                    "Periksa apakah kodenya atau tempatnya keliru.",
                    kolom="nomenklatur",
                    kutipan=(atas, kode),
                )


class JenjangTidakSesuai(Aturan):
    """No position that carries the node is of a class that usually does; not in a kecamatan, whose classes differ."""

    kode = "T5-07"
    tahap = Tahap.TAHAP_5
    keparahan = Keparahan.SARAN
    judul = "Jenjang jabatan tidak lazim"
    sumber = "PermenPANRB 89/2021, Tahap 5"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        if pohon.bentuk not in ("dinas", "badan"):
            return
        for simpul in pohon.simpul:
            jenjang = {baris.jenjang for baris in simpul.jabatan if baris.jenjang}
            if jenjang and simpul.jenis in _JENJANG and not jenjang & set(_JENJANG[simpul.jenis]):
                yield self.simpul(
                    simpul,
                    f"Jabatan pemegang {sebut(simpul)} ({simpul.nama_jabatan}) tidak lazim untuk jenis ini. "
                    "Periksa pilihannya.",
                    kolom="jabatan",
                    kutipan=(simpul.nama_jabatan,),
                )


ATURAN: tuple[Aturan, ...] = (
    KomponenKosong(),
    JabatanKosong(),
    KomponenTidakSesuai(),
    NomenklaturTidakSesuai(),
    NomenklaturUrusanLain(),
    NomenklaturDiLuarInduk(),
    JenjangTidakSesuai(),
)
