"""From the table of Tahap 3 to conditions with their branches, by order and kind."""

from dataclasses import dataclass, field

from pohon.choices import JenisSimpul, Tingkat
from pohon.importing.bacaan import Bacaan, BarisKinerja, Kutipan, SimpulBaca
from pohon.importing.baris_kinerja import pecah_kondisi
from pohon.importing.judul import JenisTabel, Peran
from pohon.importing.kisi import Tempat
from pohon.importing.ragam import Ragam, baca_jenis, ragam, seperti_indikator, teks_sambungan
from pohon.importing.tabel import BarisTabel
from pohon.importing.teks import AMBANG_SAMA, kemiripan, sama

_URUTAN = {JenisSimpul.ANTARA_UTAMA: 1, JenisSimpul.ANTARA: 2, JenisSimpul.OPERASIONAL: 3}
JENIS_TINGKAT = {
    Tingkat.STRATEGIS_SKPD: JenisSimpul.OUTCOME,
    Tingkat.STRATEGIS: JenisSimpul.KONDISI,
    Tingkat.TAKTIKAL_INTERMEDIATE: JenisSimpul.ANTARA_UTAMA,
    Tingkat.TAKTIKAL_IMMEDIATE: JenisSimpul.ANTARA,
    Tingkat.OPERASIONAL: JenisSimpul.OPERASIONAL,
}


@dataclass(eq=False)
class BarisKondisi:
    """A statement of Tahap 3 below a condition, its kind known or still open (None)."""

    pernyataan: str
    tempat: Tempat
    jenis: JenisSimpul | None
    tercetak: str
    crosscutting: tuple[str, ...] = ()


@dataclass(eq=False)
class KelompokKondisi:
    """A condition of the first column with the statements that follow it, or the agencies it is left to."""

    kondisi: Kutipan
    bernomor: bool = False
    crosscutting: tuple[str, ...] = ()
    baris: list[BarisKondisi] = field(default_factory=list)


def baca_kelompok(bacaan: Bacaan, kondisi_dikenal: list[str]) -> list[KelompokKondisi]:
    """Return the conditions of Tahap 3 in order, each with its statements. `kondisi_dikenal` are those of Tahap 2."""
    hasil: list[KelompokKondisi] = []
    for tabel in bacaan.tabel:
        if tabel.jenis == JenisTabel.TAHAP_3:
            for baris in tabel.baris:
                _baca_baris(bacaan, baris, hasil, kondisi_dikenal)
    return hasil


def kelompok_dari_kinerja(baris: list[BarisKinerja]) -> list[KelompokKondisi]:
    """Return the same from the rows of Tahap 4 or 5, for a document without Tahap 3: the level gives the kind."""
    hasil: list[KelompokKondisi] = []
    for satu in baris:
        jenis = jenis_baris(satu)
        if jenis == JenisSimpul.KONDISI:
            hasil.append(KelompokKondisi(satu.pernyataan))
        elif jenis != JenisSimpul.OUTCOME and hasil and satu.pernyataan.teks:
            hasil[-1].baris.append(BarisKondisi(satu.pernyataan.teks, satu.pernyataan.tempat, jenis, ""))
    return hasil


def jenis_baris(baris: BarisKinerja) -> JenisSimpul | None:
    """Return the kind that reference and level of a row speak for; the level where they contradict each other."""
    if baris.crosscutting:
        return JenisSimpul.KONDISI if baris.rujukan == 2 else JenisSimpul.CROSSCUTTING
    if baris.rujukan == 1:
        return JenisSimpul.OUTCOME
    arti = baris.arti_tingkat
    if baris.rujukan == 2 and (not arti or Tingkat.STRATEGIS_SKPD in arti):
        return JenisSimpul.KONDISI
    return JENIS_TINGKAT[arti[0]] if arti else None


