"""From the reading, with the planner's choices, to the plan that the services plant."""

from collections.abc import Callable, Iterable, Mapping

from pohon.choices import PANJANG_PENDEK, JenisSimpul
from pohon.importing.bacaan import Bacaan, BarisKinerja, SimpulBaca
from pohon.importing.dasar import Pilihan, TemuanImpor
from pohon.importing.padukan import nomori
from pohon.importing.penempatan import tempatkan
from pohon.services.isian import IsiIndikator, IsiSimpul, Pihak, Rancangan


def kunci_temuan(temuan: Iterable[TemuanImpor]) -> list[tuple[str, TemuanImpor]]:
    """Return the findings with the names their choices go by in a form: "I-53-1", "I-53-2" …"""
    hitung: dict[str, int] = {}
    hasil = []
    for satu in temuan:
        hitung[satu.kode] = hitung.get(satu.kode, 0) + 1
        hasil.append((f"{satu.kode}-{hitung[satu.kode]}", satu))
    return hasil


def terapkan(bacaan: Bacaan, temuan: Iterable[TemuanImpor], keputusan: Mapping[str, str]) -> None:
    """Change the reading as chosen; a choice that does not exist leaves the proposed reading."""
    ditempatkan = []
    for kunci, satu in kunci_temuan(temuan):
        pilihan = next((pilihan for pilihan in satu.pilihan if pilihan.kunci == keputusan.get(kunci)), None)
        if pilihan is not None and pilihan.simpul is not None:
            _ubah(pilihan)
            if isinstance(pilihan.nilai, BarisKinerja):
                ditempatkan.append(pilihan.nilai)
    nomori(bacaan)
    for baris in ditempatkan:
        if baris.simpul is not None:
            bacaan.catat_ulang(baris.tempat, "dibaca", f"kinerja {baris.simpul.kode}, ditempatkan perencana")


def _ubah(pilihan: Pilihan) -> None:
    simpul, nilai = pilihan.simpul, pilihan.nilai
    assert simpul is not None  # noqa: S101 — asked by the caller
    if pilihan.bidang == "jadi_indikator" and isinstance(nilai, SimpulBaca):
        if simpul.induk is not None and not simpul.anak and simpul in simpul.induk.anak:
            simpul.induk.anak.remove(simpul)
            if simpul.pernyataan not in nilai.indikator:
                nilai.indikator.append(simpul.pernyataan)
    elif pilihan.bidang == "induk" and isinstance(nilai, SimpulBaca):
        if simpul.induk is not None and simpul.induk is not nilai:
            simpul.induk.anak.remove(simpul)
            nilai.tambah(simpul)
    elif isinstance(nilai, BarisKinerja):
        tempatkan(simpul, nilai, pilihan.bidang)
    elif pilihan.bidang in ("indikator", "jabatan") and isinstance(nilai, list):
        setattr(simpul, pilihan.bidang, list(nilai))
    elif pilihan.bidang in ("pernyataan", "tingkat", "komponen"):
        setattr(simpul, pilihan.bidang, nilai)


def susun_rancangan(
    bacaan: Bacaan, cari_pihak: Callable[[str], Pihak], cari_jabatan: Callable[[str], int | None]
) -> list[Rancangan]:
    """Return the outcomes as plans; `cari_pihak` and `cari_jabatan` tell which agency or position a name means."""
    return [_rancangan(satu, cari_pihak, cari_jabatan) for satu in bacaan.simpul]


def _pihak(simpul: SimpulBaca) -> tuple[str, ...]:
    """Return whom a node is shared with; a condition wholly left to others names all of them itself."""
    if simpul.jenis == JenisSimpul.KONDISI and simpul.milik_lain and not simpul.indikator:
        return (*simpul.crosscutting, *(nama for anak in simpul.anak for nama in anak.crosscutting))
    return simpul.crosscutting


def _rancangan(
    simpul: SimpulBaca, cari_pihak: Callable[[str], Pihak], cari_jabatan: Callable[[str], int | None]
) -> Rancangan:
    milik_lain = simpul.jenis in (JenisSimpul.CROSSCUTTING, JenisSimpul.CSF)
    jabatan = () if milik_lain else (cari_jabatan(satu) for satu in simpul.jabatan)
    return Rancangan(
        jenis=simpul.jenis,
        isi=IsiSimpul(
            simpul.pernyataan,
            sumber=simpul.sumber,
            judul_csf=simpul.judul_csf,
            crosscutting=tuple(dict.fromkeys(cari_pihak(nama) for nama in _pihak(simpul))),
        ),
        anak=tuple(_rancangan(satu, cari_pihak, cari_jabatan) for satu in simpul.anak),
        indikator=tuple(IsiIndikator(nama) for nama in simpul.indikator),
        tingkat="" if milik_lain or simpul.tingkat == simpul.bawaan else simpul.tingkat,
        komponen="" if milik_lain else simpul.komponen,
        jabatan_id=tuple(dict.fromkeys(kunci for kunci in jabatan if kunci is not None)),
        kinerja_jabatan="" if milik_lain else "; ".join(simpul.jabatan)[:PANJANG_PENDEK],
    )
