"""Forms of this app."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm

from instansi.teks import satu_baris


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
