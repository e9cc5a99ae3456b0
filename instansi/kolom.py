"""Form fields, and the smallest form, that the forms of every app use."""

from typing import Any

from django import forms

from instansi.teks import banyak_baris, pastikan_panjang, satu_baris


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


class FormulirVersi(forms.Form):
    """A form about something stored: carries the version that the page showed."""

    versi = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Isian ini tidak lengkap. Muat ulang halaman, lalu simpan lagi."
        ),
    )
