"""No paper reaches for anything but bundled files, whatever is written into it: every kind of paper, hostile texts."""

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest
from weasyprint.urls import URLFetcherResponse

from cascading.documents import bahan_buku as bahan_cascading
from cascading.rendering import bahan_gambar, bahan_png
from iki.documents import bahan_buku as bahan_iki
from iki.documents import bahan_kutipan
from naskah.bahan import BahanCetak, susun_bahan
from naskah.documents import bahan_keputusan
from naskah.render import BerkasDitolak, PengambilBerkas, cetak, cetak_berkas
from naskah.rows import Butir
from pohon.snapshot import potret
from telaah.documents import bahan_banding
from telaah.perbedaan import bandingkan
from tests.pabrik.baris import baris_pohon, kondisi, outcome, utama
from tests.pabrik.iki import baris_iki, indikator, posisi, sasaran
from tests.pabrik.keputusan import baris_keputusan

JAHAT = (
    '<img src="file:///etc/passwd">',
    '<svg><image href="file:///etc/passwd"/><use href="http://127.0.0.1:9/a.svg#a"/></svg>',
    '</style></title></p></td></table><link rel="attachment" href="file:///etc/passwd">',
    '\'"><p style="background:url(file:///etc/passwd);content:url(http://127.0.0.1:9/a)">',
    '<style>@import url(file:///etc/passwd);@font-face{font-family:"Naskah";src:url(http://127.0.0.1:9/a.otf)}</style>',
)


def buku_pohon(jahat: str, jabatan: tuple[str, ...] = ("Kepala",)) -> object:
    return baris_pohon(
        outcome(jahat, kondisi(jahat, utama(jahat, indikator=[jahat], jabatan=[*jabatan])), judul_csf=jahat),
        nama_pemilik=jahat,
        mandat=jahat,
    )


def keputusan(jahat: str) -> object:
    return baris_keputusan(
        tentang=jahat, judul_lampiran=jahat, tempat=jahat, kop_nama=jahat, kop_alamat=jahat, ttd_nama=jahat,
        menimbang=(Butir(jahat),), mengingat=(Butir(jahat),), diktum=(Butir(jahat),), pengantar=(Butir(jahat),),
        nama_perangkat=jahat,
    )  # fmt: skip


def iki(jahat: str) -> object:
    return baris_iki(posisi(jahat, sasaran(jahat, indikator(jahat)), tugas=jahat, fungsi=(jahat,)))


def banding(jahat: str) -> BahanCetak:
    pohon = SimpleNamespace(
        nomor_versi=1,
        periode="2021–2026",
        perangkat_daerah=jahat,
        pemerintah_daerah=None,
        urusan=jahat,
        get_status_display=lambda: jahat,
    )
    beda = bandingkan(potret(baris_pohon(outcome("Semula", kondisi("K")))), potret(buku_pohon(jahat, ())))
    return bahan_banding(pohon, pohon, beda)


KERTAS = {
    "cascading": lambda jahat: bahan_cascading(buku_pohon(jahat, (jahat,))),
    "gambar": lambda jahat: bahan_gambar(buku_pohon(jahat), cascading=True),
    "png": lambda jahat: bahan_png(buku_pohon(jahat), cascading=True),
    "keputusan": lambda jahat: bahan_keputusan(keputusan(jahat)),
    "iki": lambda jahat: bahan_iki(iki(jahat), keputusan(jahat)),
    "kutipan": lambda jahat: bahan_kutipan(iki(jahat), iki(jahat).posisi[0], keputusan(jahat)),
    "banding": banding,
}


@pytest.mark.django_db
@pytest.mark.parametrize("nama", KERTAS)
def test_hostile_text_makes_no_paper_ask_for_anything(nama: str, monkeypatch: pytest.MonkeyPatch) -> None:
    diminta: list[str] = []
    asli = PengambilBerkas.fetch

    def catat(self: PengambilBerkas, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        diminta.append(url)
        return asli(self, url, headers)

    monkeypatch.setattr(PengambilBerkas, "fetch", catat)
    bahan = KERTAS[nama](" ".join(JAHAT))

    hasil = cetak_berkas(bahan)

    assert hasil.startswith((b"%PDF-", b"\x89PNG"))
    assert all(url.startswith("naskah:") for url in diminta), diminta
    assert not any(satu.split()[0] in bahan.html and satu.startswith("<") for satu in JAHAT if " " in satu[:6])
    assert "etc/passwd" not in bahan.html.replace("&quot;", '"').split("&lt;")[0]
    assert "<link rel" not in bahan.html and "<svg><image" not in bahan.html


@pytest.mark.parametrize(
    "isi",
    [
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<svg width="9" height="9"><use href="http://127.0.0.1:9/a.svg#a"/></svg>',
        '<ul style="list-style-image: url(file:///etc/passwd)"><li>a</li></ul>',
        '<style>p::before { content: url("http://127.0.0.1:9/a.png") }</style><p>a</p>',
        '<style>@page { background: url("file:///etc/passwd") }</style><p>a</p>',
        '<a rel="attachment" href="file:///etc/passwd">a</a>',
        '<embed src="ftp://127.0.0.1:9/a.svg">',
    ],
)
def test_even_markup_that_got_through_would_get_nothing(isi: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within SVG the renderer draws nothing instead of stopping; what counts is that no file is handed out."""
    diberikan: list[str] = []
    asli = PengambilBerkas.fetch

    def catat(self: PengambilBerkas, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        jawaban = asli(self, url, headers)
        diberikan.append(url)
        return jawaban

    monkeypatch.setattr(PengambilBerkas, "fetch", catat)
    bahan = susun_bahan(f'<html lang="id"><body>{isi}</body></html>', judul="J")

    with nullcontext() if isi.startswith("<svg") else pytest.raises(BerkasDitolak):
        cetak(bahan)
    with nullcontext() if isi.startswith("<svg") else pytest.raises(BerkasDitolak):
        cetak(replace(bahan, bertanda=False))

    assert all(url.startswith("naskah:") for url in diberikan), diberikan
