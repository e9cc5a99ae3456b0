"""What the screens of Tahap 1 to 3 ask, and how typed text becomes values for the services.

Limits and cleaning are those of `KolomTeks`; what is right in the tree (kinds, parents, agencies) the services check,
under their lock. Lists to choose from are filled in only where a form is shown (`views.penyuntingan`).
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from instansi.api import FormulirPilihan, FormulirVersi, KolomTanggal, KolomTeks, Periode
from pohon.choices import (
    JENIS_TAHAP_3,
    PANJANG_PENDEK,
    PANJANG_PERNYATAAN,
    PANJANG_URAIAN,
    JenisSimpul,
    Sifat,
)
from pohon.pecah import baris_terisi, pecah_bernomor
from pohon.rows import BarisSimpul
from pohon.services import IsiSimpul, Pihak
from pohon.services.berita_acara import UKURAN_TERBESAR
from pohon.services.isian import Rancangan
from pohon.uraian import BARIS_TERBANYAK, baca_uraian

_TAHUN_WAJAR = range(2000, 2101)
_PILIH_JENIS = "Pilih jenis dari daftar."


class KolomPihak(forms.TypedMultipleChoiceField):
    """Agencies or nodes by key. Any key passes here: whether it may be named the service checks, in one place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def valid_value(self, value: object) -> bool:
        """Accept whole numbers."""
        return str(value).isdecimal() and len(str(value)) < 19


class FormulirMulai(forms.Form):
    """Beginning a tree."""

    periode = forms.ModelChoiceField(Periode.objects.none(), empty_label=None, label="Periode RPJMD")
    tahun = forms.IntegerField(
        label="Tahun pada sampul",
        help_text="Tahun yang dicetak pada sampul buku cascading, misalnya 2023.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Bagian ini belum diisi.",
            "invalid": "Tulis tahun dengan empat angka, misalnya 2023.",
        },
    )
    urusan = KolomTeks(
        panjang=PANJANG_PENDEK,
        required=False,
        label="Urusan (boleh dikosongkan)",
        help_text="Isi hanya bila perangkat daerah menangani beberapa urusan, misalnya “Tenaga Kerja”.",
    )

    def __init__(self, *args: Any, periode: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode  # type: ignore[attr-defined]


class FormulirTahap1(FormulirVersi):
    """The three factors and the agreement."""

    mandat = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=4,
        required=False,
        label="Mandat, tugas, dan fungsi",
        help_text="Apa yang diperintahkan peraturan kepada perangkat daerah ini?",
    )
    permasalahan = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=4,
        required=False,
        label="Permasalahan yang dihadapi",
        help_text="Masalah nyata yang hendak diselesaikan, misalnya dari Renstra.",
    )
    ekspektasi = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=4,
        required=False,
        label="Ekspektasi publik dan pemangku kepentingan",
        help_text="Apa yang diharapkan masyarakat dan pihak yang dilayani?",
    )
    tanggal_kesepakatan = KolomTanggal(
        tahun=_TAHUN_WAJAR,
        required=False,
        label="Tanggal kesepakatan",
        help_text="Misalnya 27/3/2022 atau 27 Maret 2022.",
    )
    peserta_kesepakatan = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=3,
        required=False,
        label="Peserta kesepakatan",
        help_text="Jabatan atau unit kerja yang menyepakati outcome, satu per baris.",
    )


class FormulirBeritaAcara(forms.Form):
    """The minutes of the agreement as a file; whether it is one we take is decided by the service."""

    berkas = forms.FileField(
        label="Berkas berita acara (PDF)",
        help_text="Hasil pindaian atau PDF, paling besar 10 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Pilih berkasnya dahulu.", "empty": "Berkas ini kosong."},
    )

    def clean_berkas(self) -> Any:
        """Refuse by size before anything is read into memory."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > UKURAN_TERBESAR:
            raise ValidationError("Berkas paling besar 10 MB.")
        return berkas


class FormulirSumber(FormulirVersi):
    """The heading of the column that names the source of each CSF."""

    judul_kolom_sumber = KolomTeks(
        panjang=PANJANG_PENDEK,
        required=False,
        label="Judul kolom sumber",
        help_text="Dicetak di atas kolom sumber CSF, misalnya “Sumber”. Boleh dikosongkan.",
    )


def _pernyataan(label: str, bantuan: str) -> KolomTeks:
    return KolomTeks(
        panjang=PANJANG_PERNYATAAN,
        baris=2,
        label=label,
        help_text=bantuan,
    )


class FormulirSimpul(FormulirPilihan):
    """A node. `versi` comes with an edit, `induk` and `sesudah` with a new node."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    induk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sesudah = forms.IntegerField(widget=forms.HiddenInput, required=False)
    pernyataan: forms.Field
    JENIS: JenisSimpul

    @property
    def jenis_simpul(self) -> JenisSimpul:
        """The kind of node this form makes."""
        return self.JENIS

    def isi(self) -> IsiSimpul:
        """Return what was typed, for the services."""
        return IsiSimpul(pernyataan=self.cleaned_data["pernyataan"])

    def rancangan(self) -> Sequence[Rancangan]:
        """Return the new nodes this form asks for, in order."""
        return [Rancangan(self.jenis_simpul, self.isi())]


