"""Compares a filled-in template with the tree as it is now: what is new, changed, moved, missing, in conflict, wrong.

Cell by cell, three ways: what the file held when it was written (checksum), what it holds, what the tree holds now.
Only what the user changed counts; where others changed the same cell meanwhile it is a conflict, and the text of the
tree stays unless the user says otherwise. Nothing is stored here: `services.penerapan` takes `Rencana.perubahan`.
One long class: each step needs what the others have recognised.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError

from instansi.api import angka
from pohon.choices import ANAK_SAH, KOMPONEN_BAWAAN, JenisSimpul
from pohon.models import Pohon
from pohon.rows import BarisPohon
from pohon.services.perubahan import AKAR, Perubahan
from pohon.templat.arti import Pengarti
from pohon.templat.baca import BarisBuku, Buku, GalatSel
from pohon.templat.bentuk import INDIKATOR, PENERJEMAHAN, POHON, TAHAP_1, Kolom, Lembar
from pohon.templat.isi import Baris, IsiTemplat, Kamus, isi_pohon, sidik_sel
from pohon.templat.letak import dipindahkan, susun_anak

_STRUKTUR = ("kode", "induk")  # said by code, decided by `letak`
_TANPA_INDIKATOR = (JenisSimpul.CSF, JenisSimpul.CROSSCUTTING)


@dataclass(frozen=True, slots=True)
class Beda:
    """A cell that says something new. `kunci` names it in a form where it is in conflict."""

    judul: str
    lama: str
    baru: str
    kunci: str = ""


@dataclass(frozen=True, slots=True)
class Butir:
    """A row of the preview: a node, an indicator or Tahap 1, with what is to become of it."""

    kunci: str
    apa: str
    kode: str
    teks: str
    beda: tuple[Beda, ...] = ()


@dataclass
class Rencana:
    """Everything a preview shows. `galat` empty: it can be stored."""

    rev: int
    galat: list[GalatSel] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    baru: list[Butir] = field(default_factory=list)
    berubah: list[Butir] = field(default_factory=list)
    pindah: list[Butir] = field(default_factory=list)
    hilang: list[Butir] = field(default_factory=list)
    bentrok: list[Butir] = field(default_factory=list)
    perubahan: Perubahan = field(default_factory=Perubahan)

    @property
    def ringkas(self) -> str:
        """What is stored, in a few words, for the audit trail and the message."""
        bagian = ((len(self.baru), "baru"), (len(self.berubah), "berubah"), (len(self.pindah), "pindah"))
        hapus = ((len(self.perubahan.hapus), "dihapus"),)
        return "Templat: " + (", ".join(f"{angka(n)} {kata}" for n, kata in bagian + hapus if n) or "tanpa perubahan")


def susun_rencana(
    buku: Buku, pohon: Pohon, rows: BarisPohon, *, hapus: Collection[str] = (), pakai: Collection[str] = ()
) -> Rencana:
    """Return the plan of a workbook for a tree read as `rows`.

    `hapus` are the identities of missing rows that may be deleted, `pakai` the conflicts ("identity:column") in which
    the file wins.
    """
    return _Penyusun(buku, pohon, rows, set(hapus), set(pakai)).susun()


class _Penyusun:
    """Puts one plan together; each step fills its part of `rencana`."""

    def __init__(self, buku: Buku, pohon: Pohon, rows: BarisPohon, hapus: set[str], pakai: set[str]) -> None:
        kamus = Kamus(pohon)
        self.buku, self.pohon, self.rows, self.pakai = buku, pohon, rows, pakai
        self.kini: IsiTemplat = isi_pohon(rows, kamus)
        self.pengarti = Pengarti(rows, kamus)
        self.rencana = Rencana(rows.rev, galat=list(buku.galat), catatan=list(buku.catatan))
        self.mau = self.rencana.perubahan
        self.boleh_hapus = hapus
        self.jenis = {str(satu.identitas): satu.jenis for satu in rows.simpul}
        self.simpul: dict[str, BarisBuku] = {}
        self.indikator: dict[str, BarisBuku] = {}
        self.kode: dict[str, str] = {}
        self.induk: dict[str, str] = {}

    def susun(self) -> Rencana:
        """Return the plan."""
        self._kepala()
        self.simpul = self._kenali(POHON, self.kini.simpul)
        self.indikator = self._kenali(INDIKATOR, self.kini.indikator)
        self._baca_kode()
        self._isi_simpul()
        self._isi_penerjemahan()
        self._isi_indikator()
        self._hilang()
        self._letak_simpul()
        self._letak_indikator()
        self._pastikan_jenis()
        self.rencana.galat = self._tanpa_ulangan()
        return self.rencana

    # --- which row is which

    def _kenali(self, lembar: Lembar, kini: dict[str, Baris]) -> dict[str, BarisBuku]:
        """Return the rows by identity, new ones under a fresh one, in the order of the sheet."""
        hasil: dict[str, BarisBuku] = {}
        for baris in self.buku.baris.get(lembar.nama, ()):
            kunci = baris.id or str(uuid4())
            if baris.id and baris.id not in kini:
                self._galat(baris, "id", self._pesan_tak_dikenal(baris.id))
            elif kunci in hasil:
                self._galat(
                    baris, "id", f"ID ini sudah dipakai baris {hasil[kunci].nomor}. Kosongkan ID baris yang baru."
                )
            else:
                hasil[kunci] = baris
        return hasil

    def _pesan_tak_dikenal(self, kunci: str) -> str:
        if kunci in self.buku.asal.get(POHON.nama, {}) or kunci in self.buku.asal.get(INDIKATOR.nama, {}):
            return "Baris ini sudah dihapus dari pohon. Kosongkan ID untuk membuatnya lagi, atau hapus baris ini."
        return "ID ini tidak ada di pohon ini. Kosongkan ID bila barisnya memang baru."

    def _baca_kode(self) -> None:
        """Learn which row each code of the file names; codes of when it was written help out where rows are gone."""
        for kunci, baris in self.simpul.items():
            kode = baris.isi.get("kode", "")
            if kode and kode in self.kode:
                self._galat(baris, "kode", f"Kode {kode} dipakai dua kali. Beri kode lain pada salah satunya.")
            elif kode:
                self.kode[kode] = kunci
        for kode, kunci in self.buku.kode_asal.items():
            if kunci in self.kini.simpul:
                self.kode.setdefault(kode, kunci)

    # --- what cells say

    def _kepala(self) -> None:
        baris = self.buku.tahap_1
        if baris is None:
            return
        beda, bentrok = [], []
        for kolom, satu in self._beda(TAHAP_1, baris, "", self.kini.tahap_1):
            tempat = BarisBuku(TAHAP_1.nama, baris.tempat[kolom.kunci], "", {}, {kolom.kunci: 2})
            if satu.kunci and satu.kunci not in self.pakai:
                bentrok.append(satu)
                continue
            beda.append(satu)
            self._simpan(self.mau.kepala, kolom, satu.baru, tempat, "")
        self._butir("", "Tahap 1", "", "Tahap 1", beda, bentrok)

    def _beda(self, lembar: Lembar, baris: BarisBuku, kunci: str, kini: Baris) -> Iterator[tuple[Kolom, Beda]]:
        """Yield what the user changed in a row; with a `kunci` where others changed the same cell to something else."""
        asal = self.buku.asal.get(lembar.nama, {}).get(kunci, {})
        for kolom in lembar.kolom:
            if kolom.kunci not in baris.isi or kolom.kunci in _STRUKTUR:
                continue
            teks, lama = baris.isi[kolom.kunci], kini.get(kolom.kunci, "")
            sidik = asal.get(kolom.kunci)
            if teks == lama or sidik == sidik_sel(teks):
                continue
            bentrok = sidik is not None and sidik != sidik_sel(lama)
            yield kolom, Beda(kolom.judul, lama, teks, f"{kunci}:{kolom.kunci}" if bentrok else "")

    def _isi_simpul(self) -> None:
        for kunci, baris in self.simpul.items():
            if kunci not in self.kini.simpul:
                isi = self.mau.simpul.setdefault(kunci, {})
                for kolom in POHON.kolom:
                    if kolom.kunci in baris.isi and kolom.kunci not in _STRUKTUR:
                        self._simpan(isi, kolom, baris.isi[kolom.kunci], baris, kunci)
                self.mau.baru.append(kunci)
                self.jenis[kunci] = JenisSimpul(isi.get("jenis") or JenisSimpul.OUTCOME)
                self._butir_baru(kunci, "Kotak", baris, baris.isi.get("pernyataan", ""))
            else:
                isi = self._ubah(POHON, baris, kunci, self.kini.simpul[kunci], "Kotak", "pernyataan")
                if isi:
                    self.mau.simpul[kunci] = isi
                    self.jenis[kunci] = JenisSimpul(isi.get("jenis") or self.jenis[kunci])
            if self.mau.simpul.get(kunci, {}).get("crosscutting") and self.jenis[kunci] in (
                JenisSimpul.OUTCOME,
                JenisSimpul.CSF,
            ):
                self._galat(baris, "crosscutting", "Crosscutting hanya untuk kondisi.")

    def _isi_penerjemahan(self) -> None:
        terbaca: dict[str, BarisBuku] = {}
        for baris in self.buku.baris.get(PENERJEMAHAN.nama, ()):
            isi = {nama: teks for nama, teks in baris.isi.items() if nama != "kode"}
            kode = baris.isi.get("kode", "")
            kunci = baris.id or self.kode.get(kode, "")
            if kunci not in self.simpul and kunci not in self.kini.simpul:
                if baris.id or any(isi.values()):
                    self._galat(baris, "kode", f"Kotak {kode or 'ini'} tidak ada di lembar {POHON.nama}.")
                continue
            if kunci in terbaca:
                self._galat(baris, "kode", f"Kotak ini sudah ada di baris {terbaca[kunci].nomor}.")
                continue
            terbaca[kunci] = baris
            if baris.id and self.kode.get(kode, kunci) != kunci:
                self._galat(baris, "kode", f"Kode {kode} milik kotak lain. Kembalikan kodenya, atau kosongkan ID.")
            lama = self.kini.penerjemahan.get(kunci, {})
            ubah = self._ubah(PENERJEMAHAN, baris, kunci, lama, "Kotak", "kinerja", baru=kunci in self.mau.baru)
            if ubah and self.jenis[kunci] not in KOMPONEN_BAWAAN:
                for nama in ("komponen", "kinerja_jabatan", "jabatan", "nomenklatur"):
                    if ubah.get(nama):
                        pesan = f"{self.jenis[kunci].label} tidak diterjemahkan ke komponen dan jabatan."
                        self._galat(baris, nama, pesan)
            if ubah:
                self.mau.simpul.setdefault(kunci, {}).update(ubah)

    def _isi_indikator(self) -> None:
        for kunci, baris in self.indikator.items():
            simpul = self.kode.get(baris.isi.get("kode", ""), "")
            if not simpul and kunci in self.kini.indikator and not baris.isi.get("kode"):
                simpul = self.kini.induk[kunci]
            if not simpul:
                self._galat(
                    baris, "kode", f"Kotak {baris.isi.get('kode') or '(kosong)'} tidak ada di lembar {POHON.nama}."
                )
                continue
            self.induk[kunci] = simpul
            if kunci in self.kini.indikator:
                isi = self._ubah(INDIKATOR, baris, kunci, self.kini.indikator[kunci], "Indikator", "nama")
            else:
                isi = {"simpul": simpul}
                for kolom in INDIKATOR.kolom:
                    if kolom.kunci in baris.isi and kolom.kunci not in _STRUKTUR:
                        self._simpan(isi, kolom, baris.isi[kolom.kunci], baris, kunci)
                self.mau.baru.append(kunci)
                self._butir_baru(kunci, "Indikator", baris, baris.isi.get("nama", ""))
            if isi:
                self.mau.indikator[kunci] = isi
            if self.jenis.get(simpul) in _TANPA_INDIKATOR and (isi or simpul != self.kini.induk.get(kunci)):
                self._galat(baris, "kode", f"{self.jenis[simpul].label} tidak mempunyai indikator.")

    def _ubah(
        self, lembar: Lembar, baris: BarisBuku, kunci: str, kini: Baris, apa: str, judul: str, *, baru: bool = False
    ) -> dict[str, Any]:
        """Return the changed columns of a row that exists, and add it to the preview."""
        isi: dict[str, Any] = {}
        beda, bentrok = [], []
        for kolom, satu in self._beda(lembar, baris, kunci, kini):
            if satu.kunci and satu.kunci not in self.pakai:
                bentrok.append(satu)
            else:
                beda.append(satu)
                self._simpan(isi, kolom, satu.baru, baris, kunci)
        if not baru:
            self._butir(kunci, apa, kini.get("kode", baris.isi.get("kode", "")), kini.get(judul, ""), beda, bentrok)
        return isi

    def _simpan(self, isi: dict[str, Any], kolom: Kolom, teks: str, baris: BarisBuku, kunci: str) -> None:
        try:
            nilai = self.pengarti.arti(kolom, teks, kunci)
        except ValidationError as galat:
            self._galat(baris, kolom.kunci, galat.messages[0])
        else:
            isi[kolom.kunci] = nilai

    # --- what is gone

    def _hilang(self) -> None:
        """Find rows that the user took out: they were in the file, they are in the tree, the file has them no more."""
        hilang = self._tiada(POHON, self.simpul, self.kini.simpul)
        for kunci in hilang:
            baris = self.kini.simpul[kunci]
            self.rencana.hilang.append(Butir(kunci, "Kotak", baris["kode"], baris["pernyataan"]))
        hapus = self._hapus_dengan_cabang({kunci for kunci in hilang if kunci in self.boleh_hapus})
        self.mau.hapus += [kunci for kunci in self.kini.simpul if kunci in hapus]
        for kunci in self._tiada(INDIKATOR, self.indikator, self.kini.indikator):
            if self.kini.induk[kunci] in hilang:
                continue  # it goes, or stays, with its node
            baris = self.kini.indikator[kunci]
            self.rencana.hilang.append(Butir(kunci, "Indikator", baris["kode"], baris["nama"]))
            if kunci in self.boleh_hapus:
                self.mau.hapus.append(kunci)

    def _tiada(self, lembar: Lembar, ada: dict[str, BarisBuku], kini: dict[str, Baris]) -> list[str]:
        if lembar.nama not in self.buku.baris:
            return []
        asal = self.buku.asal.get(lembar.nama, {})
        disebut = {baris.id for baris in self.buku.baris[lembar.nama]}
        return [
            kunci
            for kunci in kini
            if kunci not in ada and kunci not in disebut and (kunci in asal or not self.buku.ada_asal)
        ]

    def _hapus_dengan_cabang(self, hapus: set[str]) -> set[str]:
        """Add what stands below deleted nodes in the tree, unless the file has it and has put it elsewhere."""
        hasil = set(hapus)
        for kunci in self.kini.simpul:  # in preorder: parents first
            if self.kini.induk[kunci] in hasil and kunci not in self.simpul:
                hasil.add(kunci)
        return hasil

    # --- where rows go

    def _letak_simpul(self) -> None:
        berkas: dict[str, str] = {}
        for kunci, baris in self.simpul.items():
            induk = self._induk(kunci, baris)
            if induk is not None:
                berkas[kunci] = induk
        asal = self._induk_asal(POHON, self.kini.simpul)
        pindah = dipindahkan(berkas, asal) & set(self.kini.simpul)
        self._pindah_simpul(berkas, pindah)
        baru = {kunci for kunci in self.mau.baru if kunci in self.simpul}
        self.induk |= berkas
        self.induk |= {kunci: self.kini.induk[kunci] for kunci in self.kini.simpul if kunci not in pindah}
        self._pastikan_tanpa_putaran()
        kini = _anak(self.kini.induk, self.kini.simpul)
        hapus = {kunci for kunci in self.mau.hapus if kunci in self.kini.simpul}
        self.mau.susunan = susun_anak(kini, berkas, pindah, baru, hapus)

    def _induk(self, kunci: str, baris: BarisBuku) -> str | None:
        """Return the parent that the file gives a node; None when there is none of that code."""
        kode = baris.isi.get("induk", "")
        if not kode:
            if self.jenis[kunci] != JenisSimpul.OUTCOME:
                self._galat(baris, "induk", "Isi kode kotak induknya; hanya outcome yang tanpa induk.")
            return AKAR
        induk = self.kode.get(kode)
        if induk is None:
            self._galat(baris, "induk", f"Tidak ada kotak dengan kode {kode}.")
        elif induk in self.mau.hapus:
            self._galat(baris, "induk", f"Kotak {kode} dihapus. Pilih induk lain, atau biarkan kotak itu.")
        return induk

    def _induk_asal(self, lembar: Lembar, kini: dict[str, Baris]) -> dict[str, str]:
        """Return row → parent as the file was written; where that is not known, as the tree is now."""
        asal = self.buku.asal.get(lembar.nama, {})
        if not self.buku.ada_asal:
            return {kunci: self.kini.induk[kunci] for kunci in kini}
        tambahan = {kunci: self.kini.induk[kunci] for kunci in kini if kunci not in asal}
        return {kunci: isi.get("induk_id", "") for kunci, isi in asal.items()} | tambahan

    def _pindah_simpul(self, berkas: dict[str, str], pindah: set[str]) -> None:
        for kunci in (satu for satu in berkas if satu in pindah):
            kini = self.kini.simpul[kunci]
            lama, baru = kini["induk"], self.simpul[kunci].isi.get("induk", "")
            beda = (Beda("Induk", lama or "paling atas", baru or "paling atas"),) if lama != baru else ()
            self.rencana.pindah.append(Butir(kunci, "Kotak", kini["kode"], kini["pernyataan"], beda))

    def _letak_indikator(self) -> None:
        berkas = {kunci: self.induk[kunci] for kunci in self.indikator if kunci in self.induk}
        pindah = dipindahkan(berkas, self._induk_asal(INDIKATOR, self.kini.indikator)) & set(self.kini.indikator)
        for kunci in (satu for satu in berkas if satu in pindah):
            baris, simpul = self.kini.indikator[kunci], berkas[kunci]
            beda: tuple[Beda, ...] = ()
            if simpul != self.kini.induk[kunci]:
                self.mau.indikator.setdefault(kunci, {})["simpul"] = simpul
                beda = (Beda("Kotak", baris["kode"], self.indikator[kunci].isi["kode"]),)
            self.rencana.pindah.append(Butir(kunci, "Indikator", baris["kode"], baris["nama"], beda))
        baru = {kunci for kunci in self.mau.baru if kunci in self.indikator}
        for kunci in (satu for satu in berkas if berkas[satu] in self.mau.hapus and satu in baru | pindah):
            self._galat(self.indikator[kunci], "kode", "Kotak ini dihapus. Pilih kotak lain untuk indikator ini.")
        kini = _anak(self.kini.induk, self.kini.indikator)
        hapus = set(self.mau.hapus)
        urutan = susun_anak(kini, berkas, pindah, baru, hapus)
        self.mau.urutan = {simpul: isi for simpul, isi in urutan.items() if simpul not in hapus}

    # --- what does not hold

    def _pastikan_tanpa_putaran(self) -> None:
        """Find nodes that stand below themselves."""
        for kunci, baris in self.simpul.items():
            dilewati: set[str] = set()
            satu = kunci
            while satu and satu not in dilewati:
                dilewati.add(satu)
                satu = self.induk.get(satu, AKAR)
            if satu == kunci:
                self._galat(baris, "induk", "Kotak ini berada di bawah dirinya sendiri. Pilih induk lain.")

    def _pastikan_jenis(self) -> None:
        """Check every parent and child that this plan touches."""
        sentuh = {*self.mau.baru, *(kunci for kunci, isi in self.mau.simpul.items() if "jenis" in isi)}
        sentuh |= {butir.kunci for butir in self.rencana.pindah}
        for kunci, induk in self.induk.items():
            if kunci not in self.jenis or kunci in self.mau.hapus or (kunci not in sentuh and induk not in sentuh):
                continue
            atas = self.jenis.get(induk, JenisSimpul.AKAR) if induk else JenisSimpul.AKAR
            if self.jenis[kunci] not in ANAK_SAH[atas]:
                # Said at the row that was changed: of a parent of another kind, not at each of its children.
                baris = self.simpul.get(kunci if kunci in sentuh else induk) or self.simpul.get(kunci)
                if baris is not None:
                    pesan = f"{self.jenis[kunci].label} tidak dapat berada langsung di bawah {atas.label}."
                    self._galat(baris, "jenis", pesan)

    # --- the preview

    def _butir(self, kunci: str, apa: str, kode: str, teks: str, beda: list[Beda], bentrok: list[Beda]) -> None:
        """Add a row of the preview; Tahap 4-5 adds to the row of its node."""
        for daftar, isi in ((self.rencana.berubah, beda), (self.rencana.bentrok, bentrok)):
            if not isi:
                continue
            ada = next((nomor for nomor, satu in enumerate(daftar) if satu.kunci == kunci), None)
            if ada is None:
                daftar.append(Butir(kunci, apa, kode, teks, tuple(isi)))
            else:
                daftar[ada] = Butir(kunci, apa, kode, daftar[ada].teks, (*daftar[ada].beda, *isi))

    def _butir_baru(self, kunci: str, apa: str, baris: BarisBuku, teks: str) -> None:
        self.rencana.baru.append(Butir(kunci, apa, baris.isi.get("kode", ""), teks))

    def _galat(self, baris: BarisBuku, kunci: str, pesan: str) -> None:
        self.rencana.galat.append(baris.galat(kunci, pesan))

    def _tanpa_ulangan(self) -> list[GalatSel]:
        """Return one fault a cell, the first, in the order of the workbook."""
        hasil: dict[tuple[str, int, int], GalatSel] = {}
        for satu in self.rencana.galat:
            hasil.setdefault((satu.lembar, satu.baris, satu.kolom), satu)
        urut = [TAHAP_1.nama, POHON.nama, INDIKATOR.nama, PENERJEMAHAN.nama]
        return sorted(hasil.values(), key=lambda satu: (urut.index(satu.lembar), satu.baris, satu.kolom))


def _anak(induk: dict[str, str], kunci: dict[str, Baris]) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = defaultdict(list)
    for satu in kunci:
        hasil[induk[satu]].append(satu)
    return hasil
