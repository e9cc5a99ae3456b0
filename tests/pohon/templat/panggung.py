"""Trees of any kind as Hypothesis draws them, and the way of a workbook: out, edited by a function, in again."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from instansi.choices import Jenjang
from instansi.models import Jabatan, PerangkatDaerah, Periode
from instansi.teks import satu_baris
from pohon.choices import ANAK_SAH, KOMPONEN_BAWAAN, Arah, JenisFormula, JenisSimpul, Komponen, Sifat, Tingkat
from pohon.models import Nomenklatur, Pohon
from pohon.selectors import baca_pohon
from pohon.services import IsiIndikator, IsiSimpul, Pihak, buat_pohon
from pohon.services.isian import Rancangan
from pohon.templat.baca import baca_templat
from pohon.templat.isi import IsiTemplat, Kamus, isi_pohon
from pohon.templat.rencana import Rencana, susun_rencana
from pohon.templat.tulis import tulis_templat
from tests.pabrik.basis import JabatanFactory, NomenklaturFactory, PerangkatFactory, perencana_di

ANEH = (
    "1.10", "1.1", "007", "=1+1", "+62", "-5", "@SUM(A1)", "\u00a0Meningkatnya\u00a0mutu\u00a0",
    "baris satu\r\nbaris dua",
    "😀 mutu 👩‍👩‍👧", "_x000D_", "_x005F_x000D_", "27/03/2022", "2022-03-27", "TRUE", "#REF!", "'kutip", "{=A1}",
    "tab\tdi tengah", "é é", "<b>&amp;</b>", "٣", "1E5", "ID (jangan diubah)", "a; b, c", "Kabupaten\u2028Balangan",
)  # fmt: skip


def bisa_disimpan(teks: str) -> bool:
    """Whether a service would take this as a text."""
    try:
        return bool(satu_baris(teks))
    except ValidationError:
        return False


teks = st.one_of(st.sampled_from(ANEH), st.text(max_size=30)).filter(bisa_disimpan)
teks_kosong = st.one_of(st.just(""), teks)
uraian = st.one_of(st.just(""), st.lists(teks, max_size=3).map("\n".join), st.just("a\r\n\r\nb"))


def salah_satu(daftar: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Draw one of a list by its place: keys differ from run to run, places do not."""
    return st.integers(0, len(daftar) - 1).map(lambda tempat: daftar[tempat])


