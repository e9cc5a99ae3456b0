"""The review screen: what was approved last beside what is submitted, with notes, findings and tricks."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from instansi.api import Permintaan, TidakBerhak
from instansi.terbaca import Terbaca
from pohon.api import KELAS_TINGKAT, BarisSimpul, ambil_pohon, konteks_pohon
from telaah.banding import data_versi
from telaah.forms import FormulirCatatan
from telaah.halaman import konteks_telaah
from telaah.perbedaan import BarisBanding, Perbandingan, bandingkan
from telaah.policies import boleh_mencatat
from telaah.rows import BarisCatatan, TemuanDitimbang
from telaah.selectors import catatan_menurut_simpul, periksa
from telaah.trik import daftar_uji

_PALING_DALAM = 9  # the deepest class of indentation in pohon.css


@dataclass(frozen=True, slots=True)
class ButirTinjau(Terbaca):
    """A row of the screen: the node in both versions, its notes and findings. `simpul` is None when it is deleted."""

    baris: BarisBanding
    kelas: str
    simpul: BarisSimpul | None
    catatan: tuple[BarisCatatan, ...]
    temuan: tuple[TemuanDitimbang, ...]

    @property
    def kunci(self) -> str:
        """The node's key for addresses, empty when it is deleted."""
        return str(self.simpul.id) if self.simpul else ""


@require_safe
def tinjau(request: Permintaan, pohon_id: int) -> HttpResponse:
    """Show both versions; with ?tampil=berubah only what differs."""
    pohon = ambil_pohon(request.user, pohon_id)
    if not boleh_mencatat(request.user, pohon):
        raise TidakBerhak("Halaman tinjau untuk penelaah, perencana, dan pimpinan.")
    konteks = konteks_pohon(request, pohon, None, tahap="telaah")
    rows = konteks["rows"]
    konteks |= konteks_telaah(request.user, pohon, rows)
    hasil = periksa(rows, konteks["temuan_rules"])
    baru = data_versi(pohon, rows)
    pembanding = konteks["pembanding"]
    beda = bandingkan(data_versi(pembanding) if pembanding else {"kepala": baru["kepala"], "simpul": []}, baru)
    hanya = request.GET.get("tampil") == "berubah" and pembanding is not None
    temuan = (*hasil.menghalangi, *hasil.terbuka, *hasil.diabaikan)
    konteks |= {
        "beda": beda,
        "hanya": hanya,
        "butir": _butir(beda, hanya, konteks["catatan"], temuan, {str(s.identitas): s for s in rows.simpul}),
        "catatan_terhapus": [satu for satu in konteks["catatan"] if satu.terhapus],
        "catatan_umum": [satu for satu in konteks["catatan"] if satu.identitas is None],
        "hasil": hasil,
        "uji": daftar_uji(satu.temuan for satu in temuan),
        "formulir_catatan": FormulirCatatan(auto_id="umum_%s"),
    }
    return render(request, "telaah/tinjau.html", konteks)


def _butir(
    beda: Perbandingan,
    hanya: bool,
    catatan: tuple[BarisCatatan, ...],
    temuan: tuple[TemuanDitimbang, ...],
    simpul: dict[str, BarisSimpul],
) -> list[ButirTinjau]:
    per_simpul = {str(identitas): tuple(daftar) for identitas, daftar in catatan_menurut_simpul(catatan).items()}
    per_temuan: dict[str, list[TemuanDitimbang]] = {}
    for satu in temuan:
        per_temuan.setdefault(str(satu.identitas_simpul), []).append(satu)
    return [
        ButirTinjau(
            baris=satu,
            kelas=f"kedalaman-{min(satu.kedalaman, _PALING_DALAM)} {KELAS_TINGKAT.get(satu.jenis, '')}",
            simpul=simpul.get(satu.identitas),
            catatan=per_simpul.get(satu.identitas, ()) if satu.identitas in simpul else (),
            temuan=tuple(per_temuan.get(satu.identitas, ())),
        )
        for satu in (beda.hanya_berubah() if hanya else beda.baris)
    ]
