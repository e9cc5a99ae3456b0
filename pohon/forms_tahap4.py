"""The forms of Tahap 4: an indicator with its formula, and the level of a node.

What a form asks and how it reads the answer belongs here; what may be stored is decided by the services.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField

from instansi.api import FormulirVersi, KolomTeks, baca_desimal, desimal
from pohon.choices import (
    PANJANG_PENDEK,
    PANJANG_PERNYATAAN,
    PANJANG_URAIAN,
    TINGKAT_BAWAAN,
    Arah,
    JenisFormula,
    JenisSimpul,
    Tingkat,
)
from pohon.kisi import KOLOM
from pohon.rows import BarisIndikator, BarisSimpul
from pohon.services import IsiIndikator

_TIDAK_ADA = {"invalid_choice": "Pilihan ini tidak ada dalam daftar."}
_ANGKA_DI_BELAKANG_KOMA = 6


class KolomDesimal(forms.Field):
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


class KolomKunci(forms.IntegerField):
    """The key of a row, as a number or None. Its choices are set only where the form is shown; the service says whether
    it may be chosen."""

    def __init__(self, *, pesan: str, **kwargs: Any) -> None:
        galat = dict.fromkeys(("required", "invalid", "min_value", "max_value"), pesan)
        super().__init__(min_value=1, max_value=BigIntegerField.MAX_BIGINT, error_messages=galat, **kwargs)


class FormulirTingkat(FormulirVersi):
    """The level of a node; empty returns to the level of its kind."""

    tingkat = forms.ChoiceField(
        label="Tingkat kinerja",
        choices=[("", "Menurut jenisnya"), *Tingkat.choices],
        required=False,
        error_messages=_TIDAK_ADA,
    )

    def isi_pilihan(self, jenis: JenisSimpul) -> None:
        """Say which level follows from the kind of the node, and offer the others."""
        bawaan = TINGKAT_BAWAAN.get(jenis)
        if bawaan:
            lain = [(nilai, label) for nilai, label in Tingkat.choices if nilai != bawaan]
            self.fields["tingkat"].widget.choices = [("", bawaan.label), *lain]
            self.fields["tingkat"].help_text = f"Menurut jenisnya: {bawaan.label}."


class FormulirIndikator(FormulirVersi):
    """An indicator. Only its name must be filled in; what else it lacks is said by the checks."""

    nama = KolomTeks(
        panjang=PANJANG_PERNYATAAN,
        baris=2,
        label="Indikator kinerja",
        help_text="Satu indikator saja. Misalnya: Persentase penduduk yang memiliki KTP-el.",
        error_messages={"required": "Indikator belum diisi."},
    )
    satuan = KolomTeks(
        panjang=PANJANG_PENDEK,
        required=False,
        help_text="Misalnya: persen, orang, dokumen, nilai.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    arah = forms.ChoiceField(
        label="Arah", choices=[("", "Belum dipilih"), *Arah.choices], required=False, error_messages=_TIDAK_ADA
    )
    jenis_formula = forms.ChoiceField(
        label="Jenis formula",
        choices=[("", "Belum dipilih"), *JenisFormula.choices],
        required=False,
        error_messages=_TIDAK_ADA,
    )
    pengali = KolomDesimal(
        required=False,
        help_text="Kosongkan bila tidak ada. Persentase selalu dikali 100.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    pembilang = KolomTeks(
        panjang=PANJANG_URAIAN,
        baris=2,
        required=False,
        label="Pembilang (atau yang dihitung)",
        help_text="Untuk jumlah, tuliskan apa yang dihitung di sini.",
    )
    penyebut = KolomTeks(
        panjang=PANJANG_URAIAN,
        baris=2,
        required=False,
        help_text="Pembagi untuk persentase, rasio, dan rata-rata.",
    )
    formula = KolomTeks(
        panjang=PANJANG_URAIAN,
        baris=2,
        required=False,
        label="Uraian perhitungan",
        help_text="Untuk nilai/indeks, atau bila pembilang dan penyebut belum cukup menjelaskan.",
    )
    makna = KolomTeks(panjang=PANJANG_URAIAN, baris=2, required=False, help_text="Apa yang ditunjukkan indikator ini.")
    alasan = KolomTeks(
        panjang=PANJANG_URAIAN,
        baris=2,
        required=False,
        label="Alasan pemilihan",
        help_text="Mengapa indikator ini dipilih untuk mengukur kinerja tersebut.",
    )
    sumber_data = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=3,
        required=False,
        label="Sumber data",
        help_text="Satu sumber setiap baris.",
    )
    penanggung_jawab = KolomKunci(
        label="Penanggung jawab", pesan="Pilih jabatan dari daftar.", required=False, widget=forms.Select
    )

    def __init__(self, *args: Any, baru: bool = False, **kwargs: Any) -> None:
        """With `baru` there is no version yet."""
        super().__init__(*args, **kwargs)
        if baru:
            del self.fields["versi"]

    def isi_pilihan(self, jabatan: Iterable[tuple[int, str]], kini: BarisIndikator | None) -> None:
        """Offer the positions in force (key, name), and the one already chosen even when it is no longer in force."""
        pilihan = [("", "Belum dipilih"), *((str(kunci), nama) for kunci, nama in jabatan)]
        if kini and kini.penanggung_jawab_id and str(kini.penanggung_jawab_id) not in dict(pilihan):
            pilihan.append((str(kini.penanggung_jawab_id), f"{kini.penanggung_jawab} (tidak berlaku lagi)"))
        self.fields["penanggung_jawab"].widget.choices = pilihan

    def isi(self) -> IsiIndikator:
        """Return the answers as the services take them. Call on a valid form only."""
        data = self.cleaned_data
        kolom = {satu.name: data[satu.name] for satu in fields(IsiIndikator) if satu.name in data}
        return IsiIndikator(**kolom, penanggung_jawab_id=self.cleaned_data["penanggung_jawab"])


class FormulirBarisKisi(FormulirIndikator):
    """One row of the grid: the node, and its indicator with the version shown (none: a new one)."""

    simpul = KolomKunci(pesan="Kotak ini tidak ada lagi.", widget=forms.HiddenInput)
    indikator = KolomKunci(pesan="Indikator ini tidak ada lagi.", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versi"].required = bool(self.data.get("indikator"))


class FormulirTempelKisi(forms.Form):
    """A block pasted into the grid: the text, and the row and column of its first cell; tabs and line ends count."""

    baris = forms.ChoiceField(
        label="Mulai dari baris",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih baris pertamanya dari daftar."),
    )
    kolom = forms.ChoiceField(
        label="Mulai dari kolom",
        choices=[(satu.nama, satu.judul) for satu in KOLOM],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih kolom pertamanya dari daftar."),
    )
    teks = forms.CharField(
        label="Sel yang disalin dari Excel",
        help_text="Salin selnya di Excel, lalu tempel di sini. Satu baris Excel mengisi satu baris kisi.",
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"required": "Tempelkan selnya dahulu."},
    )

    def __init__(self, *args: Any, baris: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(kunci, nama if len(nama) <= 110 else f"{nama[:110]}…") for kunci, nama in baris]
        self.fields["baris"].choices = pilihan  # type: ignore[attr-defined]


def isian_indikator(baris: BarisIndikator) -> dict[str, object]:
    """Return a stored indicator as the form shows it."""
    return {
        **{nama: getattr(baris, nama) for nama in FormulirIndikator.base_fields if hasattr(baris, nama)},
        "sumber_data": "\n".join(baris.sumber_data),
        "penanggung_jawab": baris.penanggung_jawab_id,
    }


def isian_tingkat(baris: BarisSimpul) -> dict[str, object]:
    """Return a node's level as the form shows it: empty where it follows the kind."""
    return {"versi": baris.versi, "tingkat": baris.tingkat if baris.tingkat_diubah else ""}
