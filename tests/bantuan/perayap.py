"""Walks the application as several people, by its own links, and collects every label that it shows.

A label is what a person could look for on the screen: the text of a heading, link, button, field, column, choice or
tag, and the name of a picture or icon. What a page says in running text is none.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

_LABEL = (
    "//h1|//h2|//h3|//h4|//a|//button|//label|//legend|//summary|//th|//dt|//caption|//option|//figcaption"
    "|//strong|//nav//span|//main//li"
    "|//*[contains(@class,'label') or contains(@class,'tag') or contains(@class,'nama')]"
)
_ATRIBUT = ("title", "aria-label", "alt", "placeholder", "value")
_TERSEMBUNYI = ".//*[contains(@class,'visually-hidden')]"
_PANJANG = 120  # longer texts are sentences
SEALAMAT = 6  # this many pages of one address, each with other query parameters, show all its labels
_BERKAS = (".pdf", ".png", ".svg", ".xlsx", ".docx", ".json")


def rapikan(teks: str) -> str:
    """Return a text as a label is compared: white space joined, no number in brackets, colon or stop at its end."""
    return re.sub(r"( \(\d+( \w+)?\)|[:.])+$", "", re.sub(r"\s+", " ", teks).strip())


def label_halaman(isi: bytes) -> set[str]:
    """Return the labels of one page, with and without what only screen readers are told."""
    pohon = html.fromstring(isi)
    for buang in pohon.xpath("//script|//style|//template"):
        buang.drop_tree()
    hasil = {elemen.get(nama) for nama in _ATRIBUT for elemen in pohon.xpath(f"//*[@{nama}]")}
    unsur = pohon.xpath(_LABEL)
    hasil |= {elemen.text_content() for elemen in unsur}
    for tersembunyi in pohon.xpath(f"/{_TERSEMBUNYI[1:]}"):
        tersembunyi.drop_tree()
    hasil |= {elemen.text_content() for elemen in unsur}
    return {rapi for teks in hasil if (rapi := rapikan(teks or "")) and len(rapi) <= _PANJANG}


def rayapi(akun: str, mulai: Iterable[str] = ("/",), *, ikuti: bool = True) -> Iterator[bytes]:
    """Yield the HTML pages that this account reaches, by links unless `ikuti` is off: a sample of each address.

    Without the guide: that a label stands in the guide proves nothing.
    """
    klien = Client()
    klien.force_login(get_user_model().objects.get(username=akun))
    antre, dikenal, banyak = deque(mulai), set[str](), Counter[str]()
    while antre:
        alamat = antre.popleft()
        nama, jenis = _jenis(alamat)
        if not nama or nama.startswith("bantuan") or jenis in dikenal or banyak[nama] >= SEALAMAT:
            continue
        dikenal.add(jenis)
        banyak[nama] += 1
        jawaban = klien.get(alamat, follow=True)
        if jawaban.status_code != 200 or not jawaban.headers["Content-Type"].startswith("text/html"):
            continue
        yield jawaban.content
        if ikuti:
            tautan = html.fromstring(jawaban.content).xpath("//a/@href")
            antre.extend(urldefrag(urljoin(alamat, satu)).url for satu in tautan)


def _jenis(alamat: str) -> tuple[str, str]:
    """Return the name of an address, and that with its query parameters; empty for files and foreign addresses."""
    bagian = urlsplit(alamat)
    if bagian.netloc or bagian.path.endswith(_BERKAS):
        return "", ""
    try:
        nama = resolve(bagian.path).url_name or ""
    except Resolver404:
        return "", ""
    return nama, f"{nama}?{','.join(sorted(parse_qs(bagian.query, keep_blank_values=True)))}"
