"""Where rows of the template go: which ones the user moved, and the children of each parent afterwards. Pure lists.

Only what the user moved is moved. Rows that others added or moved meanwhile stay where they are.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

Anak = Mapping[str, Sequence[str]]


def dipindahkan(berkas: Mapping[str, str], asal: Mapping[str, str]) -> set[str]:
    """Return the rows whose parent or order the user changed; both map row → parent in the order of the rows.

    Of siblings in another order the fewest are taken as moved: all but the longest run that kept its order.
    """
    bersama = [kunci for kunci in berkas if kunci in asal]
    pindah = {kunci for kunci in bersama if berkas[kunci] != asal[kunci]}
    nomor = {kunci: tempat for tempat, kunci in enumerate(asal)}
    saudara: dict[str, list[str]] = defaultdict(list)
    for kunci in bersama:
        if kunci not in pindah:
            saudara[berkas[kunci]].append(kunci)
    for urut in saudara.values():
        tetap = _terpanjang_menaik([nomor[kunci] for kunci in urut])
        pindah |= {kunci for tempat, kunci in enumerate(urut) if tempat not in tetap}
    return pindah


def susun_anak(
    kini: Anak, berkas: Mapping[str, str], pindah: Collection[str], baru: Collection[str], hapus: Collection[str]
) -> dict[str, list[str]]:
    """Return the children of every parent whose list changes: moved and new rows after their neighbour in the file."""
    lepas = {*pindah, *hapus}
    hasil = {induk: [kunci for kunci in anak if kunci not in lepas] for induk, anak in kini.items()}
    di_atas: dict[str, list[str]] = defaultdict(list)
    for kunci, induk in berkas.items():
        if kunci in pindah or kunci in baru:
            daftar = hasil.setdefault(induk, [])
            tetangga = next((satu for satu in reversed(di_atas[induk]) if satu in daftar), None)
            daftar.insert(daftar.index(tetangga) + 1 if tetangga else 0, kunci)
        di_atas[induk].append(kunci)
    return {induk: anak for induk, anak in hasil.items() if anak != list(kini.get(induk, ())) and induk not in hapus}


def _terpanjang_menaik(nilai: Sequence[int]) -> set[int]:
    """Return the positions of one longest ascending run (not necessarily adjacent)."""
    akhir: list[int] = []
    letak: list[int] = []
    sebelum: list[int] = []
    for tempat, satu in enumerate(nilai):
        panjang = bisect_left(akhir, satu)
        sebelum.append(letak[panjang - 1] if panjang else -1)
        akhir[panjang : panjang + 1] = [satu]
        letak[panjang : panjang + 1] = [tempat]
    hasil: set[int] = set()
    kini = letak[-1] if letak else -1
    while kini >= 0:
        hasil.add(kini)
        kini = sebelum[kini]
    return hasil
