"""The IKU decree as a paper: every row in the right table in order, pages as decrees have them, nothing spoils it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from time import perf_counter

import pytest
from django.conf import settings
from django.core.management import call_command
from pypdf import PdfReader

from iku.choices import KOLOM, NomorLampiran
from iku.documents import cetak_iku, susun_lampiran
from iku.importing import baca_berkas, simpan
from iku.models import BarisLampiran
from iku.rows import Baris
from instansi.models import PerangkatDaerah
from naskah.choices import JenisHuruf, StatusKeputusan, UkuranKertas
from naskah.documents import bahan_keputusan
from naskah.models import PengaturanNaskah
from naskah.render import HasilCetak
from naskah.render import cetak as cetak_bahan
from naskah.rows import BarisKeputusan, TataLetak
from naskah.selectors import baca_keputusan
from tests.pabrik.basis import PerangkatFactory, perencana_di
from tests.pabrik.keputusan import baris_keputusan, draf_tersimpan, pohon_iku

BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "iku_disdukcapil.json"
TEBAL = "Kata yang panjang dan tebal sekali. " * 60  # 2,160 characters


@pytest.fixture
def dinas(db: None) -> PerangkatDaerah:
    return PerangkatFactory(
        nama="Dinas Kependudukan dan Pencatatan Sipil",
        slug="disdukcapil",
        pemerintah_daerah__nama="Kabupaten Balangan",
    )


def baris(nomor: int, lampiran: NomorLampiran = NomorLampiran.IKU, **sel: str) -> Baris:
    kosong = {kolom: f"{label} {nomor}" for kolom, label in KOLOM.items()}
    return Baris(id=nomor, lampiran=lampiran, nomor=nomor, **{**kosong, **sel})


def cetak(keputusan: BarisKeputusan, *semua: Baris) -> HasilCetak:
    lampiran = susun_lampiran(keputusan, semua)
    return cetak_bahan(bahan_keputusan(keputusan, templat="cetak/keputusan_iku.html", konteks={"lampiran": lampiran}))


def buka(hasil: HasilCetak | bytes) -> PdfReader:
    return PdfReader(BytesIO(hasil if isinstance(hasil, bytes) else hasil.pdf))


def polos(teks: str) -> str:
    """Return the text without hyphenation, spaces and case: as it can be compared with print."""
    return re.sub(r"[\s\u00ad\u00a0\u2010-]+", "", teks).casefold()


def tabel(html: str) -> list[str]:
    """Return the text of each attachment's table."""
    bagian = re.findall(r'<table class="daftar lebar">.*?</table>\s*</section>', html, re.DOTALL)
    return [polos(unescape(re.sub(r"<[^>]+>", " ", satu))) for satu in bagian]


def berurutan(teks: str, dicari: Iterator[str] | list[str]) -> bool:
    letak = 0
    for satu in dicari:
        letak = teks.find(polos(satu), letak)
        if letak < 0:
            return False
    return True


@pytest.fixture
def keputusan_berkas(dinas: PerangkatDaerah) -> HasilCetak:
    """The decree of the file, printed once for those who only look at it."""
    if not _TERCETAK:
        keputusan = simpan(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(BERKAS.read_bytes()))
        _TERCETAK.append(cetak_iku(baca_keputusan(keputusan.pk)))
    return _TERCETAK[0]


_TERCETAK: list[HasilCetak] = []


def test_every_row_of_the_file_stands_in_the_right_table_in_order(keputusan_berkas: HasilCetak) -> None:
    data = json.loads(BERKAS.read_text("utf-8"))
    hasil = keputusan_berkas
    satu, dua = tabel(hasil.html)
    halaman = [polos(lembar.extract_text()) for lembar in buka(hasil).pages]
    mulai = next(nomor for nomor, teks in enumerate(halaman) if re.search(r"lampiranii\d", teks))
    tercetak = ("".join(halaman[:mulai]), "".join(halaman[mulai:]))

    for nomor, kunci, isi, lembar in ((1, "kinerja_utama", satu, tercetak[0]), (2, "kinerja", dua, tercetak[1])):
        semua = data[f"lampiran_{nomor}"]["baris"]
        kolom = (kunci, "makna", "alasan_pemilihan", "perhitungan", "penanggung_jawab", "sumber_data")
        assert berurutan(isi, [teks for b in semua for teks in (b[kunci], *b["indikator"], *(b[k] for k in kolom[1:]))])
        # A cell may go on on the next page: its beginning is looked for in the printed file.
        assert all(polos(teks)[:25] in lembar for b in semua for teks in (b["makna"], *b["indikator"]))
    assert [kata for kata in kata_berkas(data) if polos(kata) not in "".join(tercetak)] == []


def kata_berkas(isi: object) -> Iterator[str]:
    """Yield every word of the file, whatever it belongs to."""
    if isinstance(isi, str):
        yield from isi.split()
    elif isinstance(isi, dict | list):
        for satu in isi.values() if isinstance(isi, dict) else isi:
            yield from kata_berkas(satu)


