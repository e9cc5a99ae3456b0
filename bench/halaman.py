"""Server time of pages and of an edit against floors measured in the same run: `python -m bench.halaman`.

A page is asked for through the whole application. Its floor is the same work without it: the rows fetched by plain SQL
and the same template printed on values prepared beforehand; for the record also one loop of f-strings over those rows.
An edit is measured by its time in the database. Trees of 150 and 1,000 nodes; SQLite in a temporary folder, or, under
`python scripts/postgres.py`, PostgreSQL. Targets: read at most 2 × the floor, edit at most 15 ms in the database,
1,000 nodes at most in proportion. Each figure is the median of several runs.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

ULANG = 15
UKURAN = (150, 1_000)
KALI_LANTAI, SUNTING_MS, SEBANDING = 2.0, 15.0, 1.25
HALAMAN = ("tahap_3", "tahap_4", "tinjau", "dasbor")


def siapkan(folder: Path) -> None:
    """Start Django on an empty database with all tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"DEBUG": "false", "DEMO": "true", "HTTPS": "false", "BATASI_LAJU": "false"}
    os.environ |= {"SECRET_KEY": "hanya-untuk-pengukuran-" * 3, "VAR_DIR": str(folder)}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        siapkan(Path(folder))
        hasil = {banyak: ukur(banyak) for banyak in UKURAN}
    luput = [satu for banyak in UKURAN for satu in nilai(banyak, hasil[banyak])]
    kecil, besar = (hasil[banyak] for banyak in UKURAN)
    for nama in HALAMAN[:3]:
        naik = besar[nama][0] / kecil[nama][0] / (UKURAN[1] / UKURAN[0])
        print(f"{nama:<10} {UKURAN[1]} kotak: {naik:.2f} × sebanding jumlah kotak")
        if naik > SEBANDING:
            luput.append(f"{nama} tumbuh {naik:.2f} ×")
    print("\n" + ("\n".join(f"LUPUT {satu}" for satu in luput) or "Semua sasaran tercapai."))
    return 1 if luput else 0


def nilai(banyak: int, hasil: dict[str, tuple[float, float, float]]) -> list[str]:
    """Print one size and return what missed its target; targets of ratio and edit are set for 150 nodes."""
    print(f"\n{banyak} kotak          halaman    lantai   × lantai   f-string")
    luput = []
    for nama in HALAMAN:
        ini, lantai, untai = hasil[nama]
        print(f"  {nama:<14} {ini:7.1f} ms {lantai:7.1f} ms   {ini / lantai:5.2f}   {untai:7.1f} ms")
        if banyak == UKURAN[0] and ini / lantai > KALI_LANTAI:
            luput.append(f"{nama}: {ini / lantai:.2f} × lantai")
    seluruh, basis_data, _ = hasil["sunting"]
    print(f"  {'sunting':<14} {seluruh:7.1f} ms, {basis_data:.1f} ms di antaranya di basis data")
    if banyak == UKURAN[0] and basis_data > SUNTING_MS:
        luput.append(f"sunting: {basis_data:.1f} ms di basis data")
    return luput


def ukur(banyak: int) -> dict[str, tuple[float, float, float]]:
    """Return per page (page, floor, f-strings) and per edit (all, in the database, 0), in milliseconds."""
    from django.test import Client
    from django.urls import reverse

    from tests.pabrik.telaah import pohon_ditelaah, pohon_lengkap

    draf = pohon_lengkap(*_benih(banyak))
    telaah = pohon_ditelaah(*_benih(banyak), perangkat_daerah=_tetangga(draf.pohon.perangkat_daerah))
    alamat = {
        "tahap_3": (draf.perencana, reverse("tahap_3", args=[draf.pohon.pk]), draf.pohon.pk),
        "tahap_4": (draf.perencana, reverse("tahap_4", args=[draf.pohon.pk]), draf.pohon.pk),
        "tinjau": (telaah.penelaah, reverse("tinjau", args=[telaah.pohon.pk]), telaah.pohon.pk),
        "dasbor": (telaah.penelaah, reverse("dasbor"), telaah.pohon.pk),
    }
    hasil = {}
    for nama, (akun, url, pohon) in alamat.items():
        klien = Client(HTTP_HOST="localhost")
        klien.force_login(akun, backend="django.contrib.auth.backends.ModelBackend")
        hasil[nama] = (_median(lambda k=klien, u=url: k.get(u)), *_lantai(klien, url, pohon))  # type: ignore[misc]
    hasil["sunting"] = _sunting(draf)
    return hasil


