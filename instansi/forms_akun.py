"""Forms of signing in and of one's own account. Those of the administration are in `forms_administrasi.py`."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm

from instansi.kolom import KolomTeks
from instansi.models import Pengguna
from instansi.services.akun import PANJANG_NAMA, PANJANG_SUREL
from instansi.services.dua_langkah import SandiSalah, pastikan_sandi
from instansi.teks import satu_baris

_PESAN_SUREL = "Tulis alamat surel seperti nama@contoh.go.id."
_PETUNJUK_SANDI = "Paling sedikit 8 karakter, bukan angka saja atau sandi yang umum, dan tidak mirip nama Anda."


class KolomSurel(forms.EmailField):
    """An e-mail address; may be left empty unless the form says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Alamat surel belum diisi.", "invalid": _PESAN_SUREL})
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "maxlength": None}))
        super().__init__(max_length=PANJANG_SUREL, **kwargs)


class KolomSandi(forms.CharField):
    """A password, typed unseen and kept exactly as typed."""

    def __init__(self, *, isian: str = "new-password", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": isian}))
        kwargs.setdefault("error_messages", {"required": f"{kwargs['label']} belum diisi."})
        super().__init__(strip=False, max_length=1024, **kwargs)


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
            kolom.error_messages["required"] = "Bagian ini belum diisi."
            kolom.widget.attrs.pop("autofocus", None)
            kolom.widget.attrs["autocomplete"] = "username" if nama == "username" else "current-password"

    def clean_username(self) -> str:
        """Refuse control characters here: the database would answer with an error."""
        return satu_baris(self.cleaned_data["username"])


class KolomKode(forms.CharField):
    """A code of the authenticator, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Kode verifikasi")
        kwargs.setdefault("help_text", "Enam angka dari aplikasi autentikator, atau satu kode pemulihan.")
        kwargs.setdefault("error_messages", {"required": "Kode verifikasi belum diisi."})
        isian = {"autocomplete": "one-time-code", "class": "govuk-input--width-10", "spellcheck": "false"}
        super().__init__(max_length=50, widget=forms.TextInput(attrs=isian | {"maxlength": None}), **kwargs)


class FormulirKode(forms.Form):
    """The second step of signing in."""

    kode = KolomKode()


class FormulirPasang(forms.Form):
    """The first code of a new authenticator."""

    kode = KolomKode(label="Kode dari aplikasi", help_text="Enam angka yang tampil di aplikasi autentikator.")


class FormulirPastikan(forms.Form):
    """Proof that the owner sits here: the password and, where the second factor is on (`dengan_kode`), a code."""

    sandi = KolomSandi(label="Kata sandi sekarang", isian="current-password")
    kode = KolomKode()

    def __init__(self, *args: Any, dengan_kode: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not dengan_kode:
            del self.fields["kode"]


class FormulirAkun(forms.Form):
    """One's own display name."""

    nama = KolomTeks(
        panjang=PANJANG_NAMA,
        required=False,
        label="Nama tampil",
        help_text="Tercantum pada catatan dan riwayat. Bila kosong, nama pengguna yang tampil.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class FormulirSurel(FormulirPastikan):
    """One's own e-mail address, with the proof of who sits here."""

    email = KolomSurel(
        label="Alamat surel baru",
        required=False,
        help_text="Untuk pemberitahuan dan bila Anda lupa kata sandi. Alamat lama diberi tahu.",
    )
    field_order = ("email", "sandi", "kode")


class FormulirSandiBaru(forms.Form):
    """A new password typed twice, for whoever came by a link."""

    sandi_baru = KolomSandi(label="Kata sandi baru", help_text=_PETUNJUK_SANDI)
    ulangi = KolomSandi(label="Ulangi kata sandi baru")

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any) -> None:
        self.pengguna = user
        super().__init__(*args, **kwargs)

    def clean_ulangi(self) -> str:
        """Refuse two different spellings."""
        if self.cleaned_data["ulangi"] != self.cleaned_data.get("sandi_baru", self.cleaned_data["ulangi"]):
            raise forms.ValidationError("Kedua kata sandi tidak sama.", code="beda")
        return str(self.cleaned_data["ulangi"])


class FormulirGantiSandi(FormulirSandiBaru):
    """A new password for whoever still knows the old one."""

    sandi_lama = KolomSandi(label="Kata sandi sekarang", isian="current-password")
    field_order = ("sandi_lama", "sandi_baru", "ulangi")

    def clean_sandi_lama(self) -> str:
        """Refuse anything but the present password. Raises TerlaluSering after many tries."""
        try:
            pastikan_sandi(self.pengguna, self.cleaned_data["sandi_lama"])
        except SandiSalah as galat:
            raise forms.ValidationError(galat.pesan, code="salah") from galat
        return str(self.cleaned_data["sandi_lama"])


class FormulirLupaSandi(PasswordResetForm):
    """The address that a link to set a new password is sent to."""

    email = KolomSurel(label="Alamat surel akun Anda")

    def get_users(self, email: str) -> Iterator[Pengguna]:
        """Return the active accounts of the address; also those that were invited and never had a password."""
        return (
            akun for akun in Pengguna.objects.filter(email__iexact=email, is_active=True) if _sama(akun.email, email)
        )


def _sama(satu: str, lain: str) -> bool:
    """Whether two addresses are the same: databases take some different letters for equal, mail servers do not."""
    return unicodedata.normalize("NFKC", satu).casefold() == unicodedata.normalize("NFKC", lain).casefold()
