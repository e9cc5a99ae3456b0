"""The one row of a page that is open as a form: an edit, a new node, a move, with its conflict when there is one.

Built from the query of a GET (`?ubah=12`, `?tambah=12&sesudah=15`, `?tambah=outcome`, `?pindah=12`) or from a form that
a POST could not save. Pages only place and print it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from instansi.api import (
    Bentrok,
    KeteranganBentrok,
    PerangkatDaerah,
    Permintaan,
    TidakDitemukan,
    jelaskan_bentrok,
    perangkat_lain,
)
from pohon.choices import ANAK_SAH, JENIS_TAHAP_3, JenisSimpul
from pohon.forms import FORMULIR_TAMBAH, FORMULIR_UBAH, FormulirKondisi, FormulirPindah, FormulirSimpul
from pohon.halaman import alamat, alamat_simpul
from pohon.models import Pohon
from pohon.rows import BarisPohon, BarisSimpul
from pohon.services.sunting import PESAN_HILANG
from pohon.tindakan import calon_induk, jenis_mungkin

OUTCOME_BARU = "outcome"
# Which kinds the page of a stage can open as a form.
_TAMPAK = {
    "1": {JenisSimpul.OUTCOME},
    "2": {JenisSimpul.CSF, JenisSimpul.KONDISI},
    "3": {JenisSimpul.OUTCOME, JenisSimpul.KONDISI, *JENIS_TAHAP_3},
}


@dataclass(slots=True)
class Penyuntingan:
    """The open row. `baris` is the node being changed; a new node is shown after `sesudah` or last under `induk`.

    `yatim`: the place it belonged to is gone, so the page prints the form above its content.
    """

    cara: str
    formulir: forms.Form
    url: str
    batal: str
    judul: str
    dari: str
    baris: BarisSimpul | None = None
    induk: BarisSimpul | None = None
    sesudah: BarisSimpul | None = None
    yatim: bool = False
    bentrok: KeteranganBentrok | None = None

    @property
    def silang_terbuka(self) -> bool:
        """Whether the list of agencies stands open: some are chosen, or the node is to be another agency's work."""
        bidang = self.formulir
        return bool(bidang["crosscutting"].value() or bidang["pihak_luar"].value() or bidang.errors.get("crosscutting"))

    @property
    def untuk(self) -> str:
        """What the form is about, for hints and drafts: "simpul:12", or "simpul-baru:12" (below node 12)."""
        if self.baris:
            return f"simpul:{self.baris.id}"
        return f"simpul-baru:{self.induk.id if self.induk else 0}"

    @property
    def kedalaman(self) -> int:
        """How far a new row is indented."""
        if self.sesudah:
            return self.sesudah.kedalaman
        return self.induk.kedalaman + 1 if self.induk else 0

    @property
    def tempat(self) -> str:
        """The key of the row a new node's form stands below (with that row's branch), as text; empty: at the end."""
        tempat = self.sesudah or self.induk
        return str(tempat.id) if tempat else ""


def dari_query(request: Permintaan, pohon: Pohon, rows: BarisPohon, dari: str) -> Penyuntingan | None:
    """Return the row the address asks to open, or None. Raises TidakDitemukan when this page has no such row."""
    if "ubah" in request.GET:
        return susun_ubah(pohon, rows, _baris(rows, request.GET["ubah"], dari), dari)
    if "pindah" in request.GET:
        return susun_pindah(rows, _baris(rows, request.GET["pindah"], dari), dari)
    if "tambah" not in request.GET:
        return None
    induk = None if request.GET["tambah"] == OUTCOME_BARU else _baris(rows, request.GET["tambah"])
    sesudah = _baris(rows, request.GET["sesudah"], dari) if request.GET.get("sesudah") else None
    calon = ANAK_SAH[induk.jenis if induk else JenisSimpul.AKAR]
    if not letak_sah(induk, sesudah) or (calon and halaman_simpul(dari, calon[0]) != dari):
        raise TidakDitemukan(PESAN_HILANG)
    return susun_tambah(pohon, rows, induk, sesudah, dari)


def halaman_simpul(dari: str, jenis: JenisSimpul) -> str:
    """Return the stage whose page can open a node of this kind: the one it was asked from, where that can."""
    if jenis in _TAMPAK[dari]:
        return dari
    return next(tahap for tahap, tampak in _TAMPAK.items() if jenis in tampak)


def letak_sah(induk: BarisSimpul | None, sesudah: BarisSimpul | None) -> bool:
    """Return whether a sibling stands under that very parent (none: the root)."""
    if sesudah is None:
        return True
    return sesudah.induk_id == induk.id if induk else sesudah.jenis == JenisSimpul.OUTCOME


def susun_ubah(
    pohon: Pohon, rows: BarisPohon, baris: BarisSimpul, dari: str, formulir: FormulirSimpul | None = None
) -> Penyuntingan:
    """Return the edit of a node, with the form as typed or, without one, as stored."""
    formulir = formulir or FORMULIR_UBAH[baris.jenis](initial=_tersimpan(baris))
    _isi_pilihan(formulir, pohon, baris, jenis_mungkin(rows, baris))
    return Penyuntingan(
        "ubah",
        formulir,
        url=alamat_simpul("simpul_ubah", rows.id, baris.id),
        batal=alamat(f"tahap_{dari}", rows.id, f"simpul-{baris.id}"),
        judul=f"Ubah {baris.label_jenis} {baris.kode}",
        dari=dari,
        baris=baris,
    )


