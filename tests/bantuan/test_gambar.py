"""The pictures of the guide: each that is named is there, none lies about unnamed, and all are light."""

import json
import re

from bantuan.panduan import FOLDER
from bantuan.penyaji import ukuran_png
from tests.arsitektur.berkas import AKAR

PALING_BESAR, PALING_BESAR_SEMUA = 150_000, 3_000_000  # bytes
_GAMBAR = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def _disebut() -> dict[str, str]:
    """Return picture → description, of the guide and of the README."""
    berkas = [*FOLDER.glob("*.md"), AKAR / "README.md"]
    return {
        (satu.parent / sumber).resolve().relative_to(FOLDER).as_posix(): teks
        for satu in berkas
        for teks, sumber in _GAMBAR.findall(satu.read_text(encoding="utf-8"))
    }


def test_every_picture_named_is_there_and_none_is_left_over() -> None:
    ada = {satu.relative_to(FOLDER).as_posix() for satu in (FOLDER / "gambar").glob("*.png")}
    assert set(_disebut()) == ada
    kata = json.loads((FOLDER / "gambar/teks.json").read_text(encoding="utf-8"))
    assert {f"gambar/{nama}.png" for nama in kata} == ada


def test_every_picture_is_described() -> None:
    assert {sumber for sumber, teks in _disebut().items() if len(teks) < 15} == set()


def test_pictures_are_light_and_as_wide_as_the_text() -> None:
    semua = list((FOLDER / "gambar").glob("*.png"))
    assert {satu.name: satu.stat().st_size for satu in semua if satu.stat().st_size > PALING_BESAR} == {}
    assert sum(satu.stat().st_size for satu in semua) <= PALING_BESAR_SEMUA
    assert {ukuran_png(satu)[0] for satu in semua} == {900}
