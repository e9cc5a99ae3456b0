"""From raw values of the database to coded rows: codes, printed depth, effective level, whose work a node is.

Pure: takes dictionaries as `QuerySet.values` gives them, returns the frozen rows of `rows.py`.
"""

from collections import defaultdict
from typing import Any

from pohon.choices import RUJUKAN, TINGKAT_BAWAAN, JenisSimpul, Komponen
from pohon.rows import BarisCrosscutting, BarisIndikator, BarisJabatan, BarisSimpul, bilangan_tingkat

Kelompok = dict[int, list[dict[str, Any]]]


def rakit_simpul(
    rows: list[dict[str, Any]],
    indikator: Kelompok,
    jabatan: Kelompok,
    crosscutting: Kelompok,
) -> tuple[BarisSimpul, ...]:
    """Return the coded rows of live nodes given in preorder, with what hangs on each by the node's key.

    Two passes, because whose work a node is depends on its children: from the leaves up, then in order.
    """
    anak: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        anak[row["parent_id"]].append(row["id"])
    milik_lain: dict[int, bool] = {}
    for row in reversed(rows):
        kunci = row["id"]
        milik_lain[kunci] = row["jenis"] == JenisSimpul.CROSSCUTTING or (
            bool(crosscutting.get(kunci))
            and not indikator.get(kunci)
            and all(milik_lain[turunan] for turunan in anak[kunci])
        )
    penomor = _Penomor(rows)
    return tuple(
        _baris_simpul(
            row,
            *penomor.nomori(row),
            jumlah_anak=len(anak[row["id"]]),
            milik_lain=milik_lain[row["id"]],
            indikator=tuple(_baris_indikator(satu) for satu in indikator.get(row["id"], ())),
            jabatan=tuple(
                BarisJabatan(satu["jabatan_id"], satu["identitas"], satu["jabatan__nama"], satu["jabatan__jenjang"])
                for satu in jabatan.get(row["id"], ())
            ),
            crosscutting=tuple(
                BarisCrosscutting(
                    satu["id"], satu["identitas"], satu["perangkat_daerah_id"], satu["nama"], satu.get("jawaban")
                )
                for satu in crosscutting.get(row["id"], ())
            ),
        )
        for row in rows
    )


def kode_simpul(rows: list[dict[str, Any]]) -> dict[int, str]:
    """Return the code of each live node given in preorder, by key; rows need id, parent_id and jenis only."""
    penomor = _Penomor(rows)
    for row in rows:
        penomor.nomori(row)
    return penomor.kode


class _Penomor:
    """Gives each node of a preorder its code, printed depth and printed parent (DOMAIN.md: O, C1, 1, 1.1 …)."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.banyak_outcome = sum(row["jenis"] == JenisSimpul.OUTCOME for row in rows) > 1
        self.hitungan: dict[str, int] = defaultdict(int)
        self.kode: dict[int, str] = {}
        self.dalam: dict[int, int] = {}
        self.outcome_id: int | None = None

    def nomori(self, row: dict[str, Any]) -> tuple[str, int, int | None]:
        """Return (code, depth as printed, parent as printed) of the next row."""
        kunci, jenis, induk = row["id"], row["jenis"], row["parent_id"]
        if jenis == JenisSimpul.OUTCOME:
            self.outcome_id = kunci
            nomor = self._hitung("outcome")
            kode, dalam, induk = (f"O{nomor}" if self.banyak_outcome else "O"), 0, None
        elif jenis == JenisSimpul.CSF:
            kode, dalam = f"C{self._hitung('csf')}", 1
        elif jenis == JenisSimpul.KONDISI:
            kode, dalam, induk = str(self._hitung("kondisi")), 1, self.outcome_id
        else:
            kode = f"{self.kode[induk]}.{self._hitung(str(induk))}"
            dalam = self.dalam[induk] + 1
        self.kode[kunci], self.dalam[kunci] = kode, dalam
        return kode, dalam, induk

    def _hitung(self, kunci: str) -> int:
        self.hitungan[kunci] += 1
        return self.hitungan[kunci]


def _baris_simpul(
    row: dict[str, Any], kode: str, kedalaman: int, induk_tampil_id: int | None, **lain: Any
) -> BarisSimpul:
    jenis = JenisSimpul(row["jenis"])
    bawaan = TINGKAT_BAWAAN.get(jenis, "")
    return BarisSimpul(
        id=row["id"],
        identitas=row["identitas"],
        induk_id=row["parent_id"],
        induk_tampil_id=induk_tampil_id,
        jenis=jenis,
        kode=kode,
        kedalaman=kedalaman,
        pernyataan=row["pernyataan"],
        sumber=row["sumber"],
        judul_csf=row["judul_csf"],
        sifat=row["sifat"],
        tingkat=(row["tingkat"] or bawaan) if jenis in RUJUKAN else "",
        tingkat_diubah=bool(row["tingkat"]) and row["tingkat"] != bawaan,
        komponen=row["komponen"],
        komponen_cetak=_cetak_komponen(row["komponen"], jenis, kode),
        kinerja_jabatan=row["kinerja_jabatan"],
        nomenklatur_id=row["nomenklatur_id"],
        nomenklatur_kode=row["nomenklatur_kode"],
        nomenklatur_nama=row["nomenklatur_nama"],
        nomenklatur_peraturan=row["nomenklatur_peraturan"],
        versi=row["versi"],
        **lain,
    )


def _cetak_komponen(komponen: str, jenis: JenisSimpul, kode: str) -> str:
    """Return the component as printed; a condition's "sasaran SKPD" is numbered in words (DOMAIN.md, Tahap 5)."""
    if not komponen:
        return ""
    if komponen == Komponen.SASARAN and jenis == JenisSimpul.KONDISI:
        return f"sasaran {bilangan_tingkat(int(kode))} SKPD"
    return Komponen(komponen).label


def _baris_indikator(row: dict[str, Any]) -> BarisIndikator:
    row = dict(row)
    row["penanggung_jawab"] = row.pop("penanggung_jawab__nama") or ""
    row["sumber_data"] = tuple(satu for satu in row["sumber_data"].split("\n") if satu)
    return BarisIndikator(**row)
