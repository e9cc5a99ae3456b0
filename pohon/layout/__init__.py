"""Where the boxes and lines of a tree picture go; pure, from frozen rows to frozen boxes.

`huruf` measures text, `kotak` holds the values and the contents of a box, `menyamping` lays out from left to right for
the screen, `menurun` from top to bottom for paper. Printing (SVG, HTML, colours) is done in `cascading`.
"""

from pohon.layout.huruf import EM, NAIK, TURUN, bersihkan, bungkus
from pohon.layout.kotak import (
    CROSSCUTTING,
    INDIKATOR,
    JABATAN,
    KEPALA,
    KERTAS,
    KOMPONEN,
    LAYAR,
    RUJUKAN,
    Bagan,
    Bagian,
    Gaya,
    Kotak,
    Ranting,
    angka,
    ranting_pohon,
    sebutan,
)
from pohon.layout.menurun import menurun, menurun_pas
from pohon.layout.menyamping import menyamping

__all__ = [
    "CROSSCUTTING",
    "EM",
    "INDIKATOR",
    "JABATAN",
    "KEPALA",
    "KERTAS",
    "KOMPONEN",
    "LAYAR",
    "NAIK",
    "RUJUKAN",
    "TURUN",
    "Bagan",
    "Bagian",
    "Gaya",
    "Kotak",
    "Ranting",
    "angka",
    "bersihkan",
    "bungkus",
    "menurun",
    "menurun_pas",
    "menyamping",
    "ranting_pohon",
    "sebutan",
]
