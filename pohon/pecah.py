"""Finding several statements in one pasted text: "1. … 2. …" or "a. … b. …". Pure; asking the planner is the form's."""

import re
from collections.abc import Sequence
from string import ascii_lowercase

_ANGKA = [str(nomor) for nomor in range(1, 31)]
_PENANDA = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z])[.)](?:\s+|(?=[^\W\d]))")
_AWALAN = re.compile(r"^\(?(?:\d{1,2}|[a-z])[.)]\s+|^[-•–*]\s+")


def pecah_bernomor(teks: str) -> list[str]:
    """Return the parts of a text numbered from 1 (or a) on, without their numbers; the text alone when it is not.

    "1. Meningkatnya A 2. Meningkatnya B" → two parts. A number inside a sentence ("SPM 2. tahap") does not count
    unless the text itself begins with the first number.
    """
    batas: list[tuple[int, int]] = []
    urutan: Sequence[str] = _ANGKA
    for cocok in _PENANDA.finditer(teks):
        if not batas:
            if cocok.start():
                break
            urutan = _ANGKA if cocok.group(1).isdecimal() else ascii_lowercase
        if len(batas) < len(urutan) and cocok.group(1) == urutan[len(batas)]:
            batas.append(cocok.span())
    if len(batas) < 2:
        return [teks]
    akhir = [awal for awal, _ in batas[1:]] + [len(teks)]
    bagian = [teks[selesai:sampai].strip(" ;,\n") for (_, selesai), sampai in zip(batas, akhir, strict=True)]
    return [satu for satu in bagian if satu]


def baris_terisi(teks: str) -> list[str]:
    """Return the filled lines of a text, each without the number or bullet it begins with."""
    return [bersih for satu in teks.split("\n") if (bersih := _AWALAN.sub("", satu.strip()).strip())]
