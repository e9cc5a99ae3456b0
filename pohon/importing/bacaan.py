"""What a document was understood to say, while it is being put together: nodes, rows of Tahap 4 and 5, free text.

Mutable on purpose (tables are read one after the other and completed from each other); `laporan` freezes the result.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pohon.choices import TINGKAT_BAWAAN, JenisSimpul, Komponen, Tingkat
from pohon.importing.judul import JenisTabel
from pohon.importing.kisi import Dokumen, Sel, Tempat, Wadah
from pohon.importing.tabel import BarisTabel, Tabel


@dataclass(frozen=True, slots=True)
class Kutipan:
    """A text with the place where it stands."""

    teks: str
    tempat: Tempat


@dataclass(eq=False)
class BarisKinerja:
    """A row of Tahap 4 or 5 with its continuation rows. `simpul` is the node it was joined to, if any.

    `indikator` are the indicators understood, `sel_indikator` the cells as printed, `lanjutan` the places of
    indicators written on a row of their own, `bukan_indikator` cells that name a kind or level instead.
    """

    tahap: JenisTabel
    sumber: BarisTabel
    pernyataan: Kutipan
    rujukan: int = 0
    tingkat: Kutipan | None = None
    arti_tingkat: tuple[Tingkat, ...] = ()
    crosscutting: bool = False
    komponen: Kutipan | None = None
    arti_komponen: Komponen | None = None
    jabatan: list[Kutipan] = field(default_factory=list)
    indikator: list[Kutipan] = field(default_factory=list)
    sel_indikator: list[Kutipan] = field(default_factory=list)
    gabungan: list[Kutipan] = field(default_factory=list)
    lanjutan: list[Kutipan] = field(default_factory=list)
    bukan_indikator: list[Kutipan] = field(default_factory=list)
    pecahan: bool = False
    simpul: "SimpulBaca | None" = None
    cara: str = ""

    @property
    def tempat(self) -> Tempat:
        """Where the row begins."""
        return self.sumber.tempat


@dataclass(eq=False)
class SimpulBaca:
    """A node as understood. `tulisan` keeps its wording in each table; `jenis_dari` how its kind was known."""

    jenis: JenisSimpul
    pernyataan: str
    tempat: Tempat | None = None
    induk: "SimpulBaca | None" = None
    anak: list["SimpulBaca"] = field(default_factory=list)
    sumber: str = ""
    judul_csf: str = ""
    nomor_csf: str = ""
    crosscutting: tuple[str, ...] = ()
    jenis_tercetak: str = ""
    jenis_dari: str = "tabel"
    tulisan: dict[JenisTabel | str, Kutipan] = field(default_factory=dict)
    baris: dict[JenisTabel, list[BarisKinerja]] = field(default_factory=dict)
    indikator: list[str] = field(default_factory=list)
    tingkat: str = ""
    komponen: str = ""
    jabatan: list[str] = field(default_factory=list)
    kode: str = ""
    menggantung: list["SimpulBaca"] = field(default_factory=list)

    def tambah(self, anak: "SimpulBaca") -> "SimpulBaca":
        """Hang a node below this one, last, and return it."""
        anak.induk = self
        self.anak.append(anak)
        return anak

    def urut(self) -> Iterator["SimpulBaca"]:
        """Yield this node and all below it in preorder."""
        yield self
        for satu in self.anak:
            yield from satu.urut()

    @property
    def induk_tampil(self) -> "SimpulBaca | None":
        """The parent as printed: for a condition its outcome."""
        return self.induk.induk if self.induk and self.induk.jenis == JenisSimpul.CSF else self.induk

    @property
    def bawaan(self) -> Tingkat | None:
        """The level that goes with its kind."""
        return TINGKAT_BAWAAN.get(self.jenis)

    @property
    def milik_lain(self) -> bool:
        """Whether it is wholly the work of others: crosscutting, or a condition of others with nothing own below it."""
        if self.jenis == JenisSimpul.CROSSCUTTING:
            return True
        return (
            self.jenis == JenisSimpul.KONDISI
            and bool(self.anak or self.crosscutting)
            and all(satu.milik_lain for satu in self.anak)
        )


@dataclass
class NaskahBebas:
    """What stands around the tables: Tahap 1, names of agencies, years, titles of pictures."""

    outcome: list[Kutipan] = field(default_factory=list)
    faktor: dict[str, Kutipan] = field(default_factory=dict)
    instansi: list[Kutipan] = field(default_factory=list)
    tahun: list[Kutipan] = field(default_factory=list)
    lain: list[Sel] = field(default_factory=list)
    ada_tahap_1: bool = False


@dataclass
class Bacaan:
    """The whole reading. `simpul` are the outcomes; `nasib` says of every source row what became of it."""

    dokumen: Dokumen
    tabel: list[Tabel]
    naskah: NaskahBebas
    simpul: list[SimpulBaca] = field(default_factory=list)
    baris: dict[JenisTabel, list[BarisKinerja]] = field(default_factory=dict)
    tersisa: list[Kutipan] = field(default_factory=list)
    nasib: dict[Tempat, tuple[str, str]] = field(default_factory=dict)
    tanpa_tahap_3: bool = False
    pemilik: str = ""

    def semua(self) -> Iterator[SimpulBaca]:
        """Yield every node in preorder."""
        for satu in self.simpul:
            yield from satu.urut()

    def tampil(self) -> list[SimpulBaca]:
        """Return the nodes that tables from Tahap 3 on print: all but the CSFs, in preorder."""
        return [satu for satu in self.semua() if satu.jenis != JenisSimpul.CSF]

    def ada(self, jenis: JenisTabel) -> bool:
        """Tell whether the document has this table."""
        return any(satu.jenis == jenis for satu in self.tabel)

    def awal(self, jenis: JenisTabel) -> Tempat:
        """Return where a table begins, for findings about the whole of it."""
        return next((satu.tempat for satu in self.tabel if satu.jenis == jenis), self.seluruhnya())

    def seluruhnya(self) -> Tempat:
        """Return the place of findings about the whole document: its first sheet, or the document, row 0."""
        pertama = self.dokumen.kisi[0]
        return Tempat(pertama.wadah, pertama.nama if pertama.wadah == Wadah.LEMBAR else "0", 0)

    def catat(self, tempat: Tempat, nasib: str, rincian: str = "") -> None:
        """Remember what became of a source row; the first word about a row stays."""
        kunci = Tempat(tempat.wadah, tempat.nama, tempat.baris)
        self.nasib.setdefault(kunci, (nasib, rincian))

    def catat_ulang(self, tempat: Tempat, nasib: str, rincian: str) -> None:
        """Remember it anew, when the planner has decided otherwise."""
        self.nasib[Tempat(tempat.wadah, tempat.nama, tempat.baris)] = (nasib, rincian)