class FormulirOutcome(FormulirSimpul):
    """An outcome (Tahap 1)."""

    JENIS = JenisSimpul.OUTCOME
    pernyataan = _pernyataan("Outcome", "Hasil strategis yang disepakati, misalnya “Terwujudnya …”.")
    sifat = forms.ChoiceField(
        required=False,
        label="Sifat outcome",
        choices=[*Sifat.choices, ("", "Belum ditentukan")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    judul_csf = KolomTeks(
        panjang=PANJANG_PERNYATAAN,
        required=False,
        label="Sebutan pendek untuk judul tabel CSF (boleh dikosongkan)",
        help_text="Dicetak pada Tahap 2, misalnya “tertib administrasi kependudukan”.",
    )

    def isi(self) -> IsiSimpul:
        """Return what was typed, for the services."""
        data = self.cleaned_data
        return IsiSimpul(pernyataan=data["pernyataan"], sifat=data["sifat"], judul_csf=data["judul_csf"])


class FormulirCSF(FormulirSimpul):
    """A critical success factor (Tahap 2)."""

    JENIS = JenisSimpul.CSF
    pernyataan = _pernyataan("CSF (isu faktual)", "Isu nyata yang menghambat atau menentukan tercapainya outcome.")
    sumber = KolomTeks(
        panjang=PANJANG_PERNYATAAN,
        required=False,
        label="Sumber (boleh dikosongkan)",
        help_text="Misalnya “masalah pada Renstra”.",
    )

    def isi(self) -> IsiSimpul:
        """Return what was typed, for the services."""
        return IsiSimpul(pernyataan=self.cleaned_data["pernyataan"], sumber=self.cleaned_data["sumber"])


class _Pecahan(FormulirSimpul):
    """A form whose text may hold several statements: offers to split, and does what the pressed button says."""

    usulan_pecah: Sequence[str] = ()

    def tawarkan_pecah(self, kolom: str, bagian: Sequence[str]) -> None:
        """Refuse the text once, with the offer, unless the planner has already answered."""
        if self.data.get("aksi") not in ("pecah", "tetap"):
            self.usulan_pecah = bagian
            self.add_error(kolom, f"Teks ini tampaknya memuat {len(bagian)} kondisi. Pecah, atau simpan apa adanya?")


class FormulirCSFBaru(FormulirCSF, _Pecahan):
    """A new CSF together with the conditions it asks for."""

    kondisi = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=3,
        required=False,
        label="Kondisi yang diperlukan",
        help_text="CSF yang diubah ke bahasa kondisi, satu kondisi per baris. Boleh ditambahkan nanti.",
    )

    def clean_kondisi(self) -> list[str]:
        """Return one statement a line; a line that holds several is offered for splitting."""
        baris = baris_terisi(self.cleaned_data["kondisi"])
        bagian = [satu for teks in self.cleaned_data["kondisi"].split("\n") for satu in baris_terisi_bernomor(teks)]
        terlalu = next((satu for satu in bagian if len(satu) > PANJANG_PERNYATAAN), None)
        if terlalu:
            raise ValidationError(f"Satu kondisi paling panjang {PANJANG_PERNYATAAN} karakter: “{terlalu[:60]}…”.")
        if len(bagian) > len(baris):
            self.tawarkan_pecah("kondisi", bagian)
        return bagian if self.data.get("aksi") == "pecah" else baris

    def rancangan(self) -> Sequence[Rancangan]:
        """Return the CSF with its conditions below it."""
        anak = tuple(Rancangan(JenisSimpul.KONDISI, IsiSimpul(satu)) for satu in self.cleaned_data["kondisi"])
        return [Rancangan(JenisSimpul.CSF, self.isi(), anak=anak)]


class FormulirKondisi(_Pecahan):
    """A condition or any node below it, which other agencies may share."""

    JENIS = JenisSimpul.KONDISI
    pernyataan = _pernyataan("Kondisi yang diperlukan", "Keadaan yang harus terwujud, misalnya “Meningkatnya …”.")
    crosscutting = KolomPihak(label="Perangkat daerah terkait")
    pihak_luar = KolomTeks(
        panjang=PANJANG_URAIAN,
        banyak=True,
        baris=2,
        required=False,
        label="Pihak lain di luar daftar",
        help_text="Misalnya BPJS Kesehatan atau Kementerian Agama, satu nama per baris.",
    )

    def clean(self) -> dict[str, Any]:
        """Offer to split a numbered statement."""
        data: dict[str, Any] = super().clean() or {}
        self.bagian = pecah_bernomor(data.get("pernyataan", ""))
        if len(self.bagian) > 1:
            self.tawarkan_pecah("pernyataan", self.bagian)
        return data

    @property
    def dipecah(self) -> bool:
        """Whether the planner asked for the parts as conditions of their own."""
        return self.data.get("aksi") == "pecah" and len(self.bagian) > 1

    def isi(self) -> IsiSimpul:
        """Return what was typed, for the services."""
        data = self.cleaned_data
        luar = [Pihak(nama=nama) for nama in data["pihak_luar"].split("\n") if nama]
        pihak = (*(Pihak(perangkat_daerah_id=kunci) for kunci in data["crosscutting"]), *luar)
        return IsiSimpul(pernyataan=data["pernyataan"], crosscutting=pihak)

    def rancangan(self) -> Sequence[Rancangan]:
        """Return one node, or one for each part; the agencies go to the first."""
        if not self.dipecah:
            return [Rancangan(self.jenis_simpul, self.isi())]
        pihak = self.isi().crosscutting
        pertama = Rancangan(self.jenis_simpul, IsiSimpul(self.bagian[0], crosscutting=pihak))
        return [pertama, *(Rancangan(self.jenis_simpul, IsiSimpul(satu)) for satu in self.bagian[1:])]


def _jenis_tahap_3(**kwargs: Any) -> forms.ChoiceField:
    """Return the choice of a kind that stands below a condition."""
    return forms.ChoiceField(
        choices=[(satu.value, satu.label) for satu in JENIS_TAHAP_3],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _PILIH_JENIS),
        **kwargs,
    )


