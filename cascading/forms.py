"""The forms of Tahap 5: what a node becomes in planning and whose performance it is, and the search for its code.

What a form asks and how it reads the answer belongs here; what may be stored is decided by the services of `pohon`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField

from instansi.api import FormulirVersi, Jabatan, KolomTeks
from pohon.api import PANJANG_PENDEK, BarisSimpul, KolomKunci, Komponen


@dataclass(frozen=True, slots=True)
class PilihanJabatan:
    """A position as the form offers it: indented by its place in the organisation."""

    kunci: int
    nama: str
    jenjang: str
    kedalaman: int


class KolomBanyakKunci(forms.MultipleChoiceField):
    """The keys of several rows ticked in a list, as numbers. The service says whether they may be chosen."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, pesan: str, **kwargs: Any) -> None:
        self.pesan = pesan
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> list[int]:
        """Return the keys in the order sent; raises ValidationError for anything that is no key."""
        kunci = [str(satu) for satu in value or ()]
        if any(not satu.isdecimal() or not 0 < int(satu) <= BigIntegerField.MAX_BIGINT for satu in kunci):
            raise ValidationError(self.pesan, code="kunci")
        return [int(satu) for satu in kunci]


class FormulirPenerjemahan(FormulirVersi):
    """Component, performance of positions, positions and code of a node. Nothing is required: checks say what lacks."""

    komponen = forms.ChoiceField(
        label="Komponen perencanaan",
        choices=[("", "Belum ditentukan"), *Komponen.choices],
        required=False,
        error_messages={"invalid_choice": "Pilihan ini tidak ada dalam daftar."},
    )
    kinerja_jabatan = KolomTeks(panjang=PANJANG_PENDEK, required=False, label="Kinerja jabatan (tercetak)")
    jabatan = KolomBanyakKunci(
        label="Jabatan yang memegang kinerja ini", pesan="Pilih jabatan dari organisasi perangkat daerah ini."
    )
    nomenklatur = KolomKunci(
        label="Nomenklatur",
        pesan="Kode nomenklatur ini tidak ada dalam daftar.",
        required=False,
        widget=forms.RadioSelect,
    )

    def isi_pilihan(self, jabatan: Sequence[PilihanJabatan], nomenklatur: Sequence[tuple[str, str]]) -> None:
        """Set what the lists offer; only a form that is shown needs it."""
        self.fields["jabatan"].widget.choices = [(str(satu.kunci), satu.nama) for satu in jabatan]
        self.fields["nomenklatur"].widget.choices = list(nomenklatur)


class FormulirCari(forms.Form):
    """The search for a code, a part of the same page: words, and the regulation when there are several."""

    peraturan = KolomKunci(label="Peraturan", pesan="Pilih peraturan dari daftar.", required=False, widget=forms.Select)
    cari = KolomTeks(
        panjang=PANJANG_PENDEK,
        required=False,
        label="Cari kode atau nama",
        help_text="Misalnya: 2.12.02, atau: pendaftaran penduduk.",
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class FormulirTerima(forms.Form):
    """Which proposals are accepted: those of the nodes ticked, or (`aksi` empty) all."""

    aksi = forms.ChoiceField(
        choices=[("dipilih", "Terima yang dipilih"), ("semua", "Terima semua usulan")], required=False
    )
    simpul = KolomBanyakKunci(pesan="Pilih kinerja dari daftar.")

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where only chosen ones are to be accepted."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("aksi") == "dipilih" and not data.get("simpul"):
            raise ValidationError("Belum ada kinerja yang dipilih. Centang barisnya dahulu.")
        return data


def pilihan_jabatan(berlaku: Iterable[Jabatan], simpul: BarisSimpul | None) -> list[PilihanJabatan]:
    """Return the positions in force in the order of the organisation, then those the node holds from earlier times."""
    jabatan = {satu.pk: satu for satu in berlaku}
    pilihan = []
    for satu in jabatan.values():
        kedalaman, atasan, dilalui = 0, satu.atasan_id, {satu.pk}
        while atasan in jabatan and atasan not in dilalui:
            dilalui.add(atasan)
            kedalaman, atasan = kedalaman + 1, jabatan[atasan].atasan_id
        pilihan.append(PilihanJabatan(satu.pk, satu.nama, satu.get_jenjang_display(), kedalaman))
    lama = [satu for satu in simpul.jabatan if satu.jabatan_id not in jabatan] if simpul else []
    return [*pilihan, *(PilihanJabatan(satu.jabatan_id, satu.nama, "tidak berlaku lagi", 0) for satu in lama)]


def isian_penerjemahan(simpul: BarisSimpul) -> dict[str, object]:
    """Return what a node has, as the form shows it."""
    return {
        "versi": simpul.versi,
        "komponen": simpul.komponen,
        "kinerja_jabatan": simpul.kinerja_jabatan,
        "jabatan": [str(satu.jabatan_id) for satu in simpul.jabatan],
        "nomenklatur": simpul.nomenklatur_id or "",
    }
