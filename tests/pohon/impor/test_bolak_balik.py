"""The workbook that the application itself writes reads back as the same tree."""

from collections.abc import Iterator

import pytest

from cascading.exporting import tulis_buku_kerja
from pohon.choices import Keparahan
from pohon.importing import baca_berkas, pahami, susun_laporan
from pohon.importing.laporan import SimpulLaporan
from tests.pabrik.baris import pohon_contoh
from tests.pohon.impor.contoh import lingkungan, pohon_dari


def _datar(simpul: SimpulLaporan) -> Iterator[tuple[object, ...]]:
    yield simpul.kode, simpul.jenis, simpul.pernyataan, simpul.indikator, simpul.crosscutting
    for satu in simpul.anak:
        yield from _datar(satu)


@pytest.mark.parametrize("nama", ["disdukcapil", "naker", "lingkungan"])
def test_the_workbook_of_a_tree_reads_back_as_that_tree(nama: str) -> None:
    pohon = pohon_dari(lingkungan()) if nama == "lingkungan" else pohon_contoh(nama)
    laporan = susun_laporan(pahami(baca_berkas(tulis_buku_kerja(pohon), "cascading.xlsx"), pohon.nama_pemilik))
    assert [satu for akar in laporan.simpul for satu in _datar(akar)] == [
        (
            satu.kode,
            satu.jenis.value,
            satu.pernyataan,
            tuple(indikator.nama for indikator in satu.indikator),
            tuple(pihak.nama for pihak in satu.crosscutting),
        )
        for satu in pohon.simpul
    ]
    assert [satu.pesan for satu in laporan.temuan if satu.keparahan != Keparahan.SARAN] == []
