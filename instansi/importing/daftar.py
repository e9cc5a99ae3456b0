"""The lists that the administration offers for import and export. Apps above register theirs while Django starts."""

from dataclasses import dataclass

from instansi.importing.dasar import SumberDaya
from instansi.importing.sumber import SumberAkun, SumberJabatan, SumberPerangkat


@dataclass(frozen=True, slots=True)
class Daftar:
    """A list: its name in addresses, what people read, what its columns mean, and its resource."""

    kode: str
    judul: str
    keterangan: str
    sumber: type[SumberDaya]


_DAFTAR: dict[str, Daftar] = {}


def daftarkan_sumber(daftar: Daftar) -> None:
    """Offer a list under "Impor dan ekspor"; the last one of a name wins."""
    _DAFTAR[daftar.kode] = daftar


def semua_daftar() -> list[Daftar]:
    """Return the lists in the order they were registered."""
    return list(_DAFTAR.values())


def cari_daftar(kode: str) -> Daftar | None:
    """Return the list of this name."""
    return _DAFTAR.get(kode)


daftarkan_sumber(
    Daftar(
        "perangkat-daerah",
        "Perangkat daerah",
        "Satu baris satu perangkat daerah. Baris dengan Kode atau Nama yang sudah ada dibetulkan, yang lain dibuat.",
        SumberPerangkat,
    )
)
daftarkan_sumber(
    Daftar(
        "jabatan",
        "Jabatan dengan atasannya",
        "Satu baris satu jabatan. No atasan menunjuk No di perangkat daerah yang sama; urutan baris bebas. "
        "Biarkan Identitas apa adanya, kosongkan untuk jabatan baru.",
        SumberJabatan,
    )
)
daftarkan_sumber(
    Daftar(
        "akun",
        "Akun dan perannya",
        "Satu baris satu peran. Peran hanya ditambahkan, tidak pernah dicabut. Akun baru menyetel kata sandi lewat "
        "tautan dari halaman akunnya, atau lewat Lupa kata sandi bila ada surelnya.",
        SumberAkun,
    )
)
