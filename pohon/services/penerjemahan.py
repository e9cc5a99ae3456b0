"""Changes of Tahap 5: planning component, performance of positions, nomenclature."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from django.db.models import F

from instansi.api import BentukPerangkat, GalatLayanan, Pengguna
from pohon.choices import (
    KINERJA_JABATAN_DINAS,
    KINERJA_JABATAN_KECAMATAN,
    KOMPONEN_BAWAAN,
    PANJANG_PENDEK,
    JenisSimpul,
    Komponen,
)
from pohon.models import Pohon, Simpul, SimpulJabatan
from pohon.rows import BarisSimpul
from pohon.selectors import baca_pohon
from pohon.services.isian import bersih, pilihan
from pohon.services.kaitan import ambil_nomenklatur, nama_jabatan, salinan_nomenklatur
from pohon.services.sunting import ambil_simpul, catat_pohon, pastikan_versi, selisih, sunting

_KOLOM = (
    "komponen",
    "kinerja_jabatan",
    "nomenklatur_id",
    "nomenklatur_kode",
    "nomenklatur_nama",
    "nomenklatur_peraturan",
)


def usulan_kinerja_jabatan(jenis: JenisSimpul, bentuk: str) -> str:
    """Return the printed "kinerja jabatan" proposed for a kind of node; a kecamatan differs (DOMAIN.md, Tahap 5)."""
    daftar = KINERJA_JABATAN_KECAMATAN if bentuk == BentukPerangkat.KECAMATAN else KINERJA_JABATAN_DINAS
    return daftar.get(jenis, "")


def ubah_penerjemahan(
    *,
    aktor: Pengguna,
    pohon_id: int,
    simpul_id: int,
    versi: int,
    komponen: str,
    kinerja_jabatan: str,
    jabatan_ids: Sequence[int] = (),
    nomenklatur_id: int | None = None,
) -> Simpul:
    """Set a node's component, printed performance of positions, positions and nomenclature.

    Raises Bentrok when the node has changed since `versi`; GalatLayanan for a CSF or crosscutting node and for a
    position or code that is not in the lists.
    """
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        pastikan_versi(simpul, versi, _KOLOM)
        if simpul.jenis not in KOMPONEN_BAWAAN:
            raise GalatLayanan(f"{simpul.get_jenis_display()} tidak diterjemahkan ke komponen.", kolom="komponen")
        kolom: dict[str, object] = {
            "komponen": pilihan(komponen, "komponen", Komponen.values),
            "kinerja_jabatan": bersih(kinerja_jabatan, "kinerja_jabatan", PANJANG_PENDEK),
        }
        if nomenklatur_id != simpul.nomenklatur_id:
            kode = ambil_nomenklatur([nomenklatur_id] if nomenklatur_id is not None else [])
            kolom |= salinan_nomenklatur(kode.get(nomenklatur_id or 0))
        tulis_penerjemahan(aktor, pohon, simpul, kolom, jabatan_ids)
        return simpul


def tulis_penerjemahan(
    aktor: Pengguna, pohon: Pohon, simpul: Simpul, kolom: Mapping[str, object], jabatan_ids: Sequence[int]
) -> None:
    """Write columns and positions of a node inside an edit, with their entry in the trail; nothing when all is equal.

    The trail names the positions for people and holds their keys for undoing. Raises GalatLayanan as `nama_jabatan`.
    """
    sebelum, sesudah = selisih(simpul, kolom)
    pemegang = tulis_jabatan(pohon, simpul, jabatan_ids)
    if pemegang is not None:
        lama, baru = pemegang
        sebelum |= {"jabatan": list(lama.values()), "jabatan_ids": list(lama)}
        sesudah |= {"jabatan": list(baru.values()), "jabatan_ids": list(baru)}
    if sesudah:
        Simpul.objects.filter(pk=simpul.pk).update(**kolom, versi=F("versi") + 1)
        catat_pohon(aktor, pohon, "ubah_penerjemahan", simpul, sebelum=sebelum, sesudah=sesudah)


def terima_usulan(*, aktor: Pengguna, pohon_id: int, simpul_ids: Collection[int] | None = None) -> int:
    """Fill in the proposed component and performance of positions where they are still empty; return how many nodes.

    `simpul_ids`: only these nodes, else all. One step to undo. Nodes that are wholly another agency's work are left
    alone: they have neither (DOMAIN.md, Tahap 5).
    """
    with sunting(aktor, pohon_id, lintas=False) as pohon:
        rows = baca_pohon(pohon.pk)
        usulan: dict[tuple[str, str], list[BarisSimpul]] = defaultdict(list)
        for baris in rows.simpul:
            if baris.perlu_indikator and (simpul_ids is None or baris.id in simpul_ids):
                kinerja = baris.kinerja_jabatan or usulan_kinerja_jabatan(baris.jenis, rows.bentuk)
                usul = (baris.komponen or KOMPONEN_BAWAAN[baris.jenis].value, kinerja)
                if usul != (baris.komponen, baris.kinerja_jabatan):
                    usulan[usul].append(baris)
        for (komponen, kinerja), kena in usulan.items():
            Simpul.objects.filter(pk__in=[baris.id for baris in kena]).update(
                komponen=komponen, kinerja_jabatan=kinerja, versi=F("versi") + 1
            )
        lama = {str(b.id): [b.komponen, b.kinerja_jabatan] for kena in usulan.values() for b in kena}
        if lama:
            baru = {str(b.id): list(usul) for usul, kena in usulan.items() for b in kena}
            catat_usulan(aktor, pohon, sebelum=lama, sesudah=baru)
        return len(lama)


def catat_usulan(
    aktor: Pengguna, pohon: Pohon, *, sebelum: Mapping[str, list[str]], sesudah: Mapping[str, list[str]]
) -> None:
    """Write that proposals were accepted (or taken back): node → [component, performance of positions]."""
    diterima = sum(map(bool, chain(*sesudah.values()))) > sum(map(bool, chain(*sebelum.values())))
    ringkas = f"Usulan Tahap 5 {'diterima' if diterima else 'dibatalkan'} untuk {len(sesudah)} kotak"
    catat_pohon(aktor, pohon, "terima_usulan", pohon, ringkas=ringkas, sebelum=sebelum, sesudah=sesudah)


def tulis_jabatan(pohon: Pohon, simpul: Simpul, kunci: Sequence[int]) -> tuple[dict[int, str], dict[int, str]] | None:
    """Make the node's positions equal to the list, keeping rows that stay. Return key → name before and after, or None.

    In bulk: however many positions change, an edit takes the same few queries.
    """
    pemegang = SimpulJabatan.objects.filter(simpul=simpul).select_related("jabatan").order_by("urutan", "pk")
    ada = {satu.jabatan_id: satu for satu in pemegang}
    kunci = list(dict.fromkeys(kunci))
    if list(ada) == kunci:
        return None
    nama = {satu: baris.jabatan.nama for satu, baris in ada.items()} | nama_jabatan(pohon, set(kunci) - set(ada))
    hilang = [baris.pk for satu, baris in ada.items() if satu not in kunci]
    if hilang:
        SimpulJabatan.objects.filter(pk__in=hilang).delete()
    baru, bergeser = [], []
    for urutan, satu in enumerate(kunci, start=1):
        baris = ada.get(satu)
        if baris is None:
            baru.append(SimpulJabatan(pohon=pohon, simpul=simpul, jabatan_id=satu, urutan=urutan))
        elif baris.urutan != urutan:
            baris.urutan = urutan
            bergeser.append(baris)
    SimpulJabatan.objects.bulk_create(baru)
    SimpulJabatan.objects.bulk_update(bergeser, ["urutan"])
    return {satu: nama[satu] for satu in ada}, {satu: nama[satu] for satu in kunci}
