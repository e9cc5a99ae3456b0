"""Forms of agreements, budgets, pasted tables and workbooks. Grids are read by `kisi`, cell by cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from instansi.api import FormulirVersi, KolomTanggal, KolomTeks, baca_desimal, desimal, pastikan_panjang, satu_baris
from pk.choices import PANJANG_NAMA, PANJANG_PERNYATAAN, UKURAN_TERBESAR, StatusPihak
from pk.isian import IsianAnggaran
from pk.rows import BarisPerjanjian, IsiPerjanjian
from pk.selectors import KOLOM_ISI, BarisAnggaran

_PANJANG_TEMPEL = 500_000
_STATUS = [("", "Definitif"), *StatusPihak.choices]


class FormulirPerjanjian(FormulirVersi):
    """The text of an agreement, and which of its sasaran and programmes are printed."""

    pembuka = KolomTeks(label="Kalimat pembuka", panjang=PANJANG_PERNYATAAN, baris=3, banyak=True)
    pihak1_status = forms.ChoiceField(label="Status jabatan", choices=_STATUS, required=False)
    pihak1_jabatan = KolomTeks(label="Jabatan", panjang=PANJANG_NAMA)
    pihak1_nama = KolomTeks(label="Nama", panjang=PANJANG_NAMA, required=False)
    pihak1_pangkat = KolomTeks(label="Pangkat", panjang=PANJANG_NAMA, required=False)
    pihak1_nip = KolomTeks(label="NIP", panjang=30, required=False)
    pihak2_status = forms.ChoiceField(label="Status jabatan", choices=_STATUS, required=False)
    pihak2_jabatan = KolomTeks(label="Jabatan", panjang=PANJANG_NAMA)
    pihak2_nama = KolomTeks(label="Nama", panjang=PANJANG_NAMA, required=False)
    pihak2_pangkat = KolomTeks(label="Pangkat", panjang=PANJANG_NAMA, required=False)
    pihak2_nip = KolomTeks(label="NIP", panjang=30, required=False)
    pernyataan = KolomTeks(
        label="Pernyataan",
        help_text="Satu paragraf setiap baris.",
        panjang=PANJANG_PERNYATAAN,
        baris=8,
        banyak=True,
    )
    tempat = KolomTeks(label="Tempat", panjang=PANJANG_NAMA, required=False)
    tanggal = KolomTanggal(label="Tanggal", required=False, help_text="Misalnya 2/1/2025")
    sasaran = forms.MultipleChoiceField(
        label="Sasaran yang dicetak", required=False, widget=forms.CheckboxSelectMultiple
    )
    program = forms.MultipleChoiceField(
        label="Program dan kegiatan yang dicetak", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, baris: BarisPerjanjian, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baris = baris
        pilihan = {
            "sasaran": [(str(s.identitas), f"{s.kode} {s.teks}".strip()) for s in baris.semua_sasaran],
            "program": [(p.kode, f"{p.kode} {p.nama}".strip()) for p in baris.semua_program],
        }
        for nama, daftar in pilihan.items():
            cast(forms.MultipleChoiceField, self.fields[nama]).choices = daftar
            if not daftar:
                del self.fields[nama]

    @staticmethod
    def awal(baris: BarisPerjanjian) -> dict[str, Any]:
        """Return what the form of a stored agreement starts from."""
        return {
            "versi": baris.versi,
            **{nama: getattr(baris.isi, nama) for nama in KOLOM_ISI},
            "sasaran": [str(satu.identitas) for satu in baris.sasaran],
            "program": [satu.kode for satu in baris.program],
        }

    @property
    def isi(self) -> IsiPerjanjian:
        """The content of a valid form."""
        return IsiPerjanjian(**{nama: self.cleaned_data[nama] for nama in KOLOM_ISI})

    @property
    def tanpa(self) -> list[str]:
        """What a valid form leaves out; what the page did not offer stays as it was."""
        ada = {str(satu.identitas) for satu in self.baris.semua_sasaran} | {k.kode for k in self.baris.semua_program}
        dipilih = {*self.cleaned_data.get("sasaran", ()), *self.cleaned_data.get("program", ())}
        return [*(ada - dipilih), *(self.baris.tanpa - ada)]


class FormulirTempel(forms.Form):
    """A table from a spreadsheet, as text."""

    teks = KolomTeks(
        label="Tabel dari Excel",
        help_text="Salin baris judul beserta isinya dari Excel, lalu tempel di sini.",
        panjang=_PANJANG_TEMPEL,
        baris=12,
        banyak=True,
    )

    def clean_teks(self) -> str:
        """Return the table with its tabs, which cleaning a text would turn into spaces."""
        mentah = self.data.get("teks", "")
        return mentah if isinstance(mentah, str) else ""


class FormulirBuku(forms.Form):
    """The workbook."""

    berkas = forms.FileField(
        label="Buku kerja (.xlsx)",
        help_text="Bentuknya sama dengan hasil unduhan. Paling besar 5 MB.",
        error_messages={
            "required": "Pilih berkasnya lebih dahulu.",
            "empty": "Berkas ini kosong.",
            "invalid": "Pilih berkasnya lebih dahulu.",
        },
    )

    def clean_berkas(self) -> Any:
        """Refuse a file that is too large to be read."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > UKURAN_TERBESAR:
            raise ValidationError("Ukuran berkas paling besar 5 MB.")
        return berkas


