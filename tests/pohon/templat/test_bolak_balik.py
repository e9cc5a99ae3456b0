"""A workbook sent back untouched changes nothing, for any tree; its rows without identity make the same tree anew."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from instansi.models import CatatanAudit
from pohon.choices import JenisSimpul
from pohon.models import Pohon
from pohon.selectors import baca_pohon
from pohon.services.penerapan import terapkan_perubahan
from pohon.templat.isi import IsiTemplat
from tests.pohon.templat.panggung import Dunia, isi, rencana, sekali, tahap_1, ubah, unduh

pytestmark = [pytest.mark.django_db, pytest.mark.basis_data]
PELAN = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def gambar(dunia: Dunia, data: st.DataObject) -> Pohon:
    """Store a drawn tree."""
    outcome = [dunia.rancangan(data.draw, JenisSimpul.OUTCOME) for _ in range(data.draw(st.integers(0, 2)))]
    return dunia.tanam(*outcome, **tahap_1(data.draw))


def tanpa_id(buku: Workbook) -> None:
    """Blank every identity and take the sheet of origins out: a file of rows that are all new."""
    del buku["_asal"]
    for nama in ("Pohon", "Indikator", "Tahap 4-5"):
        for satu in buku[nama].iter_rows(min_row=2, max_col=1):
            satu[0].value = None


def polos(satu: IsiTemplat) -> Any:
    """Return the cells without the identities they stand under."""
    return satu.tahap_1, *(list(rows.values()) for rows in (satu.simpul, satu.indikator, satu.penerjemahan))


@PELAN
@given(data=st.data())
def test_export_then_import_changes_nothing(db: None, data: st.DataObject) -> None:
    with sekali():
        pohon = gambar(Dunia(), data)
        hasil = rencana(unduh(pohon), pohon)
    assert (hasil.galat, hasil.catatan, hasil.bentrok) == ([], [], [])
    assert (hasil.baru, hasil.berubah, hasil.pindah, hasil.hilang) == ([], [], [], [])
    assert not hasil.perubahan


@PELAN
@given(data=st.data())
def test_saved_by_another_program_it_still_changes_nothing(db: None, data: st.DataObject) -> None:
    with sekali():
        pohon = gambar(Dunia(), data)
        hasil = rencana(ubah(unduh(pohon), lambda buku: buku.__delitem__("_asal")), pohon)
    assert not hasil.galat
    assert not hasil.hilang
    assert not hasil.perubahan


@PELAN
@given(data=st.data())
def test_rows_without_identity_make_the_same_tree_anew(db: None, data: st.DataObject) -> None:
    with sekali():
        dunia = Dunia()
        asal, tujuan = gambar(dunia, data), dunia.tanam()
        hasil = rencana(ubah(unduh(asal), tanpa_id), tujuan)
        assert not hasil.galat
        terapkan_perubahan(
            aktor=dunia.perencana, pohon_id=tujuan.pk, rev=hasil.rev, perubahan=hasil.perubahan, ringkas="uji"
        )
        lama, baru = polos(isi(asal)), polos(isi(tujuan))
    assert baru == lama


def test_nothing_is_written_when_nothing_changes(db: None) -> None:
    dunia = Dunia()
    pohon = dunia.tanam()
    hasil = rencana(unduh(pohon), pohon)
    catatan = CatatanAudit.objects.count()
    assert (
        terapkan_perubahan(
            aktor=dunia.perencana, pohon_id=pohon.pk, rev=hasil.rev, perubahan=hasil.perubahan, ringkas="uji"
        )
        is None
    )
    assert CatatanAudit.objects.count() == catatan
    assert baca_pohon(pohon.pk).simpul == ()
