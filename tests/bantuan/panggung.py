"""The demo data brought into the states that the guide speaks of, step by step through the services."""

from dataclasses import dataclass

from instansi.models import Pengguna
from pohon.choices import JenisSimpul
from pohon.models import Pohon, Simpul
from pohon.rules import Keparahan, periksa_pohon
from pohon.selectors import baca_pohon
from pohon.services import IsiSimpul, hapus_simpul, tambah_simpul
from pohon.services.isian import Rancangan
from telaah.services import abaikan_temuan, ajukan, buat_catatan, buat_versi, kembalikan, mulai_telaah, setujui
from tests.pabrik.cuplikan import pasang_contoh


@dataclass
class Panggung:
    """The complete tree of the demo data, and who works on it."""

    pohon: Pohon
    perencana: Pengguna
    penelaah: Pengguna

    def tambah_satu(self) -> None:
        """Add a technical condition that still lacks indicator, component and position."""
        acuan = Simpul.objects.hidup().filter(pohon=self.pohon, jenis=JenisSimpul.OPERASIONAL).order_by("lft")[0]
        baru = Rancangan(JenisSimpul.OPERASIONAL, IsiSimpul("Tersusunnya rencana pelatihan petugas"))
        tambah_simpul(
            aktor=self.perencana,
            pohon_id=self.pohon.pk,
            induk_id=acuan.parent_id,
            rancangan=baru,
            sesudah_id=acuan.pk,
        )

    def hapus_satu(self) -> None:
        """Delete the second technical condition."""
        satu = Simpul.objects.hidup().filter(pohon=self.pohon, jenis=JenisSimpul.OPERASIONAL).order_by("lft")[1]
        hapus_simpul(aktor=self.perencana, pohon_id=self.pohon.pk, simpul_ids=[satu.pk])

    def wajibkan_izin(self, wajib: bool) -> None:
        """Let submissions need the consent of the agency's head, or not."""
        pemda = self.pohon.perangkat_daerah.pemerintah_daerah
        pemda.perlu_izin_pimpinan = wajib
        pemda.save(update_fields=["perlu_izin_pimpinan"])

    def abaikan_satu(self) -> None:
        """Set a suggestion aside with a reason."""
        baris = baca_pohon(self.pohon.pk)
        temuan = next(satu for satu in periksa_pohon(baris) if satu.keparahan == Keparahan.SARAN)
        identitas = baris.menurut_id[temuan.simpul_id].identitas if temuan.simpul_id else None
        alasan = "Keduanya memang dua kondisi yang berbeda."
        abaikan_temuan(
            aktor=self.perencana, pohon_id=self.pohon.pk, kode=temuan.kode, identitas=identitas, alasan=alasan
        )

    def ajukan(self) -> None:
        """Submit the tree as it stands."""
        ajukan(aktor=self.perencana, pohon_id=self.pohon.pk, rev=self._rev())

    def telaah(self) -> None:
        """Begin the review, with a note on the first condition."""
        mulai_telaah(aktor=self.penelaah, pohon_id=self.pohon.pk)
        satu = Simpul.objects.hidup().filter(pohon=self.pohon, jenis=JenisSimpul.KONDISI).order_by("lft")[0]
        isi = "Mohon dilengkapi dengan sasaran layanan yang dimaksud."
        buat_catatan(aktor=self.penelaah, pohon_id=self.pohon.pk, identitas=satu.identitas, isi=isi)

    def kembalikan(self) -> None:
        """Return the tree with its open note."""
        kembalikan(aktor=self.penelaah, pohon_id=self.pohon.pk)

    def setujui(self) -> None:
        """Approve the tree."""
        setujui(aktor=self.penelaah, pohon_id=self.pohon.pk, rev=self._rev())

    def versi_baru(self) -> Pohon:
        """Begin the next version."""
        return buat_versi(aktor=self.perencana, pohon_id=self.pohon.pk)

    def _rev(self) -> int:
        return Pohon.objects.values_list("rev", flat=True).get(pk=self.pohon.pk)


def siapkan() -> Panggung:
    """Load the demo data: one complete tree, one with open findings, one empty."""
    pasang_contoh()
    return Panggung(
        Pohon.objects.get(perangkat_daerah__slug="disdukcapil"),
        Pengguna.objects.get(username="perencana.disdukcapil"),
        Pengguna.objects.get(username="penelaah.bappeda"),
    )
