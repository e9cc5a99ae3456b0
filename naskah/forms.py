"""Forms of decrees: what is asked, beside which field an error stands. The ordered lists are read by `baca_butir`.

The editor is one form: whatever a button does to a list, everything typed is saved with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.http import QueryDict

from instansi.api import Beda, FormulirPilihan, FormulirVersi, KolomTanggal, KolomTeks
from naskah.choices import (
    BUTIR_TERBANYAK,
    PANJANG_BUTIR,
    PANJANG_JUDUL,
    PANJANG_NAMA,
    BagianButir,
    JenisHuruf,
    JenisKeputusan,
    Peringkat,
    StatusTtd,
    UkuranKertas,
)
from naskah.dasar_hukum import baca_kutipan
from naskah.models import DasarHukum, Keputusan
from naskah.penomoran import BULAN
from naskah.rows import Butir, IsiKeputusan
from naskah.services import IsiDasar

_BAGIAN = frozenset(BagianButir.values)


def _teks(label: str, bantuan: str = "", *, panjang: int = PANJANG_NAMA, baris: int = 1, lebar: str = "") -> KolomTeks:
    pilihan: dict[str, Any] = {"label": label, "help_text": bantuan, "required": False}
    if lebar:
        pilihan["widget"] = forms.TextInput(attrs={"class": f"govuk-input--width-{lebar}"})
    return KolomTeks(panjang=panjang, baris=baris, **pilihan)


def _angka(label: str, lebar: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"class": f"govuk-input--width-{lebar}", "inputmode": "numeric"}),
        error_messages={"invalid": "Isilah dengan angka."},
    )


class FormulirKeputusan(FormulirPilihan):
    """Everything of a draft but its lists. `kelompok` says how the fields are grouped on the page."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    nomor_urut = _teks("Nomor urut", "Kosongkan bila belum ada.", lebar="10")
    nomor_pola = _teks("Pola nomor", "Memuat {nomor} dan {tahun}.")
    hari = _angka("Hari", "2")
    bulan = forms.TypedChoiceField(
        label="Bulan", required=False, coerce=int, empty_value=None, choices=[("", "–"), *enumerate(BULAN, 1)]
    )
    tahun = _angka("Tahun", "4")
    tempat = _teks("Tempat penetapan", lebar="20")
    tentang = _teks("Tentang", "Pokok keputusan, tanpa kata Perubahan.", panjang=PANJANG_JUDUL, baris=3)
    judul_lampiran = _teks("Judul singkat pada kepala lampiran", panjang=PANJANG_JUDUL, baris=2)
    kop_pemerintah = _teks("Pemerintah daerah")
    kop_nama = _teks("Nama perangkat daerah")
    kop_alamat = KolomTeks(
        label="Alamat", help_text="Satu baris alamat setiap baris.", panjang=PANJANG_JUDUL, baris=2, banyak=True,
        required=False,
    )  # fmt: skip
    pejabat_penetap = _teks("Pejabat penetap", "Misalnya Kepala Dinas … Kabupaten …", panjang=PANJANG_JUDUL)
    kuasa = forms.BooleanField(label="Ditandatangani atas nama (a.n.) pejabat penetap", required=False)
    ttd_status = forms.ChoiceField(label="Status", required=False, choices=[("", "Definitif"), *StatusTtd.choices])
    ttd_jabatan = _teks("Jabatan penanda tangan", panjang=PANJANG_JUDUL)
    ttd_nama = _teks("Nama", "Boleh dikosongkan.")
    ttd_pangkat = _teks("Pangkat")
    ttd_nip = _teks("NIP", panjang=30, lebar="20")
    mengubah_id = forms.TypedChoiceField(
        label="Keputusan dalam sistem ini", required=False, coerce=int, empty_value=None
    )
    mengubah_sebutan = _teks("Sebutan", "Misalnya Keputusan Kepala Dinas …", panjang=PANJANG_JUDUL)
    mengubah_nomor = _teks("Nomor")
    mengubah_tahun = _angka("Tahun", "4")
    mengubah_tentang = _teks("Tentang", panjang=PANJANG_JUDUL, baris=2)

    def __init__(self, *args: Any, yang_berlaku: Iterator[Keputusan] | list[Keputusan] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        pilihan = [(satu.pk, f"Nomor {satu.nomor}") for satu in yang_berlaku]
        self.fields["mengubah_id"].choices = [("", "Tidak ada"), *pilihan]  # type: ignore[attr-defined]

    def isi(self, butir: Mapping[str, tuple[Butir, ...]]) -> IsiKeputusan:
        """Return the content of a valid form with these lists."""
        nama = {satu.name for satu in fields(IsiKeputusan)} - _BAGIAN
        return IsiKeputusan(**{satu: self.cleaned_data[satu] for satu in nama}).dengan(**butir)

    @staticmethod
    def awal(isi: IsiKeputusan, versi: int) -> dict[str, Any]:
        """Return the initial values of the fields for a stored decree."""
        nama = {satu.name for satu in fields(IsiKeputusan)} - _BAGIAN
        return {**{satu: getattr(isi, satu) for satu in nama}, "versi": versi}


@dataclass(frozen=True, slots=True)
class Perintah:
    """What the pressed button asks for: a verb, the list and the item (from 0) it speaks of."""

    kata: str
    bagian: str = ""
    nomor: int = -1


def baca_perintah(data: QueryDict) -> Perintah:
    """Return the command of the button: "naik:menimbang:2", "pilih:mengingat" …; anything else is "simpan"."""
    bagian = data.get("aksi", "").split(":")
    if len(bagian) == 1 or bagian[1] not in _BAGIAN:
        return Perintah("simpan")
    nomor = int(bagian[2]) if len(bagian) > 2 and bagian[2].isdecimal() else -1
    return Perintah(bagian[0], bagian[1], nomor)


def baca_butir(data: QueryDict) -> dict[str, tuple[Butir, ...]]:
    """Return all lists as typed, in the order of the page; empty items are dropped when they are stored.

    After a conflict a list for which the stored one is chosen is returned as that (`beda_butir`).
    """
    hasil = {}
    for bagian in BagianButir.values:
        if data.get(f"pilih-{bagian}") == "tersimpan":
            hasil[bagian] = tuple(_baca_satu(*satu.partition("|")[::2]) for satu in data.getlist(f"tersimpan-{bagian}"))
            continue
        butir = []
        for nomor in range(BUTIR_TERBANYAK + 1):
            teks = data.get(f"{bagian}-{nomor}-teks")
            if teks is None:
                break
            butir.append(_baca_satu(data.get(f"{bagian}-{nomor}-dasar", ""), teks))
        hasil[bagian] = tuple(butir)
    return hasil


def beda_butir(
    bagian: Iterable[BagianButir], tulisan: IsiKeputusan, tersimpan: IsiKeputusan, semula: Mapping[str, object]
) -> list[Beda]:
    """Return the lists of a conflict that differ, each as one thing to choose; `semula` are their texts of before."""
    hasil = []
    for satu in bagian:
        saya = [butir.teks.replace("\r\n", "\n").strip() for butir in tulisan.butir(satu)]
        saya = [teks for teks in saya if teks]
        kini = [butir.teks for butir in tersimpan.butir(satu)]
        if saya != kini:
            nilai = tuple(f"{butir.dasar_id or ''}|{butir.teks}" for butir in tersimpan.butir(satu))
            utuh = semula.get(satu.value) == saya
            hasil.append(Beda(satu.value, judul_bagian(satu), _berbaris(kini), _berbaris(saya), nilai, utuh))
    return hasil


def judul_bagian(bagian: BagianButir) -> str:
    """Return the name of a list as the editor shows it."""
    return "Diktum" if bagian == BagianButir.DIKTUM else str(bagian.label)


def _berbaris(teks: Iterable[str]) -> str:
    return "\n".join(f"{nomor}. {satu}" for nomor, satu in enumerate(teks, 1))


def _baca_satu(dasar: str, teks: str) -> Butir:
    return Butir(teks, int(dasar) if dasar.isdecimal() and len(dasar) < 18 else None)


def jalankan(
    butir: dict[str, tuple[Butir, ...]], perintah: Perintah, dasar: DasarHukum | None
) -> dict[str, tuple[Butir, ...]]:
    """Return the lists after the command: an item moved or removed, a legal basis added, citations sorted."""
    if perintah.kata == "simpan":
        return butir
    daftar = [satu for satu in butir[perintah.bagian] if satu.teks.strip()]
    ke = perintah.nomor + {"naik": -1, "turun": 1}.get(perintah.kata, 0)
    sah = 0 <= perintah.nomor < len(daftar) and 0 <= ke < len(daftar)
    if perintah.kata in ("naik", "turun") and sah:
        daftar[perintah.nomor], daftar[ke] = daftar[ke], daftar[perintah.nomor]
    elif perintah.kata == "hapus" and sah:
        del daftar[perintah.nomor]
    elif perintah.kata == "pilih" and dasar is not None:
        daftar.append(Butir(f"{dasar.teks};", dasar.pk))
    elif perintah.kata == "urutkan":
        daftar.sort(key=lambda satu: baca_kutipan(satu.teks).kunci)
    return {**butir, perintah.bagian: tuple(daftar)}


class FormulirPindaian(forms.Form):
    """The signed scan."""

    berkas = forms.FileField(
        label="Naskah bertanda tangan (PDF)",
        help_text="Hasil pindaian atau PDF bertanda tangan elektronik, paling besar 25 MB.",
        error_messages={"required": "Pilih berkas PDF lebih dahulu.", "empty": "Berkas ini kosong."},
    )


class FormulirCabut(forms.Form):
    """Why a decree is revoked."""

    alasan = KolomTeks(label="Alasan pencabutan", panjang=PANJANG_JUDUL, baris=3)


class FormulirKertas(forms.Form):
    """How papers of a local government look, and its arms."""

    kertas = forms.ChoiceField(label="Kertas", choices=UkuranKertas.choices)
    huruf = forms.ChoiceField(label="Huruf", choices=JenisHuruf.choices)
    ukuran_huruf = _angka("Ukuran huruf (pt)", "2")
    margin_atas = _angka("Margin atas (mm)", "2")
    margin_kanan = _angka("Margin kanan (mm)", "2")
    margin_bawah = _angka("Margin bawah (mm)", "2")
    margin_kiri = _angka("Margin kiri (mm)", "2")
    lambang = forms.FileField(
        label="Lambang daerah",
        help_text="PNG atau JPEG, dicetak di kiri kop surat.",
        required=False,
        error_messages={"empty": "Berkas ini kosong."},
    )
    hapus_lambang = forms.BooleanField(label="Cetak tanpa lambang", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("ukuran_huruf", "margin_atas", "margin_kanan", "margin_bawah", "margin_kiri"):
            self.fields[nama].required = True
            self.fields[nama].error_messages["required"] = "Bagian ini belum diisi."

    @property
    def margin(self) -> tuple[int, int, int, int]:
        """The margins of a valid form: top, right, bottom, left."""
        isi = self.cleaned_data
        return isi["margin_atas"], isi["margin_kanan"], isi["margin_bawah"], isi["margin_kiri"]

    @property
    def gambar(self) -> bytes | None:
        """The new arms, empty to remove them, None to keep them."""
        if self.cleaned_data["lambang"]:
            return bytes(self.cleaned_data["lambang"].read())
        return b"" if self.cleaned_data["hapus_lambang"] else None


class FormulirPengaturan(forms.Form):
    """Letterhead, numbering and place of an agency's next decrees."""

    kop_pemerintah = _teks("Pemerintah daerah")
    kop_nama = _teks("Nama perangkat daerah")
    kop_alamat = KolomTeks(
        label="Alamat",
        help_text="Satu baris alamat setiap baris. Kosongkan untuk memakai alamat pemerintah daerah.",
        panjang=PANJANG_JUDUL, baris=3, banyak=True, required=False,
    )  # fmt: skip
    nomor_pola = _teks("Pola nomor", "Memuat {nomor} dan {tahun}, misalnya 050/{nomor}/DUKCAPIL/TAHUN {tahun}.")
    tempat = _teks("Tempat penetapan")


class FormulirDasar(FormulirVersi):
    """A legal basis of the library; what is left open is read from the words of the citation."""

    teks = KolomTeks(
        label="Kutipan",
        help_text="Seperti dicetak pada Mengingat, tanpa titik koma di akhir.",
        panjang=PANJANG_BUTIR,
        baris=4,
    )
    peringkat = forms.TypedChoiceField(
        label="Tingkat",
        help_text="Menentukan urutannya. Kosongkan agar dibaca dari kutipan.",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Dibaca dari kutipan"), *Peringkat.choices],
        error_messages={"invalid_choice": "Pilihan ini tidak ada dalam daftar."},
    )
    nomor = _teks("Nomor", "Kosongkan agar dibaca dari kutipan.", panjang=60, lebar="20")
    tahun = _angka("Tahun", "4")
    tanggal = KolomTanggal(label="Tanggal penetapan", help_text="Bila diketahui, misalnya 31/12/2021.", required=False)
    bawaan = forms.MultipleChoiceField(
        label="Langsung dikutip oleh draf baru",
        choices=JenisKeputusan.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Pilihan ini tidak ada dalam daftar."},
    )
    dicabut = forms.BooleanField(label="Sudah tidak berlaku (dicabut)", required=False)
    pencabut = _teks("Dicabut dengan", "Misalnya Peraturan Pemerintah Nomor 12 Tahun 2017.")

    @property
    def isi(self) -> IsiDasar:
        """The values of a valid form."""
        isi = {nama: nilai for nama, nilai in self.cleaned_data.items() if nama != "versi"}
        return IsiDasar(**{**isi, "bawaan": tuple(isi["bawaan"])})

    @staticmethod
    def awal(dasar: DasarHukum) -> dict[str, Any]:
        """Return the initial values for a stored entry."""
        nama = ("teks", "peringkat", "nomor", "tahun", "tanggal", "dicabut", "pencabut", "versi")
        return {satu: getattr(dasar, satu) for satu in nama} | {"bawaan": dasar.bawaan.split()}


class FormulirTeksBaku(forms.Form):
    """The standing texts of a kind by part, of a list one item a line; empty goes back to the bundled wording."""

    def __init__(self, *args: Any, label: Mapping[str, str], bawaan: Mapping[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bawaan = bawaan
        for nama, judul in label.items():
            daftar = nama in _BAGIAN
            self.fields[nama] = KolomTeks(
                label=judul,
                help_text="Satu butir setiap baris." if daftar else "",
                panjang=PANJANG_BUTIR * (BUTIR_TERBANYAK if daftar else 1),
                baris=max(2, 2 + sum(len(teks) for teks in bawaan.get(nama, ())) // 70),
                banyak=True,
                required=False,
            )

    @property
    def bagian(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each field with the bundled wording where it differs from what the form shows, else nothing."""
        hasil = []
        for nama in self.fields:
            kini = (self[nama].value() or "").replace("\r\n", "\n").split("\n")
            bawaan = self._bawaan.get(nama, [])
            hasil.append((self[nama], [] if kini == bawaan else bawaan))
        return hasil
