"""Measures the findings of the import against the known flaws of a real document: recall, precision, and the tree.

    PYTHONPATH=. python bench/temuan.py FOLDER/disdukcapil_balangan.xlsx [FOLDER/disdukcapil_balangan.json]

The JSON holds the structured reading (`tahap_3`, `tahap_4`, `tahap_5`) and the flaws (`cacat_sumber`). Counted is what
is `pasti` and `mekanis`. A finding answers a flaw when its rule is meant for that kind of flaw, it quotes the flaw's
texts, and, where the flaw names stages, it stands in one of them. A `galat` or `peringatan` that answers no flaw of the
whole list counts as false.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()

from pohon.choices import JenisSimpul, Keparahan  # noqa: E402 — after the settings
from pohon.importing import baca_berkas, pahami, susun_laporan  # noqa: E402
from pohon.importing.bacaan import SimpulBaca  # noqa: E402
from pohon.importing.dasar import TemuanImpor  # noqa: E402
from pohon.rules.teks import baku  # noqa: E402

RECALL_TERENDAH = 0.95
SALAH_TERTINGGI = 0.1
# Which rules are meant for which kind of flaw.
ATURAN: dict[str, tuple[str, ...]] = {
    "kinerja_adalah_indikator": ("I-31",),
    "kondisi_antara_tanpa_anak": ("I-32",),
    "kolom_bergeser": ("I-35",),
    "kinerja_ganda": ("I-34",),
    "pernyataan_berbeda_antar_tahap": ("I-53",),
    "redundansi": ("I-34",),
    "tanpa_indikator_strategis": ("I-44",),
    "rujukan_salah": ("I-42",),
    "tanpa_indikator": ("I-41",),
    "crosscutting_tidak_diteruskan": ("I-36",),
    "nama_instansi_singkatan": ("I-38",),
    "hilang_di_tahap_5": ("I-51",),
    "indikator_berbeda_antar_tahap": ("I-55",),
    "indikator_lebih_dari_satu": ("I-45", "I-46"),
    "outcome_berbeda": ("I-05", "I-40"),
    "pernyataan_terpotong": ("I-54",),
    "indikator_terpotong": ("I-56",),
    "ejaan_berbeda": ("I-57",),
    "istilah_level_berbeda": ("I-59",),
    "level_bertentangan": ("I-43",),
    "jabatan_bukan_jabatan": ("I-61",),
    "jabatan_tidak_seragam": ("I-69",),
    "kapitalisasi_berbeda": ("I-58", "I-60"),
    "faktor_tidak_diisi": ("I-01",),
    "tahun_tidak_ada": ("I-02",),
    "gambar_kosong": ("I-08",),
}
# Flaws whose quotation is a title that the handed-in tables do not hold.
_TANPA_KUTIPAN = ("gambar_kosong",)


def main() -> int:
    """Print the figures; return 0 when both bars are met and the tree is right."""
    berkas = Path(sys.argv[1])
    data = json.loads((Path(sys.argv[2]) if len(sys.argv) > 2 else berkas.with_suffix(".json")).read_text("utf-8"))
    mulai = time.perf_counter()
    bacaan = pahami(baca_berkas(berkas.read_bytes(), berkas.name))
    temuan = susun_laporan(bacaan).temuan
    lama = time.perf_counter() - mulai
    jawaban = {cacat["no"]: [satu for satu in temuan if _menjawab(satu, cacat)] for cacat in data["cacat_sumber"]}
    wajib = [cacat for cacat in data["cacat_sumber"] if cacat["kepastian"] == "pasti" and cacat["sifat"] == "mekanis"]
    luput = [cacat for cacat in wajib if not jawaban[cacat["no"]]]
    benar = {id(satu) for daftar in jawaban.values() for satu in daftar}
    berat = [satu for satu in temuan if satu.keparahan != Keparahan.SARAN]
    salah = [satu for satu in berat if id(satu) not in benar]
    recall = 1 - len(luput) / len(wajib)
    per_benar = len(salah) / max(1, len(benar))
    beda = list(_beda_pohon(bacaan.simpul, data))
    for cacat in luput:
        print(f"luput   {cacat['no']} {cacat['jenis']} ({cacat['di_mana']})")
    for satu in salah:
        print(f"salah   {satu.kode} {satu.tempat.sebutan}: {satu.pesan}")
    for kata in beda:
        print(f"beda    {kata}")
    print(f"{berkas.name}: {len(temuan)} temuan dalam {lama:.2f} s; pohon {'sama' if not beda else 'berbeda'}")
    print(f"recall {recall:.3f} ({len(wajib) - len(luput)} dari {len(wajib)}), batas {RECALL_TERENDAH}")
    print(f"salah per temuan benar {per_benar:.3f} ({len(salah)} per {len(benar)}), batas {SALAH_TERTINGGI}")
    return 0 if recall >= RECALL_TERENDAH and per_benar <= SALAH_TERTINGGI and not beda else 1


def _menjawab(temuan: TemuanImpor, cacat: dict[str, Any]) -> bool:
    """Tell whether a finding answers a flaw: kind, texts, stage."""
    if temuan.kode not in ATURAN.get(cacat["jenis"], ()):
        return False
    kutipan = [baku(satu.teks) for satu in temuan.kutipan]
    dikutip = [baku(satu) for satu in cacat["kutipan"]]
    if (
        cacat["jenis"] not in _TANPA_KUTIPAN
        and dikutip
        and not any(satu in lain for satu in dikutip for lain in kutipan)
    ):
        return False
    tahap = re.findall(r"Tahap (\d)", cacat["di_mana"])
    setempat = {temuan.tahap.value, *re.findall(r"Tahap (\d)", temuan.tempat.sebutan)}
    return not tahap or bool(setempat & set(tahap))


def _beda_pohon(outcome: list[SimpulBaca], data: dict[str, Any]) -> Iterator[str]:
    """Yield every difference between the tree as understood and the structured reading."""
    kondisi = [satu for akar in outcome for satu in akar.urut() if satu.jenis == JenisSimpul.KONDISI]
    if [satu.pernyataan for satu in outcome] != data["tahap_1"]["outcome"]:
        yield f"outcome {[satu.pernyataan for satu in outcome]}"
    if len(kondisi) != len(data["tahap_3"]):
        yield f"{len(kondisi)} kondisi, semestinya {len(data['tahap_3'])}"
    for satu, lain in zip(kondisi, data["tahap_3"], strict=False):
        if satu.pernyataan != lain["kondisi"]:
            yield f"{lain['id']}: {satu.pernyataan}"
        yield from _beda_anak(satu, lain)


def _beda_anak(simpul: SimpulBaca, data: dict[str, Any]) -> Iterator[str]:
    if len(simpul.anak) != len(data["anak"]):
        yield f"{data['id']}: {len(simpul.anak)} turunan, semestinya {len(data['anak'])}"
    for satu, lain in zip(simpul.anak, data["anak"], strict=False):
        kiri = (satu.pernyataan, satu.jenis.value, list(satu.crosscutting))
        kanan = (lain["kinerja"], lain["jenis"], lain["crosscutting_dengan"])
        if kiri != kanan:
            yield f"{lain['id']}: {kiri} semestinya {kanan}"
        yield from _beda_anak(satu, lain)


if __name__ == "__main__":
    sys.exit(main())
