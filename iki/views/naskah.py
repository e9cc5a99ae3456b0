"""The attachment of an IKI decree: which positions it prints, where they are edited, what has changed since."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iki.rows import BarisPosisi
from iki.selectors import ambil_keputusan_iki, baca_naskah, pohon_naskah
from instansi.api import Permintaan, jabatan_berlaku
from naskah.api import konteks_keputusan
from pohon.api import BarisPohon

_DALAM = 6  # the deepest class of indentation in iki.css


@require_safe
def lampiran(request: Permintaan, keputusan_id: int) -> HttpResponse:
    """The positions of the decree: of a draft with the way to edit each, of an issued one as they were frozen."""
    keputusan = ambil_keputusan_iki(request.user, keputusan_id)
    konteks = konteks_keputusan(request, keputusan_id)
    iki = baca_naskah(konteks["baris"])
    kunci = {satu.identitas: satu.pk for satu in jabatan_berlaku(keputusan.perangkat_daerah)}
    konteks |= {
        "perangkat": keputusan.perangkat_daerah,
        "asal_kata": _asal_kata(pohon_naskah(konteks["baris"])),
        "posisi": [
            (satu, f"jabatan-dalam-{min(satu.kedalaman, _DALAM)}", _hitung(satu), kunci.get(satu.identitas))
            for satu in iki.posisi
        ],
    }
    return render(request, "iki/lampiran.html", konteks)


def _asal_kata(pohon: Sequence[BarisPohon]) -> str:
    """Return the trees that word the sasaran, as a sentence names them."""
    sebut = [
        f"versi {satu.nomor_versi}{f' urusan {satu.urusan}' if satu.urusan else ''} ({satu.label_status.lower()})"
        for satu in pohon
    ]
    return ", ".join(sebut) or "pohon kinerja yang terakhir"


def _hitung(posisi: BarisPosisi) -> str:
    return f"{len(posisi.fungsi)} fungsi, {len(posisi.sasaran)} sasaran, {len(posisi.indikator)} indikator"