class FormulirUraian(FormulirKondisi):
    """A node of Tahap 3: as a condition, with its kind."""

    field_order = ["pernyataan", "jenis"]
    jenis = _jenis_tahap_3(label="Jenis")

    @property
    def jenis_simpul(self) -> JenisSimpul:
        """The kind that was chosen."""
        return JenisSimpul(self.cleaned_data["jenis"])


class FormulirPindah(forms.Form):
    """Where a node is to go: a step, last under another parent, or (dropped) before, below or after another node."""

    arah = forms.CharField(required=False, max_length=10)
    induk = forms.IntegerField(required=False, label="Pindahkan ke bawah")
    acuan = forms.IntegerField(required=False)
    letak = forms.ChoiceField(
        required=False, choices=[("sebelum", "Sebelum"), ("anak", "Di bawah"), ("sesudah", "Sesudah")]
    )


class FormulirBanyak(forms.Form):
    """What is to become of several chosen nodes."""

    simpul = KolomPihak(label="Kotak")
    aksi = forms.ChoiceField(
        choices=[("hapus", "Hapus"), ("ganda", "Gandakan"), ("jenis", "Ubah jenis"), ("pindah", "Pindahkan")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih tindakannya."),
    )
    jenis = _jenis_tahap_3(required=False)
    kode = forms.CharField(required=False, max_length=30)

    def clean(self) -> dict[str, Any]:
        """Ask for the kind where kinds are changed."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("aksi") == "jenis" and not data.get("jenis"):
            raise ValidationError(_PILIH_JENIS)
        return data


class FormulirTempel(forms.Form):
    """Many rows as pasted text, and the node they go below; white space at line beginnings counts."""

    induk = forms.TypedChoiceField(
        label="Tempatkan di bawah", coerce=int, error_messages={"required": "Pilih tempatnya."}
    )
    teks = forms.CharField(
        label="Teks yang ditempel",
        help_text="Satu kotak per baris. Kolom kedua boleh berisi jenisnya, misalnya “Kondisi antara”.",
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": "Tempelkan teksnya dahulu."},
    )

    def __init__(self, *args: Any, tempat: Sequence[BarisSimpul], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(satu.id, f"{satu.kode} {satu.pernyataan[:90]}") for satu in tempat]
        self.fields["induk"].choices = [("", "Pilih kotak"), *pilihan]  # type: ignore[attr-defined]

    def clean_teks(self) -> str:
        """Refuse text without any statement, with more lines than a tree has, or with control characters."""
        teks: str = self.cleaned_data["teks"]
        jumlah = len(baca_uraian(teks))
        if not jumlah:
            raise ValidationError("Tidak ada kalimat di dalam teks ini.")
        if jumlah > BARIS_TERBANYAK:
            raise ValidationError(f"Teks ini memuat {jumlah} baris; paling banyak {BARIS_TERBANYAK} sekaligus.")
        return teks


class FormulirCari(forms.Form):
    """Searching the list of agencies."""

    q = KolomTeks(panjang=PANJANG_PENDEK, required=False, label="Cari perangkat daerah")


class FormulirPulihkan(forms.Form):
    """Which deletion is to be undone."""

    penghapusan = forms.UUIDField()


FORMULIR_UBAH: dict[JenisSimpul, type[FormulirSimpul]] = {
    JenisSimpul.OUTCOME: FormulirOutcome,
    JenisSimpul.CSF: FormulirCSF,
    JenisSimpul.KONDISI: FormulirKondisi,
    **dict.fromkeys(JENIS_TAHAP_3, FormulirUraian),
}
FORMULIR_TAMBAH: dict[JenisSimpul, type[FormulirSimpul]] = {**FORMULIR_UBAH, JenisSimpul.CSF: FormulirCSFBaru}


def baris_terisi_bernomor(teks: str) -> list[str]:
    """Return the statements of one line: those of its numbering, else the line without its own number."""
    bagian = pecah_bernomor(teks)
    return bagian if len(bagian) > 1 else baris_terisi(teks)
