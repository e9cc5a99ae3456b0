"""Forms of this app, and the text field that every other app's forms use."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

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


class FormulirMasuk(AuthenticationForm):
    """Signing in, with messages that do not tell whether the account exists."""

    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator daerah Anda.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        for nama, kolom in self.fields.items():
            kolom.error_messages["required"] = f"{kolom.label} belum diisi."
            kolom.widget.attrs.pop("autofocus", None)
            kolom.widget.attrs["autocomplete"] = "username" if nama == "username" else "current-password"

    def clean_username(self) -> str:
        """Refuse control characters here: the database would answer with an error."""
        return satu_baris(self.cleaned_data["username"])
