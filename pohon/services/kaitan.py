"""Links of nodes and indicators to other things: agencies (crosscutting), positions, nomenclature."""

from collections.abc import Iterable, Sequence

from instansi.api import GalatLayanan, Jabatan, PerangkatDaerah
from pohon.choices import PANJANG_PENDEK, JenisSimpul
from pohon.models import Crosscutting, Nomenklatur, Pohon, Simpul
from pohon.services.isian import Pihak, bersih


def nama_pihak(pohon: Pohon, pihak: Iterable[Pihak]) -> dict[Pihak, str]:
    """Return each party's printed name. Raises GalatLayanan for the tree's own agency, for one of another government
    and for an outside body without a name.
    """
    pihak = list(dict.fromkeys(pihak))
    kunci = {satu.perangkat_daerah_id for satu in pihak if satu.perangkat_daerah_id is not None}
    nama: dict[int, str] = {}
    if kunci:
        pemerintah_id = (
            pohon.perangkat_daerah.pemerintah_daerah_id if pohon.perangkat_daerah else pohon.pemerintah_daerah_id
        )
        calon = PerangkatDaerah.objects.filter(pk__in=kunci, pemerintah_daerah=pemerintah_id)
        nama = dict(calon.values_list("pk", "nama"))
        nama.pop(pohon.perangkat_daerah_id or 0, None)
    if len(nama) != len(kunci):
        raise GalatLayanan("Pilih perangkat daerah lain dari daftar.", kolom="crosscutting")
    return {
        satu: nama[satu.perangkat_daerah_id]
        if satu.perangkat_daerah_id is not None
        else bersih(satu.nama, "crosscutting", PANJANG_PENDEK, wajib="Nama pihak crosscutting belum diisi.")
        for satu in pihak
    }


def pastikan_boleh_crosscutting(jenis: str, pihak: Sequence[Pihak]) -> None:
    """Raise GalatLayanan when parties are named on an outcome or a CSF."""
    if pihak and jenis in (JenisSimpul.OUTCOME, JenisSimpul.CSF):
        raise GalatLayanan("Crosscutting hanya untuk kondisi.", kolom="crosscutting")


def tulis_crosscutting(pohon: Pohon, simpul: Simpul, pihak: Sequence[Pihak]) -> tuple[list[str], list[str]] | None:
    """Make a node's parties equal to the list given, keeping the rows that stay. Return (before, after) names, or None
    when nothing changes. Raises GalatLayanan as `nama_pihak`.
    """
    lama = {
        Pihak(satu.perangkat_daerah_id, "" if satu.perangkat_daerah_id else satu.nama): satu
        for satu in Crosscutting.objects.filter(simpul=simpul).order_by("urutan", "pk")
    }
    if not pihak and not lama:
        return None
    pastikan_boleh_crosscutting(simpul.jenis, pihak)
    nama = {
        Pihak(satu.perangkat_daerah_id, "" if satu.perangkat_daerah_id else cetak): cetak
        for satu, cetak in nama_pihak(pohon, pihak).items()
    }
    if list(nama) == list(lama):
        return None
    sebelum = [satu.nama for satu in lama.values()]
    for urutan, (satu, cetak) in enumerate(nama.items(), start=1):
        baris = lama.pop(satu, None) or Crosscutting(
            pohon=pohon, simpul=simpul, perangkat_daerah_id=satu.perangkat_daerah_id
        )
        baris.urutan, baris.nama = urutan, cetak
        baris.save()
    Crosscutting.objects.filter(pk__in=[satu.pk for satu in lama.values()]).delete()
    return sebelum, list(nama.values())


def nama_jabatan(pohon: Pohon, kunci: Iterable[int], *, kolom: str = "jabatan") -> dict[int, str]:
    """Return the positions' names by key. Raises GalatLayanan unless every key is one of the tree's own agency."""
    kunci = set(kunci)
    if not kunci:
        return {}
    milik = Jabatan.objects.filter(pk__in=kunci, perangkat_daerah=pohon.perangkat_daerah_id)
    nama = dict(milik.order_by("pk").values_list("pk", "nama"))
    if len(nama) != len(kunci):
        raise GalatLayanan("Pilih jabatan dari organisasi perangkat daerah ini.", kolom=kolom)
    return nama


def pastikan_jabatan(pohon: Pohon, kunci: Iterable[int], *, kolom: str = "jabatan") -> None:
    """Raise GalatLayanan unless every key is a position of the tree's own agency."""
    nama_jabatan(pohon, kunci, kolom=kolom)


def salinan_nomenklatur(nomenklatur: Nomenklatur | None) -> dict[str, object]:
    """Return the node's columns for a code: the link and the copy of its text that outlives the list."""
    return {
        "nomenklatur_id": nomenklatur.pk if nomenklatur else None,
        "nomenklatur_kode": nomenklatur.kode if nomenklatur else "",
        "nomenklatur_nama": nomenklatur.nama if nomenklatur else "",
        "nomenklatur_peraturan": nomenklatur.peraturan.kode if nomenklatur else "",
    }


def ambil_nomenklatur(kunci: Iterable[int]) -> dict[int, Nomenklatur]:
    """Return codes by key with their regulation. Raises GalatLayanan when one does not exist."""
    kunci = set(kunci)
    hasil = Nomenklatur.objects.select_related("peraturan").in_bulk(kunci) if kunci else {}
    if len(hasil) != len(kunci):
        raise GalatLayanan("Kode nomenklatur ini tidak ada dalam daftar.", kolom="nomenklatur")
    return hasil
