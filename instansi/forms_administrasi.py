"""Forms of the administration: accounts, agencies, positions, periods, data of the local government, filters of lists.

What a form asks and how it reads the answer belongs here; what may be stored is decided by the services.
"""

from typing import Any

from django import forms

from instansi.choices import (
    PERAN_PEMERINTAH,
    BentukPerangkat,
    JenisPeran,
    Jenjang,
    StatusPemangku,
    ZonaWaktu,
)
from instansi.forms_akun import KolomSurel
from instansi.kolom import FormulirVersi, KolomTanggal, KolomTeks
from instansi.models import Jabatan, PemerintahDaerah, Pengguna, PerangkatDaerah
from instansi.services import akun as layanan_akun
from instansi.services import jabatan as layanan_jabatan
from instansi.services import pemerintah as layanan_pemerintah
from instansi.services import perangkat as layanan_perangkat

_PESAN_PILIHAN = {"required": "Pilih salah satu.", "invalid_choice": "Pilihan ini tidak ada dalam daftar."}
_SATU_BARIS = {"autocomplete": "off"}


class KolomPilih(forms.ChoiceField):
    """A choice of a fixed list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=_PESAN_PILIHAN, **kwargs)


class KolomBaris(forms.ModelChoiceField):
    """A choice of stored rows; the form sets its `queryset` to those of one local government."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, error_messages=_PESAN_PILIHAN, **kwargs)