def susun_tambah(
    pohon: Pohon,
    rows: BarisPohon,
    induk: BarisSimpul | None,
    sesudah: BarisSimpul | None,
    dari: str,
    formulir: FormulirSimpul | None = None,
) -> Penyuntingan:
    """Return the new node's form under a parent (none: an outcome), after a sibling or last.

    Raises TidakDitemukan when the parent takes no nodes.
    """
    calon = ANAK_SAH[induk.jenis if induk else JenisSimpul.AKAR]
    if not calon:
        raise TidakDitemukan("Kotak ini tidak dapat mempunyai turunan. Ubah dahulu jenisnya.")
    usul = sesudah.jenis if sesudah and sesudah.jenis in calon else calon[0]
    if formulir is None:
        awal = {"induk": induk and induk.id, "sesudah": sesudah and sesudah.id, "jenis": usul.value}
        formulir = FORMULIR_TAMBAH[usul](initial=awal)
    _isi_pilihan(formulir, pohon, None, calon)
    tempat = sesudah or induk
    nama = "kotak" if usul in JENIS_TAHAP_3 else {JenisSimpul.KONDISI: "kondisi"}.get(usul, usul.label)
    letak = f" sesudah {sesudah.kode}" if sesudah else f" di bawah {induk.kode}" if induk else ""
    return Penyuntingan(
        "tambah",
        formulir,
        url=alamat("simpul_tambah", rows.id),
        batal=alamat(f"tahap_{dari}", rows.id, f"simpul-{tempat.id}" if tempat else ""),
        judul=f"Tambah {nama}{letak}",
        dari=dari,
        induk=induk,
        sesudah=sesudah,
    )


def susun_pindah(rows: BarisPohon, baris: BarisSimpul, dari: str, formulir: forms.Form | None = None) -> Penyuntingan:
    """Return the choice of another parent for a node."""
    formulir = formulir or FormulirPindah()
    pilihan = [(satu.id, f"{satu.kode} {satu.pernyataan}") for satu in calon_induk(rows, baris)]
    formulir.fields["induk"].widget = forms.Select(choices=[("", "Pilih tempat baru"), *pilihan])
    return Penyuntingan(
        "pindah",
        formulir,
        url=alamat_simpul("simpul_pindah", rows.id, baris.id),
        batal=alamat(f"tahap_{dari}", rows.id, f"simpul-{baris.id}"),
        judul=f"Pindahkan {baris.label_jenis} {baris.kode}",
        dari=dari,
        baris=baris,
    )


def susun_yatim(pohon: Pohon, url: str, dari: str, formulir: FormulirSimpul) -> Penyuntingan:
    """Return a form whose place in the tree is gone, so that what was typed stays readable and can be copied."""
    _isi_pilihan(formulir, pohon, None, JENIS_TAHAP_3)
    if not formulir.non_field_errors() and PESAN_HILANG not in str(formulir.errors):
        formulir.add_error(None, PESAN_HILANG)
    return Penyuntingan(
        "yatim", formulir, url=url, batal=alamat(f"tahap_{dari}", pohon.pk), judul="Tulisan Anda belum disimpan",
        dari=dari, yatim=True,
    )  # fmt: skip


def tandai_bentrok(sunting: Penyuntingan, galat: Bentrok) -> None:
    """Add the conflict to the edit of a node that still stands."""
    assert sunting.baris is not None  # noqa: S101 — only such an edit can conflict
    tersimpan = _tersimpan(sunting.baris)
    sunting.bentrok = jelaskan_bentrok(sunting.formulir, galat, tersimpan, sunting.baris.versi)


def _baris(rows: BarisPohon, kunci: str, dari: str = "") -> BarisSimpul:
    """Return the node with the key written in an address, on the page of a stage if one is given."""
    baris = rows.menurut_id.get(int(kunci)) if kunci.isdecimal() and len(kunci) < 19 else None
    if baris is None or (dari and halaman_simpul(dari, baris.jenis) != dari):
        raise TidakDitemukan(PESAN_HILANG)
    return baris


def _tersimpan(baris: BarisSimpul) -> dict[str, object]:
    return {
        "versi": baris.versi,
        "pernyataan": baris.pernyataan,
        "sumber": baris.sumber,
        "judul_csf": baris.judul_csf,
        "sifat": baris.sifat,
        "jenis": baris.jenis.value,
        "crosscutting": [str(satu.perangkat_daerah_id) for satu in baris.crosscutting if satu.perangkat_daerah_id],
        "pihak_luar": "\n".join(satu.nama for satu in baris.crosscutting if not satu.perangkat_daerah_id),
    }


def _isi_pilihan(
    formulir: FormulirSimpul, pohon: Pohon, baris: BarisSimpul | None, jenis: Iterable[JenisSimpul]
) -> None:
    """Give the lists of a form: kinds that fit the place, agencies of the local government, chosen ones first."""
    if "jenis" in formulir.fields:
        formulir.fields["jenis"].choices = [(satu.value, satu.label) for satu in jenis]  # type: ignore[attr-defined]
    if not isinstance(formulir, FormulirKondisi):
        return
    pilihan = {
        str(satu.perangkat_daerah_id): satu.nama
        for satu in (baris.crosscutting if baris else ())
        if satu.perangkat_daerah_id
    }
    for kunci, nama in _perangkat(pohon):
        pilihan.setdefault(str(kunci), nama)
    formulir.fields["crosscutting"].choices = list(pilihan.items())  # type: ignore[attr-defined]


def _perangkat(pohon: Pohon) -> Iterable[tuple[int, str]]:
    """Return (key, name) of the agencies a node may be shared with."""
    if pohon.perangkat_daerah is not None:
        sepemerintah = perangkat_lain(pohon.perangkat_daerah)
    else:
        sepemerintah = PerangkatDaerah.objects.filter(
            pemerintah_daerah=pohon.pemerintah_daerah_id, berlaku_sampai__isnull=True
        )
    return sepemerintah.order_by("nama").values_list("pk", "nama")
