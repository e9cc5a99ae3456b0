"""Where the boxes and lines of a tree picture go; pure, from frozen rows to frozen boxes.

`huruf` measures text, `kotak` holds the values and the contents of a box, `tanda` the marks on it, `menyamping` lays
out from left to right for the screen, `menurun` from top to bottom for paper. Printing (SVG, HTML, colours) is done in
`cascading`.
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
    LIPATAN,
    PERNYATAAN,
    RUJUKAN,
    Bagan,
    Bagian,
    Gaya,
    Kotak,
    Ranting,
    angka,
    isi_kotak,
    milik_instansi_lain,
    ranting_pohon,
    sebutan,
)
from pohon.layout.menurun import menurun, menurun_pas
from pohon.layout.menyamping import menyamping
from pohon.layout.tanda import JenisTanda, Tanda

__all__ = [
    "CROSSCUTTING",
    "EM",
    "INDIKATOR",
    "JABATAN",
    "KEPALA",
    "KERTAS",
    "KOMPONEN",
    "LAYAR",
    "LIPATAN",
    "NAIK",
    "PERNYATAAN",
    "RUJUKAN",
    "TURUN",
    "Tanda",
    "Bagan",
    "Bagian",
    "Gaya",
    "JenisTanda",
    "Kotak",
    "Ranting",
    "angka",
    "bersihkan",
    "bungkus",
    "isi_kotak",
    "menurun",
    "menurun_pas",
    "menyamping",
    "milik_instansi_lain",
    "ranting_pohon",
    "sebutan",
]