class FormulirPeran(forms.Form):
    """A role, and the agency it is held in unless it is held in the local government."""

    jenis = KolomPilih(
        label="Peran",
        choices=[
            (
                f"Di {'pemerintah' if kelompok else 'perangkat'} daerah",
                [(p.value, p.label) for p in JenisPeran if (p in PERAN_PEMERINTAH) == kelompok],
            )
            for kelompok in (False, True)
        ],
        help_text="Perencana menyusun, pimpinan mengizinkan, pembaca hanya membaca; penelaah dan administrator bekerja "
        "untuk semua perangkat daerah.",
    )
    perangkat_daerah = KolomBaris(
        label="Perangkat daerah",
        required=False,
        empty_label="Pilih perangkat daerah",
        help_text="Tidak perlu diisi untuk penelaah dan administrator.",
    )

    def __init__(self, *args: Any, pemda: PemerintahDaerah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perangkat_daerah"].queryset = pemda.perangkat_daerah.all()  # type: ignore[attr-defined]


class FormulirAkunBaru(FormulirPeran):
    """A new account with its first role."""

    username = KolomTeks(
        panjang=layanan_akun.PANJANG_NAMA,
        label="Nama pengguna",
        help_text="Huruf, angka, dan tanda @ . + - _ tanpa spasi, misalnya perencana.disdik. Tidak dapat diubah lagi.",
        widget=forms.TextInput(attrs=_SATU_BARIS),
        error_messages={"required": "Nama pengguna belum diisi."},
    )
    nama = KolomTeks(panjang=layanan_akun.PANJANG_NAMA, required=False, label="Nama tampil")
    email = KolomSurel(
        label="Alamat surel",
        required=False,
        help_text="Tautan untuk menyetel kata sandi dikirim ke sini, dan juga ditampilkan kepada Anda.",
        widget=forms.EmailInput(attrs=_SATU_BARIS),
    )
    field_order = ("username", "nama", "email", "jenis", "perangkat_daerah")


class FormulirUbahAkun(FormulirVersi):
    """Name, e-mail and position of an account."""

    nama = KolomTeks(panjang=layanan_akun.PANJANG_NAMA, required=False, label="Nama tampil")
    email = KolomSurel(label="Alamat surel", required=False, widget=forms.EmailInput(attrs=_SATU_BARIS))
    jabatan = KolomBaris(
        label="Jabatan",
        required=False,
        empty_label="Tanpa jabatan",
        help_text="Jabatan di perangkat daerah tempat akun ini berperan.",
    )

    def __init__(self, *args: Any, akun: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tempat = akun.peran.values("perangkat_daerah")
        milik = Jabatan.objects.filter(perangkat_daerah__in=tempat, berlaku_sampai__isnull=True)
        kini = Jabatan.objects.filter(akun=akun)
        self.fields["jabatan"].queryset = (milik | kini).distinct()  # type: ignore[attr-defined]


class FormulirPerangkat(forms.Form):
    """An agency."""

    nama = KolomTeks(
        panjang=layanan_perangkat.PANJANG_NAMA,
        label="Nama",
        help_text="Lengkap seperti pada peraturannya, misalnya Dinas Pendidikan dan Kebudayaan.",
        error_messages={"required": "Nama perangkat daerah belum diisi."},
    )
    singkatan = KolomTeks(
        panjang=layanan_perangkat.PANJANG_SINGKATAN,
        required=False,
        label="Singkatan",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    bentuk = KolomPilih(label="Bentuk", choices=BentukPerangkat.choices)
    berlaku_dari = KolomTanggal(
        label="Berlaku mulai", required=False, help_text="Misalnya 1/1/2025. Boleh kosong bila sejak dahulu."
    )


class FormulirUbahPerangkat(FormulirVersi, FormulirPerangkat):
    """An agency that is stored."""


class FormulirGantiNama(FormulirPerangkat):
    """The successor of an agency under a new name."""

    berlaku_dari = None  # type: ignore[assignment]  # Django's way to drop an inherited field
    mulai = KolomTanggal(label="Nama baru berlaku mulai", help_text="Misalnya 1/1/2027.")


class FormulirTutupPerangkat(forms.Form):
    """The end of an agency, or its merger into another."""

    sampai = KolomTanggal(label="Hari terakhir berlaku", help_text="Misalnya 31/12/2026.")
    pengganti = KolomBaris(
        label="Digabung ke",
        required=False,
        empty_label="Tidak digabung, tugasnya berakhir",
    )

    def __init__(self, *args: Any, perangkat: PerangkatDaerah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lain = PerangkatDaerah.objects.filter(
            pemerintah_daerah=perangkat.pemerintah_daerah_id, berlaku_sampai__isnull=True
        ).exclude(pk=perangkat.pk)
        self.fields["pengganti"].queryset = lain  # type: ignore[attr-defined]


class FormulirJabatan(forms.Form):
    """A position."""

    nama = KolomTeks(
        panjang=layanan_jabatan.PANJANG_NAMA,
        label="Nama jabatan",
        help_text="Beberapa jabatan boleh bernama sama.",
        error_messages={"required": "Nama jabatan belum diisi."},
    )
    jenjang = KolomPilih(label="Jenjang", choices=Jenjang.choices)
    atasan = KolomBaris(label="Atasan langsung", required=False, empty_label="Tidak ada (paling atas)")
    tugas = KolomTeks(
        panjang=layanan_jabatan.PANJANG_TUGAS, baris=4, banyak=True, required=False, label="Tugas (boleh kosong)"
    )

    def __init__(self, *args: Any, perangkat: PerangkatDaerah, jabatan: Jabatan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calon = Jabatan.objects.filter(perangkat_daerah=perangkat, berlaku_sampai__isnull=True).order_by("urutan")
        if jabatan:
            calon = (
                (calon | Jabatan.objects.filter(bawahan=jabatan).order_by("urutan")).exclude(pk=jabatan.pk).distinct()
            )
        self.fields["atasan"].queryset = calon  # type: ignore[attr-defined]


class FormulirUbahJabatan(FormulirVersi, FormulirJabatan):
    """A position that is stored."""


class FormulirTutupJabatan(forms.Form):
    """The end of a position."""

    sampai = KolomTanggal(label="Hari terakhir berlaku", help_text="Misalnya 31/12/2026.")


class FormulirPemangku(forms.Form):
    """Who holds a position."""

    nama = KolomTeks(
        panjang=layanan_jabatan.PANJANG_NAMA_ORANG,
        required=False,
        label="Nama",
        help_text="Dengan gelar, seperti dicetak pada keputusan. Boleh kosong.",
        widget=forms.TextInput(attrs=_SATU_BARIS),
    )
    nip = KolomTeks(
        panjang=layanan_jabatan.PANJANG_NIP,
        required=False,
        label="NIP (boleh kosong)",
        widget=forms.TextInput(attrs=_SATU_BARIS | {"class": "govuk-input--width-20"}),
    )
    pangkat = KolomTeks(panjang=layanan_jabatan.PANJANG_PANGKAT, required=False, label="Pangkat (boleh kosong)")
    status = KolomPilih(label="Kedudukan", choices=StatusPemangku.choices)
    mulai = KolomTanggal(label="Mulai", required=False, help_text="Misalnya 2/1/2025.")
    selesai = KolomTanggal(label="Selesai", required=False, help_text="Kosong selama masih menjabat.")


class FormulirUbahPemangku(FormulirVersi, FormulirPemangku):
    """A holder that is stored."""


class FormulirPeriode(forms.Form):
    """A planning period."""

    mulai = forms.IntegerField(
        label="Tahun mulai",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"required": "Tahun mulai belum diisi.", "invalid": "Tulis tahun dengan empat angka."},
    )
    selesai = forms.IntegerField(
        label="Tahun selesai",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"required": "Tahun selesai belum diisi.", "invalid": "Tulis tahun dengan empat angka."},
    )


class FormulirPemerintah(FormulirVersi):
    """Data of the local government."""

    nama = KolomTeks(
        panjang=layanan_pemerintah.PANJANG_NAMA,
        label="Nama",
        help_text="Misalnya Kabupaten Balangan.",
        error_messages={"required": "Nama pemerintah daerah belum diisi."},
    )
    provinsi = KolomTeks(panjang=layanan_pemerintah.PANJANG_NAMA, required=False, label="Provinsi")
    ibu_kota = KolomTeks(
        panjang=layanan_pemerintah.PANJANG_NAMA,
        required=False,
        label="Ibu kota",
        help_text="Tempat keputusan ditetapkan.",
    )
    zona_waktu = KolomPilih(label="Zona waktu", choices=ZonaWaktu.choices, widget=forms.RadioSelect)
    alamat = KolomTeks(
        panjang=layanan_pemerintah.PANJANG_ALAMAT,
        baris=3,
        banyak=True,
        required=False,
        label="Alamat untuk kop surat",
        help_text="Satu baris kop setiap baris: jalan, telepon, surel, laman.",
    )
    perlu_izin_pimpinan = forms.BooleanField(
        required=False,
        label="Pengajuan perlu izin pimpinan",
        help_text="Pohon kinerja hanya dapat diajukan bila pimpinan perangkat daerah telah mengizinkannya.",
    )


class FormulirSaring(forms.Form):
    """Search and filter of a list; `status` gets its choices from the page."""

    q = KolomTeks(panjang=200, required=False, label="Cari", widget=forms.TextInput(attrs={"type": "search"}))
    status = KolomPilih(label="Tampilkan", required=False)

    def __init__(self, *args: Any, status: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status  # type: ignore[attr-defined]


class FormulirRiwayat(forms.Form):
    """Filter of the history: days, who did it, what it was about."""

    dari = KolomTanggal(label="Dari tanggal", required=False)
    sampai = KolomTanggal(label="Sampai tanggal", required=False)
    orang = KolomPilih(label="Oleh", required=False)
    jenis = KolomPilih(label="Tentang", required=False)

    def __init__(self, *args: Any, orang: list[tuple[str, str]], jenis: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = [("", "Siapa pun"), *orang]  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [("", "Apa pun"), *jenis]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        isi = super().clean() or self.cleaned_data
        if isi.get("dari") and isi.get("sampai") and isi["sampai"] < isi["dari"]:
            self.add_error("sampai", "Tanggal ini sebelum tanggal mulai.")
        return isi
