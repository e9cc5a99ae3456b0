"""The forms of a position's sheet: task and functions, sasaran, indicator, copying, the workbook.

What a form asks and how it reads the answer belongs here; what may be stored is decided by the services.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from iki.choices import (
    FUNGSI_TERBANYAK,
    PANJANG_FUNGSI,
    PANJANG_INDIKATOR,
    PANJANG_RUMUS,
    PANJANG_SASARAN,
    PANJANG_SUMBER,
    PANJANG_TUGAS,
)
from iki.importing import UKURAN_TERBESAR
from iki.rows import BarisIki, BarisPosisi
from instansi.api import FormulirVersi, KolomTeks, baca_desimal, desimal
from pohon.api import JenisFormula

_ANGKA_DI_BELAKANG_KOMA = 6
_PILIH = {"required": "Pilih salah satu.", "invalid_choice": "Pilihan ini tidak ada dalam daftar."}


class KolomPengali(forms.Field):
    """A number typed and shown in Indonesian form ("1.234,5"); empty is None."""

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number; raises ValidationError with a sentence for the field."""
        if value in self.empty_values:
            return None
        nilai = baca_desimal(str(value))
        pangkat = nilai.as_tuple().exponent
        if isinstance(pangkat, int) and -pangkat > _ANGKA_DI_BELAKANG_KOMA:
            raise ValidationError(f"Paling banyak {_ANGKA_DI_BELAKANG_KOMA} angka di belakang koma.", code="desimal")
        return nilai

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number in Indonesian form, and what was typed as it was typed."""
        return desimal(value) if isinstance(value, Decimal) else value


class FormulirUraian(FormulirVersi):
    """Task and functions; functions one a line, so that a whole list can be pasted and put in order quickly."""

    tugas = KolomTeks(label="Tugas", panjang=PANJANG_TUGAS, baris=4, banyak=True, required=False)
    fungsi = KolomTeks(
        label="Fungsi",
        help_text="Tulis satu fungsi setiap baris, menurut urutannya. Huruf a, b, c … dibuat otomatis.",
        panjang=FUNGSI_TERBANYAK * PANJANG_FUNGSI,
        baris=18,
        banyak=True,
        required=False,
    )
    pustaka = forms.MultipleChoiceField(
        label="Tambahkan dari pustaka fungsi",
        help_text="Fungsi jabatan lain yang paling banyak dipakai. Yang dicentang ditambahkan di bawah daftar.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=_PILIH,
    )

    def __init__(self, *args: Any, pustaka: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pustaka = {str(nomor): teks for nomor, teks in enumerate(pustaka)}
        self.fields["pustaka"].choices = list(self._pustaka.items())  # type: ignore[attr-defined]
        if not pustaka:
            del self.fields["pustaka"]

    @property
    def semua_fungsi(self) -> list[str]:
        """The functions typed, then those ticked in the library."""
        tulisan = [satu for satu in self.cleaned_data["fungsi"].split("\n") if satu]
        return tulisan + [self._pustaka[kunci] for kunci in self.cleaned_data.get("pustaka", ())]


class FormulirButir(forms.Form):
    """An item of the library of functions. `semula` is the text that the page was opened with."""

    semula = forms.CharField(widget=forms.HiddenInput, strip=False)
    teks = KolomTeks(label="Fungsi", panjang=PANJANG_FUNGSI, baris=3)


class FormulirSasaran(FormulirVersi):
    """A sasaran and the superior's that it supports."""

    teks = KolomTeks(label="Sasaran kinerja", panjang=PANJANG_SASARAN, baris=3)
    mendukung = forms.ChoiceField(
        label="Mendukung sasaran atasan", required=False, widget=forms.RadioSelect, error_messages=_PILIH
    )

    def __init__(self, *args: Any, atasan: BarisPosisi | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if atasan is None or not atasan.sasaran:
            del self.fields["mendukung"]
            return
        self.fields["mendukung"].help_text = f"Sasaran {atasan.nama}."
        self.fields["mendukung"].choices = [  # type: ignore[attr-defined]
            *((str(satu.id), satu.teks) for satu in atasan.sasaran),
            ("", "Belum ditentukan"),
        ]

    @property
    def mendukung_id(self) -> int | None:
        """The key of the sasaran chosen, or None."""
        return int(self.cleaned_data.get("mendukung") or 0) or None


class FormulirIndikator(FormulirVersi):
    """An indicator with its structured formula. Only the name is required: checks say what else lacks."""

    nama = KolomTeks(label="Indikator kinerja", panjang=PANJANG_INDIKATOR, baris=2)
    jenis_formula = forms.ChoiceField(
        label="Jenis formulasi",
        choices=[("", "Belum ditentukan"), *JenisFormula.choices],
        required=False,
        error_messages=_PILIH,
    )
    pembilang = KolomTeks(
        label="Pembilang, atau yang dihitung",
        help_text="Untuk jumlah dan nilai, cukup bagian ini.",
        panjang=PANJANG_RUMUS,
        baris=2,
        required=False,
    )
    penyebut = KolomTeks(label="Penyebut", panjang=PANJANG_RUMUS, baris=2, required=False)
    pengali = KolomPengali(
        label="Pengali",
        help_text="Untuk persentase 100.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    formula = KolomTeks(
        label="Uraian formulasi",
        help_text="Bila tidak cukup dengan pembilang dan penyebut.",
        panjang=PANJANG_RUMUS,
        baris=2,
        banyak=True,
        required=False,
    )
    sumber_data = KolomTeks(
        label="Sumber data",
        help_text="Satu sumber setiap baris.",
        panjang=PANJANG_SUMBER,
        baris=2,
        banyak=True,
        required=False,
    )
    keterangan = KolomTeks(label="Keterangan", panjang=PANJANG_INDIKATOR, baris=2, banyak=True, required=False)


class FormulirSalin(forms.Form):
    """From which position to copy, and what."""

    dari = forms.ChoiceField(label="Salin dari", error_messages=_PILIH)
    fungsi = forms.BooleanField(label="Fungsi", required=False)
    sasaran = forms.BooleanField(label="Sasaran sendiri dengan indikatornya", required=False)

    def __init__(self, *args: Any, iki: BarisIki, posisi: BarisPosisi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Positions of the same class first: those are copied most.
        lain = [satu for satu in iki.posisi if satu.id != posisi.id]
        urut = sorted(lain, key=lambda satu: (satu.jenjang != posisi.jenjang, satu.nomor))
        self.fields["dari"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih jabatan"),
            *(
                (
                    str(satu.id),
                    f"{satu.nomor}. {satu.nama} ({len(satu.fungsi)} fungsi, {len(satu.sasaran)} sasaran)",
                )
                for satu in urut
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of the two."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not (isi.get("fungsi") or isi.get("sasaran")):
            self.add_error("fungsi", "Pilih apa yang disalin: fungsi, sasaran, atau keduanya.")
        return isi


class FormulirImpor(forms.Form):
    """The workbook, and whether it may replace what is there."""

    berkas = forms.FileField(
        label="Buku kerja (.xlsx)",
        help_text="Berisi lembar Jabatan, Fungsi, dan Sasaran. Bentuknya sama dengan hasil unduhan. Paling besar 5 MB.",
        error_messages={
            "required": "Pilih berkasnya lebih dahulu.",
            "empty": "Berkas ini kosong.",
            "invalid": "Pilih berkasnya lebih dahulu.",
        },
    )
    ganti = forms.BooleanField(
        label="Ganti isi jabatan yang sudah terisi",
        help_text="Jabatan dicocokkan menurut No. Tanpa ini, hanya jabatan yang masih kosong yang diisi.",
        required=False,
    )

    def clean_berkas(self) -> Any:
        """Refuse a file that is too large to be read."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > UKURAN_TERBESAR:
            raise ValidationError("Ukuran berkas paling besar 5 MB.")
        return berkas
