"""Form fields, and the smallest form, that the forms of every app use."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from instansi.teks import banyak_baris, pastikan_panjang, satu_baris

_BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_TAHUN_WAJAR = range(1945, 2101)


class KolomTeks(forms.CharField):
    """A text field cleaned by `teks.py`: one line by default, or several; too long or control characters are refused.

    The length is checked by us and not by an HTML attribute, because a browser would cut pasted text silently.
    """

    def __init__(self, *, panjang: int, baris: int = 1, banyak: bool = False, **kwargs: Any) -> None:
        self.panjang = panjang
        self.banyak = banyak
        kwargs.setdefault("error_messages", {"required": "Bagian ini belum diisi."})
        if baris > 1 or banyak:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": baris}))
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the cleaned text; raises ValidationError with a sentence for the field."""
        teks = super().to_python(value) or ""
        teks = banyak_baris(teks) if self.banyak else satu_baris(teks)
        pastikan_panjang(teks, self.panjang)
        return teks


class KolomTanggal(forms.DateField):
    """A date as people write it: 27/3/2022, 27-3-2022, 27 Maret 2022; or ISO, as a spreadsheet gives it."""

    def __init__(self, *, tahun: range = _TAHUN_WAJAR, **kwargs: Any) -> None:
        self.tahun = tahun
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
        kwargs.setdefault(
            "widget",
            forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        )
        pesan = {
            "required": "Tanggal belum diisi.",
            "invalid": "Tulis tanggal seperti 27/3/2022 atau 27 Maret 2022.",
        }
        kwargs.setdefault("error_messages", pesan)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date; raises ValidationError for text that is none or lies in a year that makes no sense."""
        if isinstance(value, str):
            bagian = satu_baris(value).lower().split(" ")
            if len(bagian) == 3 and bagian[1] in _BULAN:
                value = f"{bagian[0]}/{_BULAN.index(bagian[1]) + 1}/{bagian[2]}"
        tanggal = super().to_python(value)
        if tanggal is not None and tanggal.year not in self.tahun:
            raise ValidationError(
                f"Periksa tahunnya: tanggal ini di luar tahun {self.tahun[0]} sampai {self.tahun[-1]}.", code="tahun"
            )
        return tanggal


class FormulirPilihan(forms.Form):
    """A form that after a conflict may be sent with a choice for each field (templates/komponen/bentrok.html).

    `pilih-nama=tersimpan` puts `tersimpan-nama`, what was stored when the conflict was shown, in place of what was
    typed.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_terpilih(data) if isinstance(data, QueryDict) else data, *args, **kwargs)


def _terpilih(data: QueryDict) -> QueryDict:
    """Return what is sent once each choice of a conflict is carried out."""
    hasil = data.copy()
    for kunci in data:
        awalan, _, nama = kunci.partition("-")
        if awalan == "pilih" and data[kunci] == "tersimpan":
            hasil.setlist(nama, data.getlist(f"tersimpan-{nama}"))
    return hasil


class FormulirVersi(FormulirPilihan):
    """A form about something stored: carries the version that the page showed."""

    versi = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Isian ini tidak lengkap. Muat ulang halaman, lalu simpan lagi."
        ),
    )
