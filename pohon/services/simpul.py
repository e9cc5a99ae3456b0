"""Changes of nodes: add, edit, move, delete, restore. Structure goes through `pohon.tree` only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from instansi.api import GalatLayanan, Pengguna
from pohon.choices import ANAK_SAH, JENIS_TAHAP_3, JenisSimpul, Tingkat
from pohon.models import Indikator, Penghapusan, Pohon, Simpul
from pohon.services.isian import IsiSimpul, Rancangan, pilihan
from pohon.services.kaitan import tulis_crosscutting
from pohon.services.sunting import PESAN_HILANG, ambil_simpul, catat_pohon, pastikan_versi, selisih, sunting
from pohon.services.tanam import tanam
from pohon.tree import StrukturRusak, Susunan, muat_susunan

_TEKS = ("pernyataan", "sumber", "judul_csf", "sifat", "jenis")


@dataclass(frozen=True, slots=True)
class HasilPindah:
    """What a move did: the node, and how many nodes took another kind to fit their new place."""

    simpul_id: int
    jenis_berubah: int


def tambah_simpul(
    *, aktor: Pengguna, pohon_id: int, induk_id: int | None, rancangan: Rancangan, sesudah_id: int | None = None
) -> Simpul:
    """Add a node (with its branch, if it has one) under a parent, after a sibling or last. Return the new node.

    Without a parent it becomes an outcome. Raises GalatLayanan when the parent or sibling is gone, stands in
    another tree, or does not take such a node.
    """
    with sunting(aktor, pohon_id) as pohon:
        susunan = muat_susunan(pohon)
        if induk_id is None:
            induk_id = susunan.akar
        elif induk_id not in susunan.induk or induk_id == susunan.akar:
            raise GalatLayanan(PESAN_HILANG, kolom="induk")
        else:
            ambil_simpul(pohon, induk_id, kolom="induk")
        if sesudah_id is not None and susunan.induk.get(sesudah_id) != induk_id:
            raise GalatLayanan(PESAN_HILANG, kolom="induk")
        pastikan_jenis(_jenis(pohon)[induk_id], rancangan.jenis)
        simpul = tanam(pohon, susunan, induk_id, [rancangan], sesudah_id=sesudah_id)[0]
        catat_pohon(aktor, pohon, "tambah", simpul, sesudah=_keadaan(simpul))
        return simpul


def ubah_simpul(
    *,
    aktor: Pengguna,
    pohon_id: int,
    simpul_id: int,
    versi: int,
    isi: IsiSimpul,
    jenis: JenisSimpul | None = None,
) -> Simpul:
    """Change a node's texts, agencies and (in Tahap 3) kind. Return it as stored.

    Raises Bentrok when it has changed since `versi`, GalatLayanan when it is gone or the new kind does not fit between
    its parent and its children.
    """
    with sunting(aktor, pohon_id) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        pastikan_versi(simpul, versi, _TEKS)
        kolom: dict[str, object] = dict(isi.kolom())
        if jenis is not None and jenis != simpul.jenis:
            _pastikan_jenis_pas(simpul, jenis)
            kolom["jenis"] = jenis
        sebelum, sesudah = selisih(simpul, kolom)
        pihak = tulis_crosscutting(pohon, simpul, isi.crosscutting)
        if pihak is not None:
            sebelum["crosscutting"], sesudah["crosscutting"] = pihak
        if sesudah:
            kolom["versi"] = simpul.versi + 1
            Simpul.objects.filter(pk=simpul.pk).update(**kolom)
            catat_pohon(aktor, pohon, "ubah", simpul, sebelum=sebelum, sesudah=sesudah)
        for nama, nilai in kolom.items():
            setattr(simpul, nama, nilai)
        return simpul


def ubah_tingkat(*, aktor: Pengguna, pohon_id: int, simpul_id: int, versi: int, tingkat: str) -> Simpul:
    """Override the level of performance of a node; empty returns to the level of its kind (DOMAIN.md, Tahap 4)."""
    with sunting(aktor, pohon_id) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        pastikan_versi(simpul, versi, ("tingkat",))
        sebelum, sesudah = selisih(simpul, {"tingkat": pilihan(tingkat, "tingkat", Tingkat.values)})
        if sesudah:
            Simpul.objects.filter(pk=simpul.pk).update(tingkat=tingkat, versi=F("versi") + 1)
            catat_pohon(aktor, pohon, "ubah_tingkat", simpul, sebelum=sebelum, sesudah=sesudah)
        return simpul


def pindah_simpul(*, aktor: Pengguna, pohon_id: int, simpul_id: int, arah: str) -> HasilPindah:
    """Move a node with its branch one step: "naik", "turun" among its siblings, "masuk", "keluar" in depth.

    Kinds follow the place: inward under the sibling above, outward beside its parent. Raises GalatLayanan with a
    sentence that says why a step is not possible.
    """
    with sunting(aktor, pohon_id) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        susunan = muat_susunan(pohon)
        hidup = set(Simpul.objects.hidup().filter(pohon=pohon).values_list("pk", flat=True))
        induk_id, sesudah_id, jenis = _tujuan_langkah(susunan, _jenis(pohon), hidup, simpul_id, arah)
        return _pindahkan(aktor, pohon, susunan, simpul, induk_id, sesudah_id, jenis)


def pindah_ke(
    *, aktor: Pengguna, pohon_id: int, simpul_id: int, induk_id: int, sesudah_id: int | None = None
) -> HasilPindah:
    """Move a node with its branch under another parent of the same tree, after a sibling or first.

    Raises GalatLayanan when parent or sibling is gone, in another tree, below the node itself, or takes no such node.
    """
    with sunting(aktor, pohon_id) as pohon:
        simpul = ambil_simpul(pohon, simpul_id)
        susunan = muat_susunan(pohon)
        if sesudah_id is not None and susunan.induk.get(sesudah_id) != induk_id:
            raise GalatLayanan(PESAN_HILANG, kolom="induk")
        if induk_id != susunan.akar:
            ambil_simpul(pohon, induk_id, kolom="induk")
        jenis = jenis_di_bawah(_jenis(pohon)[induk_id], JenisSimpul(simpul.jenis), bool(susunan.anak.get(simpul_id)))
        return _pindahkan(aktor, pohon, susunan, simpul, induk_id, sesudah_id, jenis)


def hapus_simpul(*, aktor: Pengguna, pohon_id: int, simpul_ids: Sequence[int]) -> Penghapusan:
    """Delete nodes softly, each with its branch, as one deletion that `pulihkan` brings back whole."""
    with sunting(aktor, pohon_id) as pohon:
        simpul = [ambil_simpul(pohon, satu) for satu in simpul_ids]
        if not simpul:
            raise GalatLayanan("Belum ada kotak yang dipilih.")
        susunan = muat_susunan(pohon)
        kena = {satu for akar in simpul_ids for satu in (akar, *susunan.keturunan(akar))}
        sasaran = Simpul.objects.hidup().filter(pohon=pohon, pk__in=kena)
        jumlah = sasaran.count()
        kutipan = simpul[0].pernyataan[:80] if len(simpul) == 1 else f"{len(simpul)} cabang"
        penghapusan = Penghapusan.objects.create(
            pohon=pohon, oleh=aktor, rev=pohon.rev, ringkas=f"{jumlah} kotak dihapus: {kutipan}"
        )
        kunci = sorted(sasaran.values_list("pk", flat=True))
        sasaran.update(penghapusan=penghapusan, versi=F("versi") + 1)
        catat_pohon(aktor, pohon, "hapus", penghapusan, sebelum={"simpul": kunci})
        return penghapusan


def pulihkan(*, aktor: Pengguna, pohon_id: int, penghapusan_id: UUID | str) -> int:
    """Bring one deletion back, nodes and indicators, with their keys and links; return how many boxes came back.

    Raises GalatLayanan when it was restored already or when the place it hung on is itself deleted.
    """
    with sunting(aktor, pohon_id) as pohon:
        penghapusan = Penghapusan.objects.filter(pohon=pohon, pk=penghapusan_id, dipulihkan__isnull=True).first()
        if penghapusan is None:
            raise GalatLayanan("Penghapusan ini sudah diurungkan.")
        simpul = Simpul.objects.filter(pohon=pohon, penghapusan=penghapusan)
        indikator = Indikator.objects.filter(pohon=pohon, penghapusan=penghapusan)
        induk_terhapus = simpul.exclude(parent__penghapusan__isnull=True).exclude(parent__penghapusan=penghapusan)
        if induk_terhapus.exists() or indikator.filter(simpul__penghapusan__isnull=False).exists():
            raise GalatLayanan("Kotak di atasnya masih terhapus. Pulihkan kotak itu lebih dahulu.")
        isi = {
            "simpul": sorted(simpul.values_list("pk", flat=True)),
            "indikator": list(indikator.values_list("pk", flat=True)),
        }
        simpul.update(penghapusan=None, versi=F("versi") + 1)
        indikator.update(penghapusan=None, versi=F("versi") + 1)
        Penghapusan.objects.filter(pk=penghapusan.pk).update(dipulihkan=timezone.now())
        catat_pohon(aktor, pohon, "pulihkan", penghapusan, sesudah=isi)
        return len(isi["simpul"]) or len(isi["indikator"])


def pastikan_jenis(induk: JenisSimpul, jenis: JenisSimpul) -> None:
    """Raise GalatLayanan when a node of this kind may not stand under a parent of that kind."""
    if jenis not in ANAK_SAH[induk]:
        raise GalatLayanan(f"{jenis.label} tidak dapat berada langsung di bawah {induk.label}.", kolom="jenis")


def jenis_di_bawah(induk: JenisSimpul, jenis: JenisSimpul, punya_anak: bool) -> JenisSimpul:
    """Return the kind a node takes under a parent: its own where that fits, else the one proposed there.

    Raises GalatLayanan when the parent takes no such node at all (an outcome under a condition, say).
    """
    if jenis in ANAK_SAH[induk]:
        return jenis
    if jenis not in JENIS_TAHAP_3 or not set(ANAK_SAH[induk]) & set(JENIS_TAHAP_3):
        raise GalatLayanan(f"{jenis.label} tidak dapat dipindahkan ke bawah {induk.label}.", kolom="induk")
    return next(calon for calon in ANAK_SAH[induk] if not punya_anak or ANAK_SAH[calon])


def _jenis(pohon: Pohon) -> dict[int, JenisSimpul]:
    """Return the kind of every node of the tree, deleted ones included."""
    return {kunci: JenisSimpul(jenis) for kunci, jenis in Simpul.objects.filter(pohon=pohon).values_list("pk", "jenis")}


def _tujuan_langkah(
    susunan: Susunan, jenis: dict[int, JenisSimpul], hidup: set[int], simpul_id: int, arah: str
) -> tuple[int, int | None, JenisSimpul]:
    """Return (new parent, sibling to stand after or None for first, kind) of one step."""
    induk_id = susunan.induk[simpul_id]
    if induk_id is None:
        raise GalatLayanan(PESAN_HILANG)
    saudara = [satu for satu in susunan.anak[induk_id] if satu in hidup]
    tempat = saudara.index(simpul_id)
    if arah == "naik":
        if tempat == 0:
            raise GalatLayanan("Kotak ini sudah paling atas di kelompoknya.")
        return induk_id, saudara[tempat - 2] if tempat > 1 else None, jenis[simpul_id]
    if arah == "turun":
        if tempat == len(saudara) - 1:
            raise GalatLayanan("Kotak ini sudah paling bawah di kelompoknya.")
        return induk_id, saudara[tempat + 1], jenis[simpul_id]
    if jenis[simpul_id] not in JENIS_TAHAP_3:
        raise GalatLayanan("Hanya kotak Tahap 3 yang dapat dipindahkan ke dalam atau ke luar.")
    if arah == "masuk":
        return _tujuan_masuk(susunan, jenis, hidup, simpul_id, saudara[:tempat])
    if arah == "keluar":
        return _tujuan_keluar(susunan, jenis, simpul_id, induk_id)
    raise GalatLayanan("Arah pemindahan tidak dikenal.")


def _tujuan_masuk(
    susunan: Susunan, jenis: dict[int, JenisSimpul], hidup: set[int], simpul_id: int, di_atas: list[int]
) -> tuple[int, int | None, JenisSimpul]:
    if not di_atas:
        raise GalatLayanan("Tidak ada kotak di atasnya untuk dijadikan induk.")
    induk_baru = di_atas[-1]
    if jenis[induk_baru] == JenisSimpul.CROSSCUTTING:
        raise GalatLayanan("Kotak di atasnya adalah crosscutting dan tidak dapat mempunyai turunan.")
    if jenis[induk_baru] == JenisSimpul.OPERASIONAL:
        jenis[induk_baru] = JenisSimpul.ANTARA
    punya_anak = any(satu in hidup for satu in susunan.anak.get(simpul_id, ()))
    cocok = jenis[simpul_id]
    if cocok != JenisSimpul.CROSSCUTTING:
        cocok = next(calon for calon in ANAK_SAH[jenis[induk_baru]] if not punya_anak or ANAK_SAH[calon])
    anak = susunan.anak.get(induk_baru, [])
    return induk_baru, anak[-1] if anak else None, cocok


def _tujuan_keluar(
    susunan: Susunan, jenis: dict[int, JenisSimpul], simpul_id: int, induk_id: int
) -> tuple[int, int | None, JenisSimpul]:
    if jenis[induk_id] not in JENIS_TAHAP_3:
        raise GalatLayanan("Kotak ini sudah di tingkat paling luar, langsung di bawah kondisinya.")
    kakek = susunan.induk[induk_id]
    assert kakek is not None  # noqa: S101 — a Tahap-3 node always stands below a condition
    cocok = jenis[simpul_id] if jenis[simpul_id] == JenisSimpul.CROSSCUTTING else jenis[induk_id]
    return kakek, induk_id, cocok


def _pindahkan(
    aktor: Pengguna,
    pohon: Pohon,
    susunan: Susunan,
    simpul: Simpul,
    induk_id: int,
    sesudah_id: int | None,
    jenis: JenisSimpul,
) -> HasilPindah:
    """Move, let kinds follow the place, and write both."""
    sebelum: dict[str, object] = {"induk": susunan.induk[simpul.pk], "sesudah": _sebelumnya(susunan, simpul.pk)}
    jenis_lama = _jenis(pohon)
    try:
        susunan.pindah(simpul.pk, induk_id, sesudah_id, di_awal=sesudah_id is None)
    except StrukturRusak:
        raise GalatLayanan("Kotak tidak dapat dipindahkan ke bawah dirinya sendiri.", kolom="induk") from None
    berubah = _sesuaikan_jenis(susunan, jenis_lama, simpul.pk, induk_id, jenis)
    susunan.simpan()
    tulis_jenis(berubah)
    sebelum["jenis"] = {kunci: jenis_lama[kunci] for kunci in berubah}
    catat_pohon(
        aktor,
        pohon,
        "pindah",
        simpul,
        sebelum=sebelum,
        sesudah={"induk": induk_id, "sesudah": sesudah_id, "jenis": berubah},
    )
    return HasilPindah(simpul.pk, len(berubah))


def tulis_jenis(jenis: Mapping[int, str]) -> None:
    """Give nodes other kinds; one statement a kind."""
    for baru in set(jenis.values()):
        kunci = [satu for satu, nilai in jenis.items() if nilai == baru]
        Simpul.objects.filter(pk__in=kunci).update(jenis=baru, versi=F("versi") + 1)


def _sesuaikan_jenis(
    susunan: Susunan, jenis: dict[int, JenisSimpul], simpul_id: int, induk_id: int, jenis_baru: JenisSimpul
) -> dict[int, JenisSimpul]:
    """Return the nodes whose kind must change after the move: an operational parent, the node, its descendants."""
    kini = dict(jenis)
    if kini[induk_id] == JenisSimpul.OPERASIONAL:
        kini[induk_id] = JenisSimpul.ANTARA
    kini[simpul_id] = jenis_baru
    pastikan_jenis(kini[induk_id], jenis_baru)
    for kunci in susunan.keturunan(simpul_id):
        induk = susunan.induk[kunci]
        assert induk is not None  # noqa: S101 — a descendant has a parent
        kini[kunci] = jenis_di_bawah(kini[induk], kini[kunci], bool(susunan.anak.get(kunci)))
    return {kunci: baru for kunci, baru in kini.items() if baru != jenis[kunci]}


def _sebelumnya(susunan: Susunan, kunci: int) -> int | None:
    saudara = susunan.anak[susunan.induk[kunci]]
    tempat = saudara.index(kunci)
    return saudara[tempat - 1] if tempat else None


def _pastikan_jenis_pas(simpul: Simpul, jenis: JenisSimpul) -> None:
    if simpul.jenis not in JENIS_TAHAP_3 or jenis not in JENIS_TAHAP_3:
        raise GalatLayanan("Jenis kotak ini tidak dapat diganti.", kolom="jenis")
    induk = Simpul.objects.values_list("jenis", flat=True).get(pk=simpul.parent_id)
    pastikan_jenis(JenisSimpul(induk), jenis)
    anak: Iterable[str] = Simpul.objects.hidup().filter(parent=simpul).values_list("jenis", flat=True)
    for satu in set(anak):
        if JenisSimpul(satu) not in ANAK_SAH[jenis]:
            raise GalatLayanan(
                f"Kotak ini mempunyai turunan {JenisSimpul(satu).label}; {jenis.label} tidak dapat menaunginya.",
                kolom="jenis",
            )


def _keadaan(simpul: Simpul) -> dict[str, object]:
    return {
        "induk": simpul.parent_id,
        "urutan": simpul.urutan,
        **{nama: getattr(simpul, nama) for nama in _TEKS if getattr(simpul, nama)},
    }