class FormulirPindaian(forms.Form):
    """The signed scan."""

    berkas = forms.FileField(
        label="Naskah bertanda tangan (PDF)",
        help_text="Paling besar 25 MB.",
        error_messages={"required": "Pilih berkasnya lebih dahulu.", "empty": "Berkas ini kosong."},
    )


class SelAnggaran:
    """A row of the budget page: what is stored, what was typed, what is wrong."""

    def __init__(self, baris: BarisAnggaran, data: Mapping[str, str] | None = None) -> None:
        self.baris = baris
        self.galat = ""
        self.bentrok = False
        self.isian: IsianAnggaran | None = None
        self.versi = str(baris.versi)
        self.rupiah = desimal(baris.rupiah) if baris.rupiah is not None else ""
        self.keterangan = baris.keterangan
        if data is not None and f"rupiah-{baris.kode}" in data:
            self._baca(data)

    @property
    def dalam(self) -> int:
        """How deep the code lies: 0 programme, 1 kegiatan, 2 sub kegiatan."""
        return {3: 0, 5: 1}.get(len(self.baris.kode.split(".")), 2)

    def _baca(self, data: Mapping[str, str]) -> None:
        kode = self.baris.kode
        self.rupiah, self.keterangan = data[f"rupiah-{kode}"], data.get(f"keterangan-{kode}", "")
        versi = data.get(f"versi-{kode}", "")
        self.versi = versi if versi.isdecimal() and len(versi) < 10 else self.versi
        try:
            angka = _baca_rupiah(self.rupiah)
            pastikan_panjang(satu_baris(self.keterangan), PANJANG_NAMA)
        except ValidationError as salah:
            self.galat = " ".join(salah.messages)
            return
        self.isian = IsianAnggaran(kode, int(self.versi), angka, self.keterangan)


def baca_anggaran_kiriman(baris: Sequence[BarisAnggaran], data: Mapping[str, str]) -> list[SelAnggaran]:
    """Return the rows of the budget page as they were sent."""
    return [SelAnggaran(satu, data) for satu in baris]


def _baca_rupiah(teks: str) -> Decimal | None:
    """Return an amount typed as 1250000, 1.250.000 or Rp1.250.000,00; None when empty."""
    polos = satu_baris(teks)
    if polos[:2].casefold() == "rp":
        polos = polos[2:].lstrip(". ")
    if not polos or polos == "-":
        return None
    try:
        angka = baca_desimal(polos)
    except ValidationError:
        raise ValidationError("Tulis jumlah rupiah seperti 1.250.000.", code="rupiah") from None
    if angka >= Decimal(10) ** 16 or angka != round(angka, 2):  # in this order: rounding wants few digits
        raise ValidationError("Jumlah rupiah ini terlalu besar atau terlalu rinci.", code="rupiah")
    return angka