def test_the_paper_is_a_portrait_decree_with_landscape_attachments(keputusan_berkas: HasilCetak) -> None:
    pdf = buka(keputusan_berkas)
    ukuran = [tuple(round(float(sisi) * 25.4 / 72) for sisi in lembar.mediabox[2:]) for lembar in pdf.pages]
    teks = [lembar.extract_text() for lembar in pdf.pages]
    tegak = ukuran.count((215, 330))

    assert ukuran == [(215, 330)] * tegak + [(330, 215)] * (len(ukuran) - tegak)
    assert 11 <= len(ukuran) <= 13  # a decree of this size has 13 in print
    assert "- 1 -" not in teks[0]
    assert all(f"- {nomor} -" in teks[nomor - 1] for nomor in range(2, tegak + 1))
    assert f"Lampiran I - {tegak + 1}" in teks[tegak]
    assert f"Lampiran II - {len(teks)}" in teks[-1]
    assert [satu.title for satu in pdf.outline] == [
        "Keputusan",
        "Lampiran I: INDIKATOR KINERJA UTAMA TAHUN 2021-2026",
        "Lampiran II: INDIKATOR KINERJA TAHUN 2021-2026",
    ]
    assert all("PENANGGUNG" in satu and "SUMBER DATA" in satu for satu in teks[tegak:])
    assert all(re.search(r"\bDRAF\b", satu) for satu in teks)


def test_the_decree_prints_its_parts_in_order(keputusan_berkas: HasilCetak) -> None:
    teks = polos("\n".join(satu.extract_text() for satu in buka(keputusan_berkas).pages))

    assert berurutan(
        teks,
        [
            "PEMERINTAH KABUPATEN BALANGAN", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "KEPUTUSAN",
            "KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "KABUPATEN BALANGAN", "NOMOR :", "TENTANG",
            "PERUBAHAN KEPUTUSAN KEPALA DINAS", "KABUPATEN BALANGAN,", "Menimbang", "Mengingat", "Memperhatikan",
            "MEMUTUSKAN", "Menetapkan", "KESATU", "KEDUA", "KETIGA", "Ditetapkan di", "Paringin", "Juli 2023",
            "LAMPIRAN I", "NOMOR", "TANGGAL", "TENTANG", "Ditetapkan di", "LAMPIRAN II", "Ditetapkan di",
        ],
    )  # fmt: skip


def test_the_command_prints_the_newest_decree_and_without_one_a_draft_from_the_tree(
    dinas: PerangkatDaerah, tmp_path: Path
) -> None:
    pohon_iku(dinas, perencana_di(dinas))
    tujuan = tmp_path / "iku.pdf"

    call_command("cetak", "iku", "--perangkat-daerah", "disdukcapil", "--ke", str(tujuan), stdout=StringIO())
    rancangan = polos("".join(satu.extract_text() for satu in buka(tujuan.read_bytes()).pages))
    simpan(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(BERKAS.read_bytes()))
    call_command("cetak", "iku", "--perangkat-daerah", "disdukcapil", "--ke", str(tujuan), stdout=StringIO())
    tersimpan = polos("".join(satu.extract_text() for satu in buka(tujuan.read_bytes()).pages))

    assert polos("Persentase penduduk terlayani") in rancangan
    assert polos("IKM pelayanan administrasi kependudukan") in tersimpan


def test_a_cell_of_2000_characters_breaks_over_pages_and_loses_nothing() -> None:
    hasil = cetak(baris_keputusan(), baris(1, alasan=TEBAL), baris(2, makna=TEBAL * 3, perhitungan=TEBAL))
    teks = "".join(satu.extract_text() for satu in buka(hasil).pages)

    assert polos(teks).count("tebal") == 300


@pytest.mark.parametrize("panjang", range(200, 4_200, 200))
def test_the_signature_never_stands_alone_on_a_page(panjang: int) -> None:
    hasil = cetak(baris_keputusan(), baris(1), baris(2, perhitungan=(TEBAL * 3)[:panjang]))
    for lembar in buka(hasil).pages:
        teks = lembar.extract_text()
        if "LAMPIRAN" not in teks and "Ditetapkan di" in teks and "SUMBER DATA" in teks:
            # Between the table's heading and the signature there are words of the last row.
            isi = teks.split("Ditetapkan di")[0].split("SUMBER DATA")[-1]
            assert re.search(r"Kata yang|tebal|sekali|Perhitungan", isi)


@pytest.mark.parametrize("banyak", [2, 9, 14, 25])
def test_the_signature_of_the_decree_keeps_the_last_diktum(banyak: int) -> None:
    from naskah.rows import Butir

    diktum = tuple(Butir(f"Diktum nomor {nomor} " + "yang panjang isinya " * 12) for nomor in range(1, banyak + 1))
    teks = [satu.extract_text() for satu in buka(cetak(baris_keputusan(diktum=diktum), baris(1))).pages]
    penutup = next(satu for satu in teks if "Ditetapkan di" in satu)

    assert f"Diktum nomor {banyak} " in " ".join(penutup.split())


