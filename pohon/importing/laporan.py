"""The reading report: the tree as understood, what became of each source row, the findings. Frozen; also as JSON."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from pohon.choices import Keparahan
from pohon.importing.aturan import periksa_bacaan
from pohon.importing.bacaan import Bacaan, SimpulBaca
from pohon.importing.dasar import TemuanImpor
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Tempat

SKEMA_LAPORAN = 1


@dataclass(frozen=True, slots=True)
class SimpulLaporan:
    """A node of the tree as understood."""

    kode: str
    jenis: str
    pernyataan: str
    indikator: tuple[str, ...]
    tingkat: str
    komponen: str
    jabatan: tuple[str, ...]
    crosscutting: tuple[str, ...]
    anak: tuple["SimpulLaporan", ...]

    def json(self) -> dict[str, object]:
        """Return the node with its branch; what the document does not say is null."""
        return {
            "kode": self.kode,
            "jenis": self.jenis,
            "pernyataan": self.pernyataan,
            "indikator": list(self.indikator),
            "tingkat": self.tingkat or None,
            "komponen": self.komponen or None,
            "jabatan": list(self.jabatan),
            "crosscutting": list(self.crosscutting),
            "anak": [satu.json() for satu in self.anak],
        }


@dataclass(frozen=True, slots=True)
class BarisSumber:
    """A row of the source and what became of it: "dibaca", "dicatat" (kept as a note) or "judul"."""

    tempat: Tempat
    teks: tuple[str, ...]
    nasib: str
    rincian: str


@dataclass(frozen=True)
class Laporan:
    """Everything the planner is shown before anything is stored."""

    berkas: str
    simpul: tuple[SimpulLaporan, ...]
    temuan: tuple[TemuanImpor, ...]
    baris: tuple[BarisSumber, ...]
    ringkasan: dict[str, object]

    @property
    def dapat_disimpan(self) -> bool:
        """Whether nothing stands against storing the reading."""
        return not any(satu.keparahan == Keparahan.GALAT for satu in self.temuan)

    def json(self) -> dict[str, object]:
        """Return the report as plain values: `simpul`, `temuan`, `ringkasan`."""
        return {
            "simpul": [satu.json() for satu in self.simpul],
            "temuan": [satu.json() for satu in self.temuan],
            "ringkasan": self.ringkasan,
        }

    def arsip(self) -> dict[str, object]:
        """Return the report with every source row, to be kept beside the tree that came of it."""
        return {
            "berkas": self.berkas,
            **self.json(),
            "baris": [
                {"lokasi": satu.tempat.json(), "teks": list(satu.teks), "nasib": satu.nasib, "rincian": satu.rincian}
                for satu in self.baris
            ],
        }


def susun_laporan(bacaan: Bacaan, temuan: tuple[TemuanImpor, ...] | None = None) -> Laporan:
    """Return the report of a reading; `temuan` where they were found before choices changed the reading."""
    temuan = periksa_bacaan(bacaan) if temuan is None else temuan
    baris = tuple(_baris(bacaan))
    jenis = Counter(satu.jenis.value for satu in bacaan.semua())
    isi = [satu for satu in baris if satu.nasib != "judul"]
    ringkasan: dict[str, object] = {
        "baris_dibaca": len(isi),
        "baris_dipakai": sum(satu.nasib == "dibaca" for satu in isi),
        "baris_dicatat": sum(satu.nasib == "dicatat" for satu in isi),
        "jenis": dict(jenis),
        "indikator": sum(len(satu.indikator) for satu in bacaan.semua()),
        "temuan": {satu.value: sum(lain.keparahan == satu for lain in temuan) for satu in Keparahan},
    }
    return Laporan(bacaan.dokumen.nama, tuple(_simpul(satu) for satu in bacaan.simpul), temuan, baris, ringkasan)


def _simpul(simpul: SimpulBaca) -> SimpulLaporan:
    return SimpulLaporan(
        simpul.kode,
        simpul.jenis.value,
        simpul.pernyataan,
        tuple(simpul.indikator),
        simpul.tingkat,
        simpul.komponen,
        tuple(simpul.jabatan),
        simpul.crosscutting,
        tuple(_simpul(satu) for satu in simpul.anak),
    )


def _baris(bacaan: Bacaan) -> list[BarisSumber]:
    """Return every row of the document in order, with what became of it."""
    dari_tabel = {baris.tempat for tabel in bacaan.tabel for baris in tabel.baris if tabel.jenis in JenisTabel}
    hasil = []
    for kisi in bacaan.dokumen.kisi:
        # A sheet with tables side by side has one row for several of theirs.
        for tempat, kelompok in groupby(kisi.baris, key=lambda satu: satu.tempat):
            sel = [sel for baris in kelompok for sel in baris.terisi]
            nasib, rincian = bacaan.nasib.get(_baris_saja(tempat), ("", ""))
            if not nasib:
                nasib, rincian = ("dibaca", "lanjutan baris di atasnya") if tempat in dari_tabel else ("judul", "judul")
            hasil.append(BarisSumber(tempat, tuple(" ".join(satu.teks.split()) for satu in sel), nasib, rincian))
    return hasil


def _baris_saja(tempat: Tempat) -> Tempat:
    return Tempat(tempat.wadah, tempat.nama, tempat.baris)
