"""What the import screens ask: a document or pasted text, whether to replace what the tree holds, or a template."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pohon.importing.berkas import TERBESAR

_TEKS_TERPANJANG = 2_000_000
_PESAN_BESAR = "Berkas ini lebih besar dari 20 MB. Hapus gambar atau lembar yang tidak perlu."


class FormulirImpor(forms.Form):
    """A file or pasted text, one of the two. What the file is, is judged by its content when it is read."""

    berkas = forms.FileField(
        required=False,
        label="Berkas cascading (.xlsx atau .docx)",
        help_text="Paling besar 20 MB. Tabelnya boleh apa adanya: tidak perlu dirapikan lebih dahulu.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx"}),
        error_messages={"empty": "Berkas ini kosong."},
    )
    teks = forms.CharField(
        required=False,
        max_length=_TEKS_TERPANJANG,
        strip=False,
        label="Atau tempel tabel dari Excel atau Word",
        help_text="Sertakan baris judul kolomnya. Beberapa tabel boleh ditempel berurutan.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "Teks tempelan terlalu panjang. Tempelkan tabel cascading saja."},
    )

    def clean_berkas(self) -> Any:
        """Refuse what is too large before it is read."""
        berkas = self.cleaned_data["berkas"]
        if berkas and berkas.size > TERBESAR:
            raise ValidationError(_PESAN_BESAR)
        return berkas

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        if not self.errors and not data.get("berkas") and not (data.get("teks") or "").strip():
            self.add_error("berkas", "Pilih berkas, atau tempel tabelnya di bawah.")
        elif data.get("berkas") and (data.get("teks") or "").strip():
            self.add_error("teks", "Kosongkan teks ini bila memakai berkas.")
        return data


class FormulirTemplat(forms.Form):
    """A filled-in template. Whether it is one is judged when it is read."""

    berkas = forms.FileField(
        label="Templat yang sudah diisi (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih berkas templat.", "empty": "Berkas ini kosong."},
    )

    def clean_berkas(self) -> Any:
        """Refuse what is too large before it is read."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > TERBESAR:
            raise ValidationError(_PESAN_BESAR)
        return berkas


class FormulirSimpanImpor(forms.Form):
    """The decision over a report; the choices of findings come beside it, each under its own name."""

    ganti = forms.BooleanField(required=False, label="Ganti isi pohon ini dengan hasil impor")
    hubungkan = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, berisi: bool, jabatan: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.berisi = berisi
        if jabatan:
            self.fields["hubungkan"].label = f"Hubungkan {jabatan} jabatan yang namanya sama dengan organisasi"
        else:
            del self.fields["hubungkan"]
        if berisi:
            self.fields["ganti"].help_text = "Isi sekarang tidak hilang: kembali bila impor diurungkan."
        else:
            del self.fields["ganti"]

    def clean(self) -> dict[str, Any]:
        """A tree that holds something is replaced only when that is said."""
        data = super().clean() or {}
        if self.berisi and not data.get("ganti"):
            self.add_error("ganti", "Pohon ini sudah berisi. Centang untuk mengganti isinya.")
        return data