def test_without_number_and_date_blanks_are_printed() -> None:
    keputusan = baris_keputusan(nomor_urut="", hari=None, bulan=None, tahun=None, tempat="", kop_alamat="")
    teks = "".join(satu.extract_text() for satu in buka(cetak(keputusan, baris(1))).pages)

    assert "None" not in teks
    assert "050/" in teks


def test_an_empty_attachment_says_so_and_is_signed() -> None:
    html = cetak(baris_keputusan(), baris(1)).html

    assert html.count("Belum ada indikator.") == 1
    assert html.count("Ditetapkan di") == 3


ANEH = "<b>A & B</b> \"kutip\" 'satu' {{ ganda }} {% tag %} 😀 العربية"


def test_strange_names_are_printed_as_typed() -> None:
    keputusan = baris_keputusan(tentang=ANEH, ttd_nama=ANEH, nama_perangkat=ANEH, kop_nama=ANEH)
    hasil = cetak(keputusan, baris(1, indikator=ANEH, kinerja=ANEH))
    teks = polos("".join(satu.extract_text() for satu in buka(hasil).pages))

    assert "<b>A" not in hasil.html
    for bagian in ("<b>A & B</b>", '"kutip"', "{{ ganda }}", "{% tag %}"):
        assert polos(bagian) in teks


@pytest.mark.parametrize(
    "jahat",
    [
        '<img src="http://127.0.0.1:9/a.png">',
        '"><link rel=stylesheet href=http://127.0.0.1:9/a.css>',
        "<style>@import 'http://127.0.0.1:9/a.css'</style>",
        '<svg><image href="file:///etc/passwd"/></svg>',
        "url(http://127.0.0.1:9/)",
        "</td></tr></table><script>1</script>",
    ],
)
def test_hostile_text_is_only_text_and_fetches_nothing(jahat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def tolak(*_: object, **__: object) -> None:
        raise AssertionError("sambungan jaringan")

    monkeypatch.setattr(socket, "create_connection", tolak)
    keputusan = baris_keputusan(tentang=jahat, kop_nama=jahat, tempat=jahat, ttd_jabatan=jahat, judul_lampiran=jahat)
    hasil = cetak(keputusan, baris(1, makna=jahat, indikator=jahat))

    assert jahat not in hasil.html or jahat.startswith("url(")
    assert polos(jahat) in polos("".join(satu.extract_text() for satu in buka(hasil).pages))


def test_same_decree_same_bytes_and_an_issued_one_bears_no_draf() -> None:
    keputusan = replace(baris_keputusan(), status=StatusKeputusan.DITETAPKAN)
    hasil = cetak(keputusan, baris(1), baris(1, NomorLampiran.IK))

    assert hasil.pdf == cetak(keputusan, baris(1), baris(1, NomorLampiran.IK)).pdf
    assert "DRAF" not in "".join(satu.extract_text() for satu in buka(hasil).pages)


def test_paper_margins_and_typeface_follow_the_government(dinas: PerangkatDaerah) -> None:
    PengaturanNaskah.objects.create(
        pemerintah_daerah=dinas.pemerintah_daerah, kertas=UkuranKertas.A4, margin_kiri=40, huruf=JenisHuruf.ARIAL
    )
    keputusan, _ = draf_tersimpan(perangkat_daerah=dinas)
    kini = baca_keputusan(keputusan.pk)
    pdf = buka(cetak_iku(kini))
    huruf = {str(h.get_object()["/BaseFont"]).split("+")[-1] for h in pdf.pages[0]["/Resources"]["/Font"].values()}

    assert kini.tata_letak == TataLetak(UkuranKertas.A4, (25, 25, 25, 40), JenisHuruf.ARIAL, 12)
    assert [round(float(sisi) * 25.4 / 72) for sisi in pdf.pages[0].mediabox[2:]] == [210, 297]
    assert all(satu.startswith("Bagan") or "DRAF" in satu or satu.startswith("Naskah") for satu in huruf)
    assert any(satu.startswith("Bagan") for satu in huruf)


def test_a_whole_decree_takes_little_time(dinas: PerangkatDaerah) -> None:
    keputusan = simpan(aktor=None, perangkat_daerah=dinas, berkas=baca_berkas(BERKAS.read_bytes()))
    kini = baca_keputusan(keputusan.pk)
    cetak_iku(kini)  # fonts and stylesheets are read once in a process
    mulai = perf_counter()
    cetak_iku(kini)

    # 0.6 to 0.9 s on two quiet cores; the limit leaves room for machines that do other work besides.
    assert perf_counter() - mulai < 6
    assert BarisLampiran.objects.filter(keputusan=keputusan).count() == 20
