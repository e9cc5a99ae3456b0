"""Forms of the review. The services check everything again; here it is what a page asks for."""

from typing import Any

from django import forms

from instansi.api import KolomTeks, Periode
from pohon.api import Tahap
from telaah.choices import PANJANG_CATATAN, CaraSurel


class FormulirCatatan(forms.Form):
    """A note on a node (hidden identity) or, without one, on a stage or the whole tree."""

    isi = KolomTeks(label="Catatan", panjang=PANJANG_CATATAN, baris=3, banyak=True)
    tahap = forms.ChoiceField(
        label="Tentang",
        required=False,
        choices=[("", "Seluruh pohon"), *((satu.value, f"Tahap {satu.value}: {satu.label}") for satu in Tahap)],
    )
    simpul = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["simpul"].value():
            self.fields["tahap"].widget = forms.HiddenInput()


class FormulirJawaban(forms.Form):
    """An answer to a note."""

    isi = KolomTeks(label="Jawaban", panjang=PANJANG_CATATAN, baris=2, banyak=True)


class FormulirAlasan(forms.Form):
    """Why a finding is set aside. `kode` and `identitas` name the finding."""

    alasan = KolomTeks(
        label="Abaikan, karena",
        panjang=PANJANG_CATATAN,
        baris=2,
        banyak=True,
        help_text="Penelaah membaca alasan ini.",
    )
    kode = forms.CharField(max_length=10, widget=forms.HiddenInput)
    identitas = forms.UUIDField(required=False, widget=forms.HiddenInput)


class FormulirRev(forms.Form):
    """What state of the content a page showed."""

    rev = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FormulirVersi(forms.Form):
    """Which period a new version is for; the tree's own by default."""

    periode = forms.ModelChoiceField(label="Periode", queryset=Periode.objects.none(), empty_label=None)

    def __init__(self, *args: Any, periode: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode  # type: ignore[attr-defined]


class FormulirKabar(forms.Form):
    """How a person wants notifications by e-mail."""

    cara = forms.ChoiceField(label="Surel", choices=CaraSurel.choices, widget=forms.RadioSelect)


class FormulirSaring(forms.Form):
    """Filter and order of the dashboard; words in names, statements and indicators."""

    q = KolomTeks(label="Cari perangkat daerah, pernyataan, atau indikator", panjang=200, required=False)
    daerah = forms.CharField(max_length=60, required=False)
    status = forms.CharField(max_length=20, required=False)
    periode = forms.IntegerField(required=False)
    urut = forms.CharField(max_length=20, required=False)
    halaman = forms.IntegerField(required=False, min_value=1)


class FormulirCariSemua(forms.Form):
    """Words to search for in everything one may see."""

    q = KolomTeks(label="Cari pernyataan atau indikator", panjang=200, required=False)


class FormulirRiwayatPohon(forms.Form):
    """Filter of a tree's history: by one person, of one box."""

    orang = forms.ChoiceField(label="Oleh", required=False)
    simpul = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, orang: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = [("", "Siapa pun"), *orang]  # type: ignore[attr-defined]