def susun_kelompok(kondisi: SimpulBaca, kelompok: KelompokKondisi, kinerja: list[BarisKinerja]) -> None:
    """Hang the statements of a group below its condition, by order and kind.

    An indicator typed as a condition right below one of its own kind takes no children: what follows belongs to the
    condition above it (real documents print the second indicator of a condition that way).
    """
    _lengkapi_jenis(kelompok, kinerja)
    jalur: list[SimpulBaca] = []
    terakhir = kondisi
    penampung: SimpulBaca | None = None  # the condition right above a row that is no condition
    for nomor, satu in enumerate(kelompok.baris):
        simpul = _simpul(satu)
        if simpul.jenis == JenisSimpul.CROSSCUTTING:
            berikut = next((lain.jenis for lain in kelompok.baris[nomor + 1 :] if lain.jenis in _URUTAN), None)
            _induk_crosscutting(kondisi, jalur, simpul, berikut).tambah(simpul)
            continue
        urutan = _URUTAN[simpul.jenis]
        if seperti_indikator(simpul.pernyataan) and jalur and terakhir is jalur[-1] and simpul.jenis == terakhir.jenis:
            penampung = terakhir
            (terakhir.induk or kondisi).tambah(simpul)
            continue
        while jalur and _URUTAN[jalur[-1].jenis] >= urutan:
            jalur.pop()
        if penampung is not None and penampung not in jalur:
            penampung = None
        if penampung is not None:
            penampung.menggantung.append(simpul)
        (jalur[-1] if jalur else kondisi).tambah(simpul)
        jalur.append(simpul)
        terakhir = simpul


def _simpul(baris: BarisKondisi) -> SimpulBaca:
    simpul = SimpulBaca(
        baris.jenis or JenisSimpul.OPERASIONAL,
        baris.pernyataan,
        baris.tempat,
        jenis_tercetak=baris.tercetak,
        jenis_dari="tabel" if baca_jenis(baris.tercetak)[0] else "perkiraan",
        crosscutting=baris.crosscutting,
    )
    simpul.tulisan[JenisTabel.TAHAP_3] = Kutipan(baris.pernyataan, baris.tempat)
    return simpul


def _induk_crosscutting(
    kondisi: SimpulBaca, jalur: list[SimpulBaca], simpul: SimpulBaca, berikut: JenisSimpul | None
) -> SimpulBaca:
    """Return where a crosscutting row belongs: under the condition it repeats, else beside the row that follows.

    The last one of a condition stands beside its kondisi antara utama, as in the real documents. The table has no
    column for the place, so `jenis_dari` says when it was taken from the order alone, and the report asks.
    """
    if kemiripan(simpul.pernyataan, kondisi.pernyataan) >= AMBANG_SAMA or not jalur:
        return kondisi
    for satu in jalur:
        if sama(satu.pernyataan, simpul.pernyataan):
            return satu.induk or kondisi
    if not jalur[-1].anak and jalur[-1].jenis != JenisSimpul.OPERASIONAL:
        return jalur[-1]
    if berikut != JenisSimpul.OPERASIONAL:
        simpul.jenis_dari = "tempat perkiraan"
    urutan = _URUTAN[berikut] if berikut else 0
    return next((satu for satu in reversed(jalur) if _URUTAN[satu.jenis] < urutan), kondisi)


def _lengkapi_jenis(kelompok: KelompokKondisi, kinerja: list[BarisKinerja]) -> None:
    """Give each statement without a readable kind the one its level in Tahap 4 or 5 or its neighbours speak for."""
    for nomor, satu in enumerate(kelompok.baris):
        if satu.jenis is not None:
            continue
        calon = {
            jenis_baris(lain) for lain in kinerja if kemiripan(lain.pernyataan.teks, satu.pernyataan) >= AMBANG_SAMA
        } & set(_URUTAN)
        if len(calon) == 1:
            satu.jenis = calon.pop()
            continue
        berikut = next((lain.jenis for lain in kelompok.baris[nomor + 1 :] if lain.jenis in _URUTAN), None)
        if nomor == 0 or berikut == JenisSimpul.ANTARA:
            satu.jenis = JenisSimpul.ANTARA_UTAMA
        else:
            satu.jenis = JenisSimpul.ANTARA if berikut == JenisSimpul.OPERASIONAL else JenisSimpul.OPERASIONAL


