"""Forms of the attachments: the cells of one row, and which levels of the tree to propose."""

from collections.abc import Mapping
from typing import Any

from django import forms

from iku.choices import KOLOM, PANJANG_SEL, TINGKAT_BAWAAN, TINGKAT_LAMPIRAN, NomorLampiran
from instansi.api import FormulirPilihan, KolomTeks

_BANTUAN = {"indikator": "Satu indikator setiap baris."}


class FormulirBaris(FormulirPilihan):
    """One row. `pohon` are the tree's texts, shown beside the cells that differ; a ticked cell goes back to them."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pohon: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pohon = pohon or {}
        for nama, label in KOLOM.items():
            self.fields[nama] = KolomTeks(
                label=label,
                help_text=_BANTUAN.get(nama, ""),
                panjang=PANJANG_SEL,
                baris=4 if nama in ("makna", "alasan", "perhitungan") else 2,
                banyak=True,
                required=False,
            )

    @property
    def isi(self) -> dict[str, str]:
        """The cells of a valid form."""
        return {nama: self.cleaned_data[nama] for nama in KOLOM}

    @property
    def sel(self) -> list[tuple[forms.BoundField, str]]:
        """Each cell's field with the tree's text where it differs from what the form shows, else empty."""
        hasil = []
        for nama in KOLOM:
            teks = self.pohon.get(nama, "")
            beda = teks and teks != (self[nama].value() or "").replace("\r\n", "\n")
            hasil.append((self[nama], teks if beda else ""))
        return hasil


class FormulirUsulan(forms.Form):
    """Which levels of the tree become rows."""

    def __init__(self, *args: Any, lampiran: NomorLampiran, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_usulan{lampiran.value}_%s")  # two such forms stand on one page
        super().__init__(*args, **kwargs)
        self.fields["tingkat"] = forms.MultipleChoiceField(
            label="Tingkat kinerja",
            choices=[(satu.value, satu.label) for satu in TINGKAT_LAMPIRAN[lampiran]],
            initial=[satu.value for satu in TINGKAT_BAWAAN[lampiran]],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Pilih sekurang-kurangnya satu tingkat.",
                "invalid_choice": "Pilihan ini tidak ada dalam daftar.",
            },
        )
