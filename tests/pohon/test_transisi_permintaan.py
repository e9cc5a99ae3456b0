"""Every state of a request × every verb: where it leads, who may say it, and what the rest refuses."""

import pytest

from pohon.choices import JawabanPermintaan, StatusPermintaan
from pohon.transitions import TRANSISI, Kata, Sisi, kata_terbuka, status_berikut

S, K = StatusPermintaan, Kata
# The whole matrix, written out: state → verb → where it leads; what is missing does nothing. "=" is the last answer.
HARAPAN: dict[StatusPermintaan, dict[Kata, StatusPermintaan | str]] = {
    S.MENUNGGU: {K.TERIMA: S.DITERIMA, K.TOLAK: S.DITOLAK, K.CABUT: S.DICABUT},
    S.DITERIMA: {
        K.TERIMA: S.DITERIMA, K.TOLAK: S.DITOLAK, K.BATALKAN: S.MENUNGGU, K.UBAH_MINTA: S.DILIHAT_PENJAWAB,
        K.UBAH_JAWAB: S.DILIHAT_PEMINTA, K.CABUT: S.DICABUT,
    },
    S.DITOLAK: {
        K.TERIMA: S.DITERIMA, K.TOLAK: S.DITOLAK, K.BATALKAN: S.MENUNGGU, K.UBAH_MINTA: S.DILIHAT_PENJAWAB,
        K.CABUT: S.DICABUT,
    },
    S.DILIHAT_PENJAWAB: {
        K.TERIMA: S.DITERIMA, K.TOLAK: S.DITOLAK, K.BATALKAN: S.MENUNGGU, K.SESUAI: "=", K.PULIH: "=",
        K.UBAH_JAWAB: S.DILIHAT_PEMINTA, K.CABUT: S.DICABUT,
    },
    S.DILIHAT_PEMINTA: {
        K.TERIMA: S.DITERIMA, K.TOLAK: S.DITOLAK, K.BATALKAN: S.MENUNGGU, K.SESUAI: "=", K.PULIH: "=",
        K.UBAH_MINTA: S.DILIHAT_PENJAWAB, K.CABUT: S.DICABUT,
    },
    S.DICABUT: {K.MINTA_LAGI: "="},
}  # fmt: skip
MENURUT_JAWABAN = {"": S.MENUNGGU, "diterima": S.DITERIMA, "ditolak": S.DITOLAK}


@pytest.mark.parametrize("jawaban", list(MENURUT_JAWABAN))
@pytest.mark.parametrize("kata", list(Kata))
@pytest.mark.parametrize("status", list(StatusPermintaan))
def test_every_verb_in_every_state(status: StatusPermintaan, kata: Kata, jawaban: str) -> None:
    ke = HARAPAN[status].get(kata)
    assert status_berikut(status, kata, jawaban) is (MENURUT_JAWABAN[jawaban] if ke == "=" else ke)


def test_people_answer_and_only_edits_do_the_rest() -> None:
    penjawab = {K.TERIMA, K.TOLAK, K.BATALKAN}
    for (status, kata), langkah in TRANSISI.items():
        if kata in penjawab:
            assert langkah.sisi is Sisi.PENJAWAB
        elif kata is K.SESUAI:
            assert langkah.sisi is (Sisi.PENJAWAB if status is S.DILIHAT_PENJAWAB else Sisi.PEMINTA)
        else:
            assert langkah.sisi is None


def test_buttons_follow_the_table() -> None:
    assert kata_terbuka(S.MENUNGGU, Sisi.PENJAWAB) == (K.TERIMA, K.TOLAK)
    assert kata_terbuka(S.MENUNGGU, Sisi.PEMINTA) == ()
    assert kata_terbuka(S.DILIHAT_PEMINTA, Sisi.PEMINTA) == (K.SESUAI,)
    assert kata_terbuka(S.DICABUT, Sisi.PENJAWAB) == ()


def test_answers_are_the_states_they_lead_back_to() -> None:
    assert {satu.value for satu in JawabanPermintaan} <= {satu.value for satu in StatusPermintaan}
