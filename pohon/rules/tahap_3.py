"""Rules of Tahap 3: the shape of the tree below the conditions, and crosscutting.

Rules about the wording of statements (repetition, planning words, spelling) are in `tahap_3_teks.py`.
"""

from collections.abc import Iterator

from pohon.choices import JenisSimpul, Keparahan, Tahap
from pohon.rows import BarisPohon
from pohon.rules.dasar import Aturan, Temuan, sebut, sebut_awal
from pohon.rules.tahap_3_teks import ATURAN_TEKS

_J = JenisSimpul
# The kind that is due right below each kind; a nested antara is due below an antara too.
_ANAK_LANGSUNG = {
    _J.KONDISI: (_J.ANTARA_UTAMA, _J.CROSSCUTTING),
    _J.ANTARA_UTAMA: (_J.ANTARA, _J.CROSSCUTTING),
}
_SEHARUSNYA = {_J.KONDISI: _J.ANTARA_UTAMA.label, _J.ANTARA_UTAMA: _J.ANTARA.label}


class KondisiTanpaAnak(Aturan):
    """A Tahap-2 condition that is not broken down and is not wholly another agency's work."""

    kode = "T3-01"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.GALAT
    judul = "Kondisi belum diuraikan"
    sumber = "PermenPANRB 89/2021, Tahap 3"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.kondisi:
            if not simpul.jumlah_anak and not simpul.milik_lain:
                yield self.simpul(
                    simpul,
                    f"Kondisi {simpul.kode} belum diuraikan. Tambahkan kondisi antara utama di bawahnya, atau sebutkan "
                    "perangkat daerah lain bila seluruhnya crosscutting.",
                    kolom="anak",
                )


class AntaraTanpaAnak(Aturan):
    """A kondisi antara (utama) at the end of a branch: the most technical condition is missing."""

    kode = "T3-02"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.GALAT
    judul = "Kondisi antara tanpa kondisi operasional"
    sumber = "PermenPANRB 89/2021, Tahap 3; trik 8"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.jenis not in (_J.ANTARA_UTAMA, _J.ANTARA) or simpul.jumlah_anak or simpul.milik_lain:
                continue
            yield self.simpul(
                simpul,
                f"{sebut_awal(simpul)} belum diuraikan. Tambahkan kondisi di bawahnya, atau ubah jenisnya bila "
                "sudah paling "
                "operasional.",
                kolom="anak",
            )


class TingkatTerlewati(Aturan):
    """A node right below a condition or an antara utama that skips a level."""

    kode = "T3-03"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Jenjang kondisi terlewati"
    sumber = "PermenPANRB 89/2021, Tahap 3; trik 8"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            induk = pohon.menurut_id.get(simpul.induk_id)
            if induk is None or simpul.jenis in _ANAK_LANGSUNG.get(induk.jenis, (simpul.jenis,)):
                continue
            yield self.simpul(
                simpul,
                f"{sebut_awal(simpul)} langsung berada di bawah {sebut(induk)}. Periksa apakah "
                f"{_SEHARUSNYA[induk.jenis].lower()} terlupa di antaranya.",
                kolom="jenis",
            )


class PernyataanKosong(Aturan):
    """A Tahap-3 node without a statement."""

    kode = "T3-05"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.GALAT
    judul = "Pernyataan kondisi kosong"
    sumber = "PermenPANRB 89/2021, Tahap 3"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.kedalaman > 1 and not simpul.pernyataan.strip():
                yield self.simpul(simpul, f"Pernyataan {sebut(simpul)} kosong. Isi atau hapus barisnya.")


class CrosscuttingTanpaInstansi(Aturan):
    """A node of kind crosscutting that names no agency."""

    kode = "T3-13"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.GALAT
    judul = "Crosscutting tanpa perangkat daerah"
    sumber = "Tahap 3, trik 6"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.jenis == _J.CROSSCUTTING and not simpul.crosscutting:
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} belum menyebut perangkat daerah atau lembaga yang terkait. Tambahkan "
                    "namanya.",
                    kolom="crosscutting",
                )


class CrosscuttingBerisi(Aturan):
    """A node of kind crosscutting that has children, indicators, a component or a position all the same."""

    kode = "T3-14"
    tahap = Tahap.TAHAP_3
    keparahan = Keparahan.PERINGATAN
    judul = "Crosscutting dengan uraian sendiri"
    sumber = "Tahap 3, trik 6"

    def periksa(self, pohon: BarisPohon) -> Iterator[Temuan]:
        for simpul in pohon.simpul:
            if simpul.jenis == _J.CROSSCUTTING and (simpul.jumlah_anak or simpul.indikator or simpul.jabatan):
                yield self.simpul(
                    simpul,
                    f"{sebut_awal(simpul)} dikerjakan perangkat daerah lain, tetapi memiliki anak, indikator, atau "
                    "jabatan. "
                    "Ubah jenisnya bila turut dikerjakan sendiri.",
                    kolom="jenis",
                )


ATURAN: tuple[Aturan, ...] = (
    KondisiTanpaAnak(),
    AntaraTanpaAnak(),
    TingkatTerlewati(),
    PernyataanKosong(),
    CrosscuttingTanpaInstansi(),
    CrosscuttingBerisi(),
    *ATURAN_TEKS,
)
