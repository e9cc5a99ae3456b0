"""Every state × verb × role: what it does, or with which error it is refused."""

import itertools

import pytest

from instansi.choices import JenisPeran
from pohon.choices import STATUS_DAPAT_DIUBAH, StatusPohon
from telaah.transitions import TRANSISI, Kata, Syarat, kata_terbuka, peran_untuk, transisi

S, P = StatusPohon, JenisPeran
PERAN = (None, *JenisPeran)  # None: the system itself

# state, verb, role → state afterwards. Everything that is not here does nothing.
SAH = {
    (S.DRAF, Kata.AJUKAN, P.PERENCANA): S.DIAJUKAN,
    (S.DITARIK, Kata.AJUKAN, P.PERENCANA): S.DIAJUKAN,
    (S.DIKEMBALIKAN, Kata.AJUKAN, P.PERENCANA): S.DIAJUKAN,
    (S.DIAJUKAN, Kata.TARIK, P.PERENCANA): S.DITARIK,
    (S.DIAJUKAN, Kata.MULAI_TELAAH, P.PENELAAH): S.DIAJUKAN,
    (S.DIAJUKAN, Kata.KEMBALIKAN, P.PENELAAH): S.DIKEMBALIKAN,
    (S.DIAJUKAN, Kata.SETUJUI, P.PENELAAH): S.DISETUJUI,
    (S.DISETUJUI, Kata.GANTIKAN, None): S.DIGANTIKAN,
}


@pytest.mark.parametrize(("status", "kata", "peran"), list(itertools.product(StatusPohon, Kata, PERAN)))
def test_matrix_of_states_verbs_and_roles(status: StatusPohon, kata: Kata, peran: JenisPeran | None) -> None:
    langkah = transisi(status, kata)
    ke = langkah.ke if langkah is not None and langkah.peran is peran else None
    assert ke == SAH.get((status, kata, peran))


@pytest.mark.parametrize(("status", "peran"), list(itertools.product(StatusPohon, JenisPeran)))
def test_buttons_are_those_of_the_table(status: StatusPohon, peran: JenisPeran) -> None:
    assert set(kata_terbuka(status, [peran])) == {kata for s, kata, p in SAH if (s, p) == (status, peran)}


def test_each_verb_has_one_role_in_whatever_state() -> None:
    for kata in Kata:
        assert {satu.peran for (_, kenal), satu in TRANSISI.items() if kenal is kata} == {peran_untuk(kata)}


def test_what_may_be_submitted_is_what_may_be_edited() -> None:
    assert {status for status, kata in TRANSISI if kata is Kata.AJUKAN} == set(STATUS_DAPAT_DIUBAH)


def test_a_replaced_version_is_the_end_and_approval_is_left_by_replacement_only() -> None:
    assert [kata for status, kata in TRANSISI if status is S.DIGANTIKAN] == []
    assert [kata for status, kata in TRANSISI if status is S.DISETUJUI] == [Kata.GANTIKAN]


def test_decisions_need_a_review_that_has_begun() -> None:
    for kata in (Kata.SETUJUI, Kata.KEMBALIKAN):
        assert Syarat.SEDANG_DITELAAH in TRANSISI[S.DIAJUKAN, kata].syarat
