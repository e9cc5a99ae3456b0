"""Completes each node from the rows of Tahap 4 and 5 joined to it: indicators, level, component, positions, codes."""

from collections import defaultdict

from pohon.choices import JenisSimpul, Tingkat
from pohon.importing.bacaan import Bacaan, BarisKinerja, SimpulBaca
from pohon.importing.judul import JenisTabel
from pohon.importing.teks import AMBANG_SAMA, awalan, kemiripan, sama
from pohon.importing.ukuran import pasangkan, sekali


def padukan(bacaan: Bacaan) -> None:
    """Fill every node in place and say of every row of Tahap 4 and 5 what became of it."""
    nomori(bacaan)
    for simpul in bacaan.tampil():
        for jenis in (JenisTabel.TAHAP_4, JenisTabel.TAHAP_5):
            for baris in simpul.baris.get(jenis, ()):
                if kemiripan(baris.pernyataan.teks, simpul.pernyataan) >= AMBANG_SAMA:
                    simpul.tulisan.setdefault(jenis, baris.pernyataan)
                _isi(simpul, baris)
        simpul.indikator = _indikator(simpul)
    _catat_nasib(bacaan)


def _catat_nasib(bacaan: Bacaan) -> None:
    for simpul in bacaan.semua():
        for kutipan in simpul.tulisan.values():
            bacaan.catat(kutipan.tempat, "dibaca", f"{simpul.jenis.label.lower()} {simpul.kode}")
    for kutipan in (*bacaan.naskah.faktor.values(), *bacaan.naskah.outcome):
        bacaan.catat(kutipan.tempat, "dibaca", "Tahap 1")
    for sel in bacaan.naskah.lain:
        bacaan.catat(sel.tempat, "dicatat", "teks di luar tabel")
    for baris in (satu for lain in bacaan.baris.values() for satu in lain):
        if baris.simpul is not None:
            bacaan.catat(baris.tempat, "dibaca", f"kinerja {baris.simpul.kode}")
        else:
            bacaan.catat(baris.tempat, "dicatat", "tidak ada kondisi yang cocok di Tahap 3")
    for tabel in bacaan.tabel:
        if tabel.jenis == JenisTabel.CROSSCUTTING:
            for satu in tabel.baris:
                bacaan.catat(satu.tempat, "dicatat", "tabel crosscutting; dibuat kembali dari pohon")


def nomori(bacaan: Bacaan) -> None:
    """Give the codes of print: O, C1, 1, 1.1 … (DOMAIN.md, Tahap 3)."""
    hitung: dict[str, int] = defaultdict(int)
    for simpul in bacaan.semua():
        if simpul.jenis == JenisSimpul.OUTCOME:
            hitung["O"] += 1
            simpul.kode = f"O{hitung['O']}" if len(bacaan.simpul) > 1 else "O"
        elif simpul.jenis == JenisSimpul.CSF:
            hitung["C"] += 1
            simpul.kode = f"C{hitung['C']}"
        elif simpul.jenis == JenisSimpul.KONDISI:
            hitung["K"] += 1
            simpul.kode = str(hitung["K"])
        elif simpul.induk is not None:
            simpul.kode = f"{simpul.induk.kode}.{simpul.induk.anak.index(simpul) + 1}"


def tingkat_terbaca(simpul: SimpulBaca, baris: BarisKinerja) -> Tingkat | None:
    """Return the level a row means for its node: the usual one where the print leaves it open."""
    if not baris.arti_tingkat:
        return None
    return simpul.bawaan if simpul.bawaan in baris.arti_tingkat else baris.arti_tingkat[0]


def terima_baris(simpul: SimpulBaca, baris: BarisKinerja) -> None:
    """Let a row that the planner has placed complete its node: what the node has already stays."""
    simpul.indikator += [
        satu.teks for satu in baris.indikator if not any(sama(satu.teks, lain) for lain in simpul.indikator)
    ]
    _isi(simpul, baris)


def _indikator(simpul: SimpulBaca) -> list[str]:
    """Return the indicators of both tables, each once; of one that is cut off in a table the whole wording."""
    empat, lima = (
        sekali([satu for baris in simpul.baris.get(jenis, ()) for satu in baris.indikator])
        for jenis in (JenisTabel.TAHAP_4, JenisTabel.TAHAP_5)
    )
    pasangan = dict(pasangkan(empat, lima))
    hasil = []
    for satu in empat:
        lain = pasangan.get(satu)
        utuh = lain is not None and awalan(satu.teks, lain.teks) and len(lain.teks) > len(satu.teks)
        hasil.append(lain.teks if lain is not None and utuh else satu.teks)
    kembar = set(pasangan.values())
    return hasil + [satu.teks for satu in lima if satu not in kembar]


def _isi(simpul: SimpulBaca, baris: BarisKinerja) -> None:
    if simpul.jenis == JenisSimpul.CROSSCUTTING:
        return
    tingkat = tingkat_terbaca(simpul, baris)
    if tingkat and (not simpul.tingkat or (tingkat == simpul.bawaan)):
        simpul.tingkat = tingkat.value
    if baris.arti_komponen and not simpul.komponen:
        simpul.komponen = baris.arti_komponen.value
    for kutipan in baris.jabatan:
        if kutipan.teks not in simpul.jabatan:
            simpul.jabatan.append(kutipan.teks)