def _benih(banyak: int) -> tuple[Any, ...]:
    """Return seeds of so many nodes, each with an indicator where one belongs."""
    from tests.pabrik.baris import antara, kondisi, operasional, outcome, utama

    cabang = max(1, (banyak - 1) // 9)

    def satu(nomor: int) -> Any:
        anak = [
            operasional(f"Tersedianya berkas {nomor}.{n} yang lengkap", indikator=[f"Jumlah berkas {nomor}.{n}"])
            for n in range(6)
        ]
        dua = [
            antara(f"Terlatihnya petugas {nomor}.{n}", *anak[n * 3 : n * 3 + 3], indikator=[f"Persentase {nomor}.{n}"])
            for n in range(2)
        ]
        return utama(f"Meningkatnya mutu layanan {nomor}", *dua, indikator=[f"Indeks mutu layanan {nomor}"])

    kelompok = [
        kondisi(f"Meningkatnya kinerja {n}", *[satu(n * 10 + m) for m in range(10)], indikator=[f"Indeks kinerja {n}"])
        for n in range(max(1, cabang // 10))
    ]
    return (outcome("Terwujudnya layanan yang prima", *kelompok, indikator=["Indeks layanan"]),)


def _tetangga(perangkat: Any) -> Any:
    from tests.pabrik.basis import PerangkatFactory

    return PerangkatFactory(pemerintah_daerah=perangkat.pemerintah_daerah)


def _lantai(klien: Any, url: str, pohon_id: int) -> tuple[float, float]:
    """Return the floor of a page and the time of a loop of f-strings over the same rows."""
    from django.template.loader import get_template
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    jawab = klien.get(url)
    teardown_test_environment()
    if jawab.status_code != 200:
        raise RuntimeError(f"{url} dijawab {jawab.status_code}")
    nama = jawab.templates[0].name
    konteks = jawab.context[0].flatten()
    templat = get_template(nama)
    request = konteks["request"]

    def cetak() -> object:
        _baris(pohon_id)
        return templat.render(konteks, request)

    def untai() -> str:
        return "".join(
            f'<tr id="simpul-{pk}"><td>{level}</td><td>{escape(teks)}</td></tr>'
            for pk, level, teks in _baris(pohon_id)[0]
        )

    return _median(cetak), _median(untai)


def _baris(pohon_id: int) -> tuple[list[Any], list[Any]]:
    """Return the nodes and indicators of a tree by plain SQL."""
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT id, level, pernyataan FROM pohon_simpul WHERE tree_id = %s AND penghapusan_id IS NULL ORDER BY lft",
            [pohon_id],
        )
        simpul = kursor.fetchall()
        kursor.execute("SELECT simpul_id, nama, satuan FROM pohon_indikator WHERE pohon_id = %s", [pohon_id])
        return simpul, kursor.fetchall()


def _sunting(kasus: Any) -> tuple[float, float, float]:
    """Return the median time of an edit of one statement, and its time in the database."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from pohon.choices import JenisSimpul
    from pohon.models import Simpul

    klien = Client(HTTP_HOST="localhost")
    klien.force_login(kasus.perencana, backend="django.contrib.auth.backends.ModelBackend")
    satu = Simpul.objects.filter(pohon=kasus.pohon, jenis=JenisSimpul.OPERASIONAL).values("pk").first()
    url = reverse("simpul_ubah", args=[kasus.pohon.pk, satu["pk"]])  # type: ignore[index]
    di_basis_data: list[float] = []

    def hitung(jalankan: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        mulai = time.perf_counter()
        try:
            return jalankan(sql, params, many, context)
        finally:
            di_basis_data[-1] += (time.perf_counter() - mulai) * 1000

    def sunting() -> None:
        versi = Simpul.objects.values_list("versi", flat=True).get(pk=satu["pk"])  # type: ignore[index]
        isi = {"versi": versi, "dari": "3", "jenis": JenisSimpul.OPERASIONAL.value, "pernyataan": f"Berkas {versi}"}
        di_basis_data.append(0)
        with connection.execute_wrapper(hitung):
            jawab = klien.post(url, isi)
        if jawab.status_code != 302:
            raise RuntimeError(f"Suntingan dijawab {jawab.status_code}")

    return _median(sunting), statistics.median(di_basis_data), 0.0


def _median(kerja: Callable[[], object]) -> float:
    """Return the median milliseconds of several runs, after one to warm up."""
    kerja()
    lama = []
    for _ in range(ULANG):
        mulai = time.perf_counter()
        kerja()
        lama.append((time.perf_counter() - mulai) * 1000)
    return statistics.median(lama)


if __name__ == "__main__":
    sys.exit(main())
