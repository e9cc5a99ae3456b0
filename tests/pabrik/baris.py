"""A builder of rows (`BarisPohon`) for tests that need no database.

    pohon = baris_pohon(
        outcome("Terwujudnya …", kondisi("Meningkatnya …", utama("…", antara("…", operasional("…", indikator=["…"]))))),
        nama_pemilik="Dinas Contoh",
    )

A condition placed directly under an outcome gets a CSF of its own. `pohon_acak` makes a tree of any size,
`pohon_contoh` reads the demo data of an agency.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from pohon.choices import (
    KINERJA_JABATAN_DINAS,
    KOMPONEN_BAWAAN,
    TINGKAT_BAWAAN,
    JenisSimpul,
    Komponen,
    StatusPohon,
)
from pohon.rows import (
    BarisCrosscutting,
    BarisIndikator,
    BarisJabatan,
    BarisPohon,
    BarisSimpul,
    bilangan_tingkat,
)

CONTOH = Path(__file__).resolve().parents[2] / "fixtures" / "contoh"


@dataclass(frozen=True)
class Benih:
    """A node to be: kind, statement, children, and the texts that hang on it."""

    jenis: JenisSimpul
    pernyataan: str
    anak: tuple["Benih", ...] = ()
    indikator: tuple[str, ...] = ()
    jabatan: tuple[str, ...] = ()
    crosscutting: tuple[str, ...] = ()
    sumber: str = ""
    judul_csf: str = ""
    sifat: str = ""


def _pembuat(jenis: JenisSimpul):
    def buat(
        pernyataan: str,
        *anak: Benih,
        indikator: Sequence[str] = (),
        jabatan: Sequence[str] = (),
        crosscutting: Sequence[str] = (),
        **lain: str,
    ) -> Benih:
        return Benih(jenis, pernyataan, anak, tuple(indikator), tuple(jabatan), tuple(crosscutting), **lain)

    return buat


outcome = _pembuat(JenisSimpul.OUTCOME)
csf = _pembuat(JenisSimpul.CSF)
kondisi = _pembuat(JenisSimpul.KONDISI)
utama = _pembuat(JenisSimpul.ANTARA_UTAMA)
antara = _pembuat(JenisSimpul.ANTARA)
operasional = _pembuat(JenisSimpul.OPERASIONAL)
silang = _pembuat(JenisSimpul.CROSSCUTTING)


def _identitas(nomor: int) -> UUID:
    return UUID(int=nomor)


class _Perakit:
    """Numbers, codes and rows while walking down the seeds."""

    def __init__(self, banyak_outcome: int) -> None:
        self.nomor = count(2)  # 1 is the root
        self.nomor_lain = count(100_000)
        self.nomor_csf, self.nomor_kondisi = count(1), count(1)
        self.banyak_outcome = banyak_outcome
        self.jabatan: dict[str, int] = {}

    def baris(
        self, benih: Benih, induk: int, induk_tampil: int | None, kode: str, kedalaman: int
    ) -> Iterator[BarisSimpul]:
        nomor = next(self.nomor)
        turunan: list[list[BarisSimpul]] = []
        tampil = induk_tampil if benih.jenis == JenisSimpul.CSF else nomor
        urutan = 0
        for anak in benih.anak:
            if benih.jenis == JenisSimpul.OUTCOME and anak.jenis == JenisSimpul.KONDISI:
                anak = csf(f"Belum tercapai: {anak.pernyataan}", anak)
            if anak.jenis == JenisSimpul.CSF:
                kode_anak, dalam = f"C{next(self.nomor_csf)}", kedalaman + 1
            elif benih.jenis == JenisSimpul.CSF:
                kode_anak, dalam = str(next(self.nomor_kondisi)), kedalaman
            else:
                urutan += 1
                kode_anak, dalam = f"{kode}.{urutan}", kedalaman + 1
            turunan.append(list(self.baris(anak, nomor, tampil, kode_anak, dalam)))
        milik_lain = benih.jenis == JenisSimpul.CROSSCUTTING or (
            benih.jenis not in (JenisSimpul.OUTCOME, JenisSimpul.CSF)
            and bool(benih.crosscutting)
            and not benih.indikator
            and all(satu[0].milik_lain for satu in turunan)
        )
        yield self._satu(benih, nomor, induk, induk_tampil, kode, kedalaman, milik_lain)
        for satu in turunan:
            yield from satu

    def _satu(
        self,
        benih: Benih,
        nomor: int,
        induk: int,
        induk_tampil: int | None,
        kode: str,
        kedalaman: int,
        milik_lain: bool,
    ) -> BarisSimpul:
        jenis = benih.jenis
        komponen = "" if milik_lain else str(KOMPONEN_BAWAAN.get(jenis, ""))
        cetak = Komponen(komponen).label if komponen else ""
        if jenis == JenisSimpul.KONDISI and cetak:
            cetak = f"sasaran {bilangan_tingkat(int(kode))} SKPD"
        return BarisSimpul(
            id=nomor,
            identitas=_identitas(nomor),
            induk_id=induk,
            induk_tampil_id=induk_tampil,
            jenis=jenis,
            kode=kode,
            kedalaman=kedalaman,
            pernyataan=benih.pernyataan,
            sumber=benih.sumber,
            judul_csf=benih.judul_csf,
            sifat=benih.sifat,
            tingkat=str(TINGKAT_BAWAAN.get(jenis, "")),
            tingkat_diubah=False,
            komponen=komponen,
            komponen_cetak=cetak,
            kinerja_jabatan="" if milik_lain else KINERJA_JABATAN_DINAS.get(jenis, ""),
            nomenklatur_id=None,
            nomenklatur_kode="",
            nomenklatur_nama="",
            nomenklatur_peraturan="",
            versi=1,
            jumlah_anak=len(benih.anak),
            milik_lain=milik_lain,
            indikator=tuple(self._indikator(nomor, nama) for nama in benih.indikator),
            jabatan=tuple(self._jabatan(nama) for nama in benih.jabatan),
            crosscutting=tuple(self._crosscutting(nama) for nama in benih.crosscutting),
        )

    def _indikator(self, simpul_id: int, nama: str) -> BarisIndikator:
        nomor = next(self.nomor_lain)
        return BarisIndikator(
            id=nomor,
            identitas=_identitas(nomor),
            simpul_id=simpul_id,
            nama=nama,
            satuan="persen",
            jenis_formula="",
            pembilang="",
            penyebut="",
            pengali=None,
            formula="",
            makna="",
            alasan="",
            sumber_data=(),
            arah="",
            penanggung_jawab_id=None,
            penanggung_jawab="",
            versi=1,
        )

    def _jabatan(self, nama: str) -> BarisJabatan:
        nomor = self.jabatan.setdefault(nama, len(self.jabatan) + 1)
        return BarisJabatan(nomor, _identitas(500_000 + nomor), nama, "")

    def _crosscutting(self, nama: str) -> BarisCrosscutting:
        nomor = next(self.nomor_lain)
        return BarisCrosscutting(nomor, _identitas(nomor), None, nama)


def baris_pohon(*outcome_: Benih, nama_pemilik: str = "Dinas Contoh", **lain: Any) -> BarisPohon:
    """Return the rows of a tree; `lain` overrides any field of BarisPohon."""
    perakit = _Perakit(len(outcome_))
    simpul: list[BarisSimpul] = []
    for nomor, satu in enumerate(outcome_, 1):
        simpul += perakit.baris(satu, 1, None, "O" if len(outcome_) == 1 else f"O{nomor}", 0)
    pohon = BarisPohon(
        id=1,
        rev=1,
        nama_pemilik=nama_pemilik,
        nama_pemerintah="Kabupaten Contoh",
        perangkat_daerah_id=1,
        bentuk="dinas",
        urusan="",
        periode="2021–2026",
        periode_mulai=2021,
        periode_selesai=2026,
        tahun=2023,
        nomor_versi=1,
        status=StatusPohon.DRAF,
        mandat="",
        permasalahan="",
        ekspektasi="",
        tanggal_kesepakatan=None,
        peserta_kesepakatan="",
        judul_kolom_sumber="",
        simpul=tuple(simpul),
    )
    return replace(pohon, **lain)


_KATA = (
    "meningkatnya kualitas pelayanan administrasi kependudukan masyarakat dan pencatatan sipil yang sesuai peraturan "
    "tersedianya sarana prasarana penunjang terlaksananya bimbingan teknis kompetensi sumber daya manusia pengelola "
    "informasi pemanfaatan data cakupan kepemilikan dokumen persentase penduduk rentan"
).split()


def pohon_acak(banyak: int, *, benih: int = 1, lebar: int = 4, banyak_outcome: int = 1) -> BarisPohon:
    """Return a tree of `banyak` nodes (CSFs not counted), with realistic texts; equal seeds give equal trees."""
    acak = Random(benih)  # noqa: S311 - test data
    tingkat = (outcome, kondisi, utama, antara, operasional)

    def teks(terpendek: int, terpanjang: int) -> str:
        kata = [acak.choice(_KATA) for _ in range(acak.randint(terpendek, terpanjang))]
        return " ".join(kata).capitalize()

    # Parents by level, breadth first: a tree grows in all branches alike.
    simpul: list[tuple[int, int]] = [(0, -1)] * banyak_outcome  # (level, parent)
    for nomor in count():
        if len(simpul) >= banyak:
            break
        dalam = simpul[nomor][0]
        if dalam < 4:
            for _ in range(min(acak.randint(2, lebar), banyak - len(simpul))):
                simpul.append((dalam + 1, nomor))
        elif nomor >= len(simpul) - 1:
            # No room for more: put the rest under the last antara.
            induk = next(i for i in range(len(simpul) - 1, -1, -1) if simpul[i][0] == 3)
            simpul.extend([(4, induk)] * (banyak - len(simpul)))

    def bangun(nomor: int) -> Benih:
        dalam = simpul[nomor][0]
        anak = [bangun(i) for i, (_, induk) in enumerate(simpul) if induk == nomor and i >= banyak_outcome]
        return tingkat[dalam](
            teks(5, 16),
            *anak,
            indikator=[teks(4, 12) for _ in range(1 + (acak.random() < 0.15))],
            jabatan=[f"Kepala Bidang {teks(2, 4)}" for _ in range(1 + (acak.random() < 0.3))],
            crosscutting=["Dinas Komunikasi dan Informatika"] if dalam and acak.random() < 0.08 else [],
        )

    return baris_pohon(*(bangun(i) for i in range(banyak_outcome)))


def benih(banyak: int) -> tuple[Benih, ...]:
    """Return the seeds of a tree of exactly so many nodes, CSFs among them, each with an indicator where one belongs.

    A condition, its CSF and all below make 29; what is over becomes further operational nodes.
    """
    kelompok, sisa = divmod(banyak - 1, 29)

    def satu_antara(nomor: str) -> Benih:
        nonlocal sisa
        anak, sisa = (4, sisa - 1) if sisa else (3, 0)
        bawah = [
            operasional(f"Tersedianya berkas {nomor}.{n} yang lengkap", indikator=[f"Jumlah berkas {nomor}.{n}"])
            for n in range(anak)
        ]
        return antara(f"Terlatihnya petugas {nomor}", *bawah, indikator=[f"Persentase {nomor}"])

    def satu_utama(nomor: str) -> Benih:
        dua = [satu_antara(f"{nomor}.{n}") for n in range(2)]
        return utama(f"Meningkatnya mutu layanan {nomor}", *dua, indikator=[f"Indeks mutu layanan {nomor}"])

    semua = [
        kondisi(f"Meningkatnya kinerja {n}", *[satu_utama(f"{n}.{m}") for m in range(3)], indikator=[f"Indeks {n}"])
        for n in range(kelompok)
    ]
    return (outcome("Terwujudnya layanan yang prima", *semua, indikator=["Indeks layanan"]),)


def pohon_contoh(slug: str) -> BarisPohon:
    """Return the demo data of an agency (fixtures/contoh/<slug>.json) as rows."""
    data = json.loads((CONTOH / f"{slug}.json").read_text(encoding="utf-8"))
    instansi = json.loads((CONTOH / "instansi.json").read_text(encoding="utf-8"))
    nama_jabatan = dict(_nama_jabatan(instansi))

    def benih(simpul: dict[str, Any]) -> Benih:
        return Benih(
            JenisSimpul(simpul["jenis"]),
            simpul["pernyataan"],
            tuple(benih(anak) for anak in simpul.get("anak", ())),
            tuple(indikator["nama"] for indikator in simpul.get("indikator", ())),
            tuple(nama_jabatan.get(kunci, kunci) for kunci in simpul.get("jabatan", ())),
            tuple(simpul.get("crosscutting", ())),
            simpul.get("sumber") or "",
            simpul.get("judul_csf") or "",
            simpul.get("sifat") or "",
        )

    return baris_pohon(*(benih(satu) for satu in data["simpul"]), nama_pemilik=data["perangkat_daerah"]["nama"])


def _nama_jabatan(data: Any) -> Iterator[tuple[str, str]]:
    """Yield key and name of every position anywhere in the data of the agencies."""
    if isinstance(data, dict):
        if "kunci" in data and "nama" in data:
            yield data["kunci"], data["nama"]
        for isi in data.values():
            yield from _nama_jabatan(isi)
    elif isinstance(data, list):
        for isi in data:
            yield from _nama_jabatan(isi)
