"""Demo data: the regency's own tree, an outcome under it, and requests in every state. Only what is missing is made."""

from typing import TYPE_CHECKING
from uuid import UUID

from pohon.pemuat import Hasil

if TYPE_CHECKING:
    from pohon.api import Rancangan

PEMERINTAH, PERIODE = "balangan", 2021
_TERIMA = "Meningkatnya Kepemilikan Dokumen Kependudukan"
_TOLAK = "Meningkatnya Kualitas Data Pencari Kerja"
_TUNGGU = "Meningkatnya Kualitas Pelayanan Publik di Kecamatan"
_UBAH = "Meningkatnya Penempatan Tenaga Kerja Lokal"
_UBAH_BARU = "Meningkatnya Penempatan dan Perlindungan Tenaga Kerja Lokal"


def muat_contoh_lintas() -> list[Hasil]:
    """Make the regency's tree with four requests, answer them, and hang an outcome; leave all alone where it exists."""
    # Imported when loading starts: apps.py loads this module before the models are needed.
    from instansi.api import Pengguna, PerangkatDaerah, Periode
    from pohon.api import Pohon, atur_dukungan, boleh_susun_daerah, buat_pohon_daerah

    bagian = "Pohon pemerintah daerah dan permintaan crosscutting"
    periode = Periode.objects.filter(pemerintah_daerah__slug=PEMERINTAH, mulai=PERIODE).first()
    aktor = Pengguna.objects.filter(username="penelaah.bappeda").first()
    if periode is None or aktor is None or not boleh_susun_daerah(aktor, periode.pemerintah_daerah_id):
        return [Hasil(bagian, dimuat=False)]
    if Pohon.objects.filter(pemerintah_daerah=periode.pemerintah_daerah_id, periode=periode).exists():
        return [Hasil(bagian, dimuat=False)]
    perangkat = dict(
        PerangkatDaerah.objects.filter(pemerintah_daerah=periode.pemerintah_daerah_id).values_list("slug", "pk")
    )
    pohon = buat_pohon_daerah(aktor=aktor, periode=periode, tahun=2023, isi=[_rancangan(perangkat)])
    _jawab(pohon.pk)
    milik = _outcome("disdukcapil", periode.pk)
    if milik is not None:
        atur_dukungan(
            aktor=aktor,
            perangkat_daerah=PerangkatDaerah.objects.select_related("pemerintah_daerah").get(
                pk=perangkat["disdukcapil"]
            ),
            periode=periode,
            outcome=milik,
            simpul=_identitas(pohon.pk, _TERIMA),
        )
    return [Hasil(bagian, dimuat=True, rincian="4 permintaan, 1 dukungan")]


def _rancangan(perangkat: dict[str, int]) -> "Rancangan":
    """Return the regional goal with its conditions, each asking the agency whose work it is."""
    from pohon.api import IsiIndikator, IsiSimpul, JenisSimpul, Pihak, Rancangan

    def kondisi(pernyataan: str, *slug: str) -> Rancangan:
        pihak = tuple(Pihak(perangkat_daerah_id=perangkat[satu]) for satu in slug if satu in perangkat)
        return Rancangan(JenisSimpul.KONDISI, IsiSimpul(pernyataan, crosscutting=pihak))

    def csf(pernyataan: str, *anak: Rancangan) -> Rancangan:
        return Rancangan(JenisSimpul.CSF, IsiSimpul(pernyataan), anak=anak)

    return Rancangan(
        JenisSimpul.OUTCOME,
        IsiSimpul("Meningkatnya Kualitas Pelayanan Publik dan Daya Saing Tenaga Kerja Daerah", sifat="final"),
        indikator=(IsiIndikator("Indeks pelayanan publik", satuan="indeks"),),
        anak=(
            csf(
                "Masih rendahnya kualitas pelayanan publik",
                kondisi(_TERIMA, "disdukcapil"),
                kondisi(_TUNGGU, "batumandi"),
            ),
            csf(
                "Masih terbatasnya daya saing tenaga kerja",
                kondisi(_UBAH, "naker"),
                kondisi(_TOLAK, "naker"),
            ),
        ),
    )


def _jawab(pohon_id: int) -> None:
    """Bring the requests into their states, through the services: accepted, refused, changed since, unanswered."""
    from instansi.api import Pengguna
    from pohon.api import IsiSimpul, Permintaan, Pihak, Simpul, terima, tolak, ubah_simpul

    akun = {satu.username: satu for satu in Pengguna.objects.filter(username__startswith="perencana.")}

    def minta(pernyataan: str) -> Permintaan:
        return Permintaan.objects.get(peminta__isnull=True, simpul=_identitas(pohon_id, pernyataan))

    for pernyataan, slug in ((_TERIMA, "disdukcapil"), (_UBAH, "naker")):
        satu, simpul = minta(pernyataan), _outcome(slug, minta(pernyataan).periode_id)
        if simpul is not None and f"perencana.{slug}" in akun:
            terima(aktor=akun[f"perencana.{slug}"], permintaan_id=satu.pk, versi=satu.versi, simpul=simpul)
    satu = minta(_TOLAK)
    if "perencana.naker" in akun:
        tolak(
            aktor=akun["perencana.naker"],
            permintaan_id=satu.pk,
            versi=satu.versi,
            alasan="Data pencari kerja dihimpun dari kependudukan. Mohon dimintakan kepada Disdukcapil.",
        )
    berubah = Simpul.objects.get(pohon=pohon_id, pernyataan=_UBAH)
    ubah_simpul(
        aktor=Pengguna.objects.get(username="penelaah.bappeda"),
        pohon_id=pohon_id,
        simpul_id=berubah.pk,
        versi=berubah.versi,
        isi=IsiSimpul(_UBAH_BARU, crosscutting=(Pihak(perangkat_daerah_id=satu.tujuan_id),)),
    )


def _identitas(pohon_id: int, pernyataan: str) -> UUID:
    from pohon.api import Simpul

    identitas: UUID = Simpul.objects.values_list("identitas", flat=True).get(pohon=pohon_id, pernyataan=pernyataan)
    return identitas


def _outcome(slug: str, periode_id: int) -> UUID | None:
    """Return the first outcome of an agency's newest tree, or None."""
    from pohon.api import JenisSimpul, Simpul

    identitas: UUID | None = (
        Simpul.objects.hidup()
        .filter(
            pohon__perangkat_daerah__slug=slug,
            pohon__perangkat_daerah__pemerintah_daerah__slug=PEMERINTAH,
            pohon__periode=periode_id,
            jenis=JenisSimpul.OUTCOME,
        )
        .order_by("-pohon__nomor_versi", "lft")
        .values_list("identitas", flat=True)
        .first()
    )
    return identitas
