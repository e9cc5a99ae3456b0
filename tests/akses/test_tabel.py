"""Every address of the application × every role, GET and POST: who sees, who is refused, who finds nothing.

The table is `tabel.py`. An address that is not in it fails: write down how each role is to be answered.
"""

import pytest

from tests.akses.dunia import Dunia, semua_alamat
from tests.akses.tabel import TABEL
from tests.pabrik.cuplikan import pasang

pytestmark = pytest.mark.django_db(transaction=True)
ALAMAT = semua_alamat()
BAGIAN = 8  # so that parallel processes share the work


def test_every_address_is_in_the_table() -> None:
    assert set(TABEL) == set(ALAMAT)


@pytest.mark.parametrize("bagian", range(BAGIAN))
def test_who_is_answered_how(bagian: int) -> None:
    dunia = pasang(Dunia)
    nyata = {}
    for nama in sorted(ALAMAT)[bagian::BAGIAN]:
        alamat = dunia.alamat(nama, ALAMAT[nama])
        nyata[nama] = (dunia.jawaban("GET", alamat), dunia.jawaban("POST", alamat))

    assert nyata == {nama: TABEL[nama] for nama in nyata}
