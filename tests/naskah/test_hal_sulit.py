"""Hard cases of both decrees, from stored data to the page: long sasaran, many letters, blanks, strange names."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from iki.importing import baca_berkas
from iki.services import buat_dari_pohon, simpan_impor
from iku.choices import KOLOM
from iku.models import BarisLampiran
from naskah.models import Keputusan
from naskah.rows import Butir
from tests.pabrik.iki import buku_kerja
from tests.pabrik.keputusan import draf_tersimpan

pytestmark = pytest.mark.django_db

ANEH = "Analis “R&D” <b>'utama'</b> \"kutip\" 😀 العربية"
PANJANG = "Uraian yang panjang dan harus tetap utuh. " * 50  # 2,100 characters


def teks(pdf: Path) -> str:
    """Return everything printed, without spaces and hyphens: cells break over lines."""
    semua = " ".join(halaman.extract_text() for halaman in PdfReader(pdf).pages)
    return re.sub(r"[\s\u00ad\u2010-]+", "", semua).casefold()


def polos(isi: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", isi).casefold()


def cetak(jenis: str, keputusan: Keputusan, folder: Path) -> Path:
    call_command("cetak", jenis, perangkat_daerah=keputusan.perangkat_daerah.slug, ke=str(folder / "f.pdf"))
    return folder / "f.pdf"


def test_an_iku_decree_with_everything_that_is_hard(tmp_path: Path) -> None:
    keputusan, _ = draf_tersimpan(
        nomor_urut="", hari=None, bulan=None, tahun=None, tempat="", ttd_nama=ANEH,
        menimbang=tuple(Butir(f"bahwa pertimbangan ke-{n} ada;") for n in range(1, 30)),
    )  # fmt: skip
    BarisLampiran.objects.filter(keputusan=keputusan).delete()
    kosong = dict.fromkeys(KOLOM, "")
    for n in range(1, 15):
        sel = kosong | {
            "kinerja": "Sasaran besar",
            "indikator": f"Indikator {n} {ANEH}",
            "makna": f"makna{n} {PANJANG}",
        }
        BarisLampiran.objects.create(keputusan=keputusan, lampiran=1, urutan=n, isian=kosong | sel)

    pdf = cetak("iku", keputusan, tmp_path)

    tercetak = teks(pdf)
    assert "ab.bahwapertimbanganke28ada;" in tercetak.replace("‑", "")
    assert polos("Belum ada indikator.") in tercetak and "none" not in tercetak
    letak = [tercetak.index(f"makna{n}uraian") for n in range(1, 15)]
    assert letak == sorted(letak)
    assert tercetak.count("utuh.") == 14 * 50
    assert polos("Analis “R&D” <b>'utama'</b>") in tercetak
    assert len(PdfReader(pdf).pages) > 5


def test_an_iki_book_with_everything_that_is_hard(tmp_path: Path) -> None:
    lama, aktor = draf_tersimpan()
    dinas = lama.perangkat_daerah
    indikator = [
        (1, "Sasaran besar" if n == 1 else None, f"Indikator {n} {ANEH}"[:200], "persentase", f"awal{n} {PANJANG}")
        for n in range(1, 15)
    ]
    jabatan = [(1, ANEH, "jpt", None, PANJANG), (2, "Tanpa isi", "pelaksana", 1, "")]
    fungsi = [(1, f"fungsi ke-{n} ada;") for n in range(1, 31)]
    simpan_impor(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(buku_kerja(jabatan, fungsi, indikator)))
    keputusan = buat_dari_pohon(aktor=aktor, perangkat_daerah=dinas, pohon_id=lama.pohon_id)  # type: ignore[arg-type]

    pdf = cetak("iki", keputusan, tmp_path)

    tercetak = teks(pdf)
    assert polos("ad. fungsi ke-30 ada;") in tercetak
    letak = [tercetak.index(f"awal{n}uraian") for n in range(1, 15)]
    assert letak == sorted(letak)
    # Fourteen operands and the task of the position.
    assert tercetak.count("utuh.") == 15 * 50
    assert polos("Analis “R&D” <b>'utama'</b>") in tercetak
    assert polos("Sasaran kinerja jabatan ini belum diisi.") in tercetak and "none" not in tercetak
    assert all("DRAF" in halaman.extract_text() for halaman in PdfReader(pdf).pages)