@contextmanager
def sekali() -> Iterator[None]:
    """Undo in the database whatever one example did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Dunia:
    """An agency with positions of equal names, other agencies, codes, and trees in it."""

    def __init__(self) -> None:
        self.perangkat: PerangkatDaerah = PerangkatFactory()
        self.perencana = perencana_di(self.perangkat)
        self.periode, _ = Periode.objects.get_or_create(
            pemerintah_daerah=self.perangkat.pemerintah_daerah, mulai=2021, selesai=2026
        )
        nama = ("Analis Kebijakan", "Analis Kebijakan", "=Kepala Bidang", "1.10", "Kepala Seksi, Pelayanan")
        self.jabatan: list[Jabatan] = [
            JabatanFactory(perangkat_daerah=self.perangkat, nama=satu, jenjang=Jenjang.FUNGSIONAL) for satu in nama
        ]
        self.lain: list[PerangkatDaerah] = [
            PerangkatFactory(pemerintah_daerah=self.perangkat.pemerintah_daerah, nama=satu)
            for satu in ("Dinas Pekerjaan Umum, Perumahan", "Dinas Kembar", "Dinas Kembar")
        ]
        self.nomenklatur: list[Nomenklatur] = [NomenklaturFactory(), NomenklaturFactory()]
        self.urusan = 0

    def tanam(self, *isi: Rancangan, **tahap_1: Any) -> Pohon:
        """Store a tree of its own urusan through the services."""
        self.urusan += 1
        return buat_pohon(
            aktor=self.perencana,
            perangkat_daerah=self.perangkat,
            periode=self.periode,
            urusan=f"urusan {self.urusan}",
            tahun=2023,
            isi=isi,
            **tahap_1,
        )

    def rancangan(self, draw: Any, jenis: JenisSimpul, dalam: int = 0) -> Rancangan:
        """Draw a node with everything it can carry and a branch below it."""
        berindikator = jenis in KOMPONEN_BAWAAN
        silang = jenis not in (JenisSimpul.OUTCOME, JenisSimpul.CSF)
        anak = ()
        if ANAK_SAH[jenis] and dalam < 6:
            banyak = draw(st.integers(0, 2 if dalam < 4 else 1))
            anak = tuple(self.rancangan(draw, draw(st.sampled_from(ANAK_SAH[jenis])), dalam + 1) for _ in range(banyak))
        return Rancangan(
            jenis,
            IsiSimpul(
                draw(teks),
                sumber=draw(teks_kosong),
                judul_csf=draw(teks_kosong),
                sifat=draw(st.sampled_from(["", *Sifat.values])),
                crosscutting=tuple(draw(st.lists(self._pihak(), max_size=2).map(dict.fromkeys))) if silang else (),
            ),
            anak=anak,
            indikator=tuple(draw(st.lists(self._indikator(), max_size=2))) if berindikator else (),
            tingkat=draw(st.sampled_from(["", *Tingkat.values])) if berindikator else "",
            komponen=draw(st.sampled_from(["", *Komponen.values])) if berindikator else "",
            kinerja_jabatan=draw(teks_kosong) if berindikator else "",
            jabatan_id=tuple(
                draw(st.lists(salah_satu([satu.pk for satu in self.jabatan]), max_size=3).map(dict.fromkeys))
            )
            if berindikator
            else (),
            nomenklatur_id=draw(salah_satu([None, *(satu.pk for satu in self.nomenklatur)])) if berindikator else None,
        )

    def _pihak(self) -> st.SearchStrategy[Pihak]:
        luar = teks.filter(lambda satu: satu_baris(satu) not in ("Dinas Kembar",)).map(lambda satu: Pihak(nama=satu))
        return st.one_of(salah_satu([Pihak(satu.pk) for satu in self.lain]), luar)

    def _indikator(self) -> st.SearchStrategy[IsiIndikator]:
        pengali = st.one_of(st.none(), st.decimals(Decimal("0.000001"), Decimal(10**11), places=6))
        return st.builds(
            IsiIndikator,
            nama=teks,
            satuan=teks_kosong,
            jenis_formula=st.sampled_from(["", *JenisFormula.values]),
            pembilang=teks_kosong,
            penyebut=teks_kosong,
            pengali=pengali,
            formula=teks_kosong,
            makna=teks_kosong,
            alasan=teks_kosong,
            sumber_data=uraian,
            arah=st.sampled_from(["", *Arah.values]),
            penanggung_jawab_id=salah_satu([None, *(satu.pk for satu in self.jabatan)]),
        )


def tahap_1(draw: Any) -> dict[str, Any]:
    """Draw the header's texts."""
    return {
        "mandat": draw(uraian),
        "permasalahan": draw(uraian),
        "ekspektasi": draw(uraian),
        "peserta_kesepakatan": draw(uraian),
        "judul_kolom_sumber": draw(teks_kosong),
        "tanggal_kesepakatan": draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))),
    }


def isi(pohon: Pohon) -> IsiTemplat:
    """Return what the template would print of the tree now."""
    return isi_pohon(baca_pohon(pohon.pk), Kamus(pohon))


def unduh(pohon: Pohon, *, kosong: bool = False) -> bytes:
    """Return the workbook of a tree."""
    rows = baca_pohon(pohon.pk)
    kamus = Kamus(pohon)
    return tulis_templat(rows, isi_pohon(rows, kamus), kamus, kosong=kosong)


def ubah(berkas: bytes, suntingan: Callable[[Workbook], None]) -> bytes:
    """Return the workbook after an edit, as a spreadsheet program would save it."""
    buku = openpyxl.load_workbook(io.BytesIO(berkas))
    suntingan(buku)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def rencana(berkas: bytes, pohon: Pohon, **keputusan: Any) -> Rencana:
    """Return the plan of a workbook for the tree as it is now."""
    return susun_rencana(baca_templat(berkas), pohon, baca_pohon(pohon.pk), **keputusan)


def baris(buku: Workbook, lembar: str, kolom: str, teks: str) -> int:
    """Return the number of the first row whose cell under a heading holds a text."""
    nomor = kolom_ke(buku, lembar, kolom)
    for satu in buku[lembar].iter_rows(min_row=2):
        if satu[nomor - 1].value == teks:
            return int(satu[0].row)
    raise LookupError(teks)


def kolom_ke(buku: Workbook, lembar: str, judul: str) -> int:
    """Return the number of a column by the beginning of its heading."""
    return next(satu.column for satu in buku[lembar][1] if str(satu.value or "").startswith(judul))


def tulis(buku: Workbook, lembar: str, nomor: int, **isian: object) -> None:
    """Write cells of a row by heading (the beginning, spaces as underscores)."""
    for judul, nilai in isian.items():
        buku[lembar].cell(nomor, kolom_ke(buku, lembar, judul.replace("_", " "))).value = nilai
