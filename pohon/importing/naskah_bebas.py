"""Reads the text around the tables: the factors and outcomes of Tahap 1, names of agencies, years."""

import re
from collections.abc import Sequence

from pohon.importing.bacaan import Kutipan, NaskahBebas
from pohon.importing.kisi import Sel
from pohon.importing.ragam import Ragam, ragam
from pohon.importing.teks import kemiripan

_TAHUN = re.compile(r"\b20[1-4]\d\b")
_INSTANSI = re.compile(
    r"\b(?:dinas|badan|kecamatan|kelurahan|sekretariat (?:daerah|dprd)|inspektorat|satuan polisi pamong praja|kantor"
    r"|rumah sakit umum)\b[^\W\d_]*(?:[ ,&/.-]+[^\W\d_]+){0,14}",
    re.IGNORECASE,
)
_AKHIR_NAMA = re.compile(
    r"[ ,.]*\b(?:kabupaten|kota|provinsi|tahun|periode|urusan|dengan|yang|pada|untuk)\b.*$", re.IGNORECASE
)
# A line that names the agency as a title does, not a sentence that happens to contain the word "dinas".
_JUDUL_INSTANSI = re.compile(
    r"^\W*(?:tahap\b.*outcome\b|pohon kinerja\b|cascading\b|perangkat daerah\b"
    r"|(?:dinas|badan|kecamatan|inspektorat|sekretariat|kantor)\b)",
    re.IGNORECASE,
)
_FAKTOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ekspektasi", re.compile(r"ekspektasi|diharapkan|harapan|mengharapkan", re.IGNORECASE)),
    ("permasalahan", re.compile(r"permasalahan|masalah|kendala|hambatan", re.IGNORECASE)),
    ("mandat", re.compile(r"mandat|tugas|fungsi|amanat|kewenangan", re.IGNORECASE)),
)
_BUTIR = re.compile(r"^\W*(?:[a-c1-3][.)]|[-•])\s*")
_LABEL_FAKTOR = re.compile(
    r"^\W*(?:[a-c1-3][.)]\s*)?(?:mandat|permasalahan|ekspektasi)\b(?:[\w ,/()&-]{0,80}:|[\w ,/()&-]{0,60}$)\s*",
    re.IGNORECASE,
)


def baca_naskah(bebas: Sequence[Sel], acuan: Sequence[str]) -> NaskahBebas:
    """Return what the free text says; `acuan` are the outcomes as Tahap 4 prints them, to tell where one ends."""
    naskah = NaskahBebas()
    bagian = ""
    for sel in bebas:
        teks = " ".join(sel.teks.split())
        naskah.tahun.extend(Kutipan(cocok.group(), sel.tempat) for cocok in _TAHUN.finditer(teks))
        _catat_instansi(naskah, sel, teks)
        kunci = teks.casefold()
        if kunci.lstrip().startswith("tahap") and "outcome" in kunci:
            bagian, naskah.ada_tahap_1 = "outcome", True
        elif kunci.startswith(("tahap", "pohon kinerja", "cascading", "csf", "gambar", "tabel")):
            bagian = ""
        elif "cara menentukan outcome" in kunci:
            bagian = "faktor"
        elif "trik" in kunci:
            bagian = "trik"
        elif bagian == "outcome":
            _tambah_outcome(naskah, sel, teks, acuan)
        elif bagian == "faktor":
            _tambah_faktor(naskah, sel, teks)
        elif bagian != "trik":
            naskah.lain.append(sel)
    _bagikan_faktor(naskah)
    return naskah


def _tambah_outcome(naskah: NaskahBebas, sel: Sel, teks: str, acuan: Sequence[str]) -> None:
    """A statement begins an outcome; a line that brings the last one nearer to Tahap 4 continues it."""
    polos = _BUTIR.sub("", teks)
    if Ragam.PERNYATAAN in ragam(polos):
        naskah.outcome.append(Kutipan(polos, sel.tempat))
        return
    if naskah.outcome:
        lama = naskah.outcome[-1]
        sambung = f"{lama.teks} {teks}"
        lebih_dekat = any(kemiripan(sambung, satu) > kemiripan(lama.teks, satu) for satu in acuan)
        if lebih_dekat or (not acuan and teks[:1].islower()):
            naskah.outcome[-1] = Kutipan(sambung, lama.tempat)
            return
    naskah.lain.append(sel)


def _tambah_faktor(naskah: NaskahBebas, sel: Sel, teks: str) -> None:
    """Collect factor texts; a label ("a. Mandat …:") begins another, without one the wording decides in the end."""
    nama = next((nama for nama, pola in _FAKTOR if pola.search(teks)), "") if _LABEL_FAKTOR.match(teks) else ""
    if nama:
        isi = _LABEL_FAKTOR.sub("", teks)
        naskah.faktor[nama] = Kutipan(isi, sel.tempat)
        return
    kini = next(reversed(naskah.faktor), "")
    lama = naskah.faktor.get(kini)
    naskah.faktor[kini] = Kutipan(f"{lama.teks} {teks}".strip(), lama.tempat) if lama else Kutipan(teks, sel.tempat)


def _bagikan_faktor(naskah: NaskahBebas) -> None:
    """Give the unlabelled text to the factor its words speak of; drop labels without text."""
    tanpa_label = naskah.faktor.pop("", None)
    if tanpa_label:
        nama = next((nama for nama, pola in _FAKTOR if pola.search(tanpa_label.teks)), "ekspektasi")
        naskah.faktor[nama] = tanpa_label
    naskah.faktor = {nama: isi for nama, isi in naskah.faktor.items() if isi.teks.strip(" .-–:")}


def _catat_instansi(naskah: NaskahBebas, sel: Sel, teks: str) -> None:
    if not _JUDUL_INSTANSI.match(teks) or Ragam.PERNYATAAN in ragam(teks):
        return
    cocok = _INSTANSI.search(teks)
    if cocok:
        nama = _AKHIR_NAMA.sub("", cocok.group()).strip(" ,.-")
        if " " in nama or nama.casefold() == "inspektorat":
            naskah.instansi.append(Kutipan(nama, sel.tempat))
