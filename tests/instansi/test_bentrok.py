"""After a conflict a form may be sent with a choice for each field; what it then holds is what was chosen."""

import pytest
from django import forms
from django.http import QueryDict

from instansi.errors import Bentrok
from instansi.kolom import FormulirPilihan, FormulirVersi
from instansi.web import jelaskan_bentrok


class Formulir(FormulirVersi):
    judul = forms.CharField(required=False)
    pihak = forms.MultipleChoiceField(required=False, choices=[("1", "Satu"), ("2", "Dua")])


@pytest.mark.parametrize(
    ("kirim", "judul", "pihak"),
    [
        ("", "Saya", ["1"]),
        ("&pilih-judul=saya&tersimpan-judul=Rekan", "Saya", ["1"]),
        ("&pilih-judul=tersimpan&tersimpan-judul=Rekan", "Rekan", ["1"]),
        ("&pilih-pihak=tersimpan&tersimpan-pihak=1&tersimpan-pihak=2", "Saya", ["1", "2"]),
        ("&pilih-pihak=tersimpan", "Saya", []),
    ],
)
def test_each_field_holds_what_was_chosen(kirim: str, judul: str, pihak: list[str]) -> None:
    formulir = Formulir(QueryDict(f"versi=2&judul=Saya&pihak=1{kirim}"))
    assert formulir.is_valid()
    assert formulir.cleaned_data == {"versi": 2, "judul": judul, "pihak": pihak}


def test_what_one_did_not_touch_is_chosen_as_stored() -> None:
    formulir = Formulir(QueryDict("versi=1&judul=Lama&pihak=1"))
    galat = Bentrok("Berubah.", terkini={}, oleh="Rina", semula={"judul": "Lama", "pihak": []})
    bentrok = jelaskan_bentrok(formulir, galat, {"judul": "Baru", "pihak": ["2"]}, 2)
    assert bentrok.per_bidang
    assert [(satu.nama, satu.nilai, satu.tak_disentuh) for satu in bentrok.beda] == [
        ("judul", ("Baru",), True),
        ("pihak", ("2",), False),
    ]


def test_a_single_difference_and_a_form_without_choices_are_decided_as_a_whole() -> None:
    class Polos(forms.Form):
        versi = forms.IntegerField()
        judul = forms.CharField()
        isi = forms.CharField()

    galat, simpan = Bentrok("Berubah.", terkini={}), {"judul": "Baru", "isi": "Baru", "pihak": ["1"]}
    assert not jelaskan_bentrok(Formulir(QueryDict("judul=Lama&pihak=1")), galat, simpan, 2).per_bidang
    assert not jelaskan_bentrok(Polos(QueryDict("judul=Lama&isi=Lama")), galat, simpan, 2).per_bidang
    assert issubclass(Formulir, FormulirPilihan)
