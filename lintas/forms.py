"""What the pages of this app ask for; the services check everything again."""

from typing import Any

from django import forms

from instansi.api import KolomTeks, Periode
from pohon.api import PANJANG_PENDEK, PANJANG_PERNYATAAN, PANJANG_URAIAN

Pilihan = tuple[tuple[str, str], ...]


class _FormulirVersi(forms.Form):
    """An answer to what the page showed."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class FormulirTaut(_FormulirVersi):
    """Accept with a node of one's own; the likeliest stand first."""

    simpul = forms.CharField(
        label="Kotak perangkat daerah Anda yang menjawab",
        max_length=40,
        widget=forms.Select,
        error_messages={"required": "Pilih kotaknya."},
    )

    def __init__(self, *args: Any, usulan: Pilihan, simpul: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan: list[Any] = [("", "Pilih kotak")]
        if usulan:
            pilihan.append(("Usulan: mirip dengan permintaan", list(usulan)))
        pilihan.append(("Semua kotak", list(simpul)))
        self.fields["simpul"].widget.choices = pilihan


class FormulirBaru(_FormulirVersi):
    """Accept with a new node made from the request."""

    induk = forms.CharField(
        label="Tempatkan di bawah",
        max_length=40,
        widget=forms.Select,
        error_messages={"required": "Pilih tempatnya."},
    )
    pernyataan = KolomTeks(panjang=PANJANG_PERNYATAAN, baris=2, label="Pernyataan kotak baru")

    def __init__(self, *args: Any, induk: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk"].widget.choices = [("", "Pilih kotak"), *induk]

    def clean_induk(self) -> tuple[int, int]:
        """Return (tree, node) of the value "tree:node"."""
        pohon, _, simpul = self.cleaned_data["induk"].partition(":")
        if not (pohon.isdecimal() and simpul.isdecimal() and len(pohon) < 19 > len(simpul)):
            raise forms.ValidationError("Pilih tempatnya dari daftar.")
        return int(pohon), int(simpul)


class FormulirTolak(_FormulirVersi):
    """Refuse with a reason."""

    alasan = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=3,
        label="Alasan menolak",
        help_text="Peminta dan Bappeda membaca alasan ini.",
        error_messages={"required": "Tulis alasannya, supaya peminta tahu."},
    )


class FormulirSaja(_FormulirVersi):
    """A button alone: take an answer back, confirm it."""


class FormulirDukungan(forms.Form):
    """What an outcome supports; empty for nothing."""

    outcome = forms.UUIDField(error_messages={"invalid": "Outcome ini tidak dikenal."})
    simpul = forms.UUIDField(required=False, error_messages={"invalid": "Pilih dari pohon pemerintah daerah."})


class FormulirMulaiDaerah(forms.Form):
    """Beginning the local government's own tree."""

    periode = forms.ModelChoiceField(Periode.objects.none(), empty_label=None, label="Periode RPJMD")
    tahun = forms.IntegerField(
        label="Tahun pada sampul",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Bagian ini belum diisi.",
            "invalid": "Tulis tahun dengan empat angka, misalnya 2023.",
        },
    )
    tema = KolomTeks(
        panjang=PANJANG_PENDEK,
        required=False,
        label="Tema (boleh dikosongkan)",
        help_text="Isi hanya untuk pohon tematik, misalnya “Penurunan kemiskinan”.",
    )

    def __init__(self, *args: Any, periode: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode  # type: ignore[attr-defined]


class FormulirNama(forms.Form):
    """Which agency a name means."""

    crosscutting = forms.IntegerField(max_value=2**63 - 1, error_messages={"invalid": "Nama ini tidak dikenal."})
    perangkat = forms.IntegerField(
        max_value=2**63 - 1,
        error_messages={"required": "Pilih perangkat daerahnya.", "invalid": "Pilih perangkat daerah dari daftar."},
    )