def _baca_baris(bacaan: Bacaan, baris: BarisTabel, hasil: list[KelompokKondisi], kondisi_dikenal: list[str]) -> None:
    kondisi = baris.teks(Peran.KONDISI, gabungan=False)
    pernyataan = baris.teks(Peran.PERNYATAAN, gabungan=False)
    tercetak = baris.teks(Peran.JENIS)
    jenis, instansi = baca_jenis(baris.isi[Peran.JENIS].teks) if Peran.JENIS in baris.isi else (None, ())
    if not tercetak and hasil and _sambung(kondisi, pernyataan, hasil[-1]):
        return
    if kondisi and not pernyataan and not jenis and not _kondisi_sah(kondisi, kondisi_dikenal):
        bacaan.catat(baris.tempat, "dicatat", "bukan kondisi")
        bacaan.tersisa.append(Kutipan(kondisi, baris.tempat_sel(Peran.KONDISI)))
        return
    if kondisi and not pernyataan and jenis and jenis != JenisSimpul.CROSSCUTTING and hasil:
        # The statement slipped into the first column and the middle one was left out.
        if not any(kemiripan(kondisi, satu) >= AMBANG_SAMA for satu in kondisi_dikenal):
            kondisi, pernyataan = "", kondisi
    baru = _kelompok(kondisi, baris, hasil)
    if not pernyataan and jenis == JenisSimpul.CROSSCUTTING and kondisi:
        for kelompok in baru:  # the condition itself is others' work
            kelompok.crosscutting = instansi
        return
    if not pernyataan:
        if jenis and hasil and not kondisi and jenis == JenisSimpul.CROSSCUTTING and hasil[-1].baris:
            akhir = hasil[-1].baris[-1]  # further agencies on a row of their own
            akhir.crosscutting = tuple(dict.fromkeys((*akhir.crosscutting, *instansi)))
        return
    if not hasil:
        hasil.append(KelompokKondisi(Kutipan("", baris.tempat)))
    bagian = pecah_kondisi(pernyataan)
    tempat = baris.tempat_sel(Peran.PERNYATAAN if Peran.PERNYATAAN in baris.isi else Peran.KONDISI)
    sasaran = baru if len(baru) == len(bagian) else [hasil[-1]] * len(bagian)
    for kelompok, teks in zip(sasaran, bagian, strict=True):
        kelompok.baris.append(BarisKondisi(teks, tempat, jenis, tercetak, instansi))


def _kondisi_sah(teks: str, kondisi_dikenal: list[str]) -> bool:
    """Tell whether a text alone in its row is a condition, and not a remark below the table."""
    return Ragam.PERNYATAAN in ragam(teks) or any(kemiripan(teks, satu) >= AMBANG_SAMA for satu in kondisi_dikenal)


def _kelompok(kondisi: str, baris: BarisTabel, hasil: list[KelompokKondisi]) -> list[KelompokKondisi]:
    """Begin the condition or conditions the first column names; return the groups the row belongs to."""
    if kondisi and not (hasil and sama(kondisi, hasil[-1].kondisi.teks)):
        bagian = pecah_kondisi(kondisi)
        tempat = baris.tempat_sel(Peran.KONDISI)
        baru = [KelompokKondisi(Kutipan(satu, tempat), len(bagian) > 1) for satu in bagian]
        hasil.extend(baru)
        return baru
    return hasil[-1:]


def _sambung(kondisi: str, pernyataan: str, atas: KelompokKondisi) -> bool:
    """Add a row without kind that begins in small letters to the sentences above; tell whether that was done."""
    if not (kondisi or pernyataan) or not teks_sambungan(pernyataan or kondisi):
        return False
    if kondisi and not kondisi[0].islower():
        return False
    if kondisi:
        atas.kondisi = Kutipan(f"{atas.kondisi.teks} {kondisi}", atas.kondisi.tempat)
    if pernyataan and atas.baris:
        atas.baris[-1].pernyataan = f"{atas.baris[-1].pernyataan} {pernyataan}"
    return True
