"""Storing a `Perubahan`, all or none, as one step, and turning it round.

What was made is deleted softly, what was deleted comes back, columns and order return to before. One long class: each
step changes the same locked state and adds to the same way back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from instansi.api import Bentrok, CatatanAudit, GalatLayanan, Pengguna, angka
from pohon.choices import ANAK_SAH, KOMPONEN_BAWAAN, PANJANG_PENDEK, JenisSimpul, Komponen, Tingkat
from pohon.models import Crosscutting, Indikator, Penghapusan, Pohon, Simpul, SimpulJabatan
from pohon.services.isian import IsiIndikator, IsiSimpul, Pihak, bersih, pilihan
from pohon.services.kaitan import ambil_nomenklatur, pastikan_jabatan, salinan_nomenklatur, tulis_crosscutting
from pohon.services.penerjemahan import tulis_jabatan
from pohon.services.perubahan import AKAR, KATA_KERJA, Kolom, Perubahan, untuk_json
from pohon.services.pohon import kolom_tahap_1
from pohon.services.sunting import catat_pohon, sunting
from pohon.tree import StrukturRusak, Susunan, muat_susunan

PESAN_BERUBAH = "Pohon kinerja ini berubah sejak pratinjau ditampilkan. Periksa pratinjau yang baru, lalu simpan lagi."
_TEKS_SIMPUL = ("pernyataan", "sumber", "judul_csf", "sifat")
_TERJEMAHAN = ("komponen", "kinerja_jabatan", "nomenklatur", "jabatan")


def terapkan_perubahan(
    *, aktor: Pengguna, pohon_id: int, rev: int, perubahan: Perubahan, ringkas: str
) -> Perubahan | None:
    """Apply everything or nothing and return what would undo it; None when there is nothing to change.

    `rev` is the revision of the tree that the changes were compared with. Raises Bentrok when it has moved, and
    GalatLayanan when a row is gone, a kind does not fit its place, or a text, agency, position or code does not hold.
    """
    with sunting(aktor, pohon_id) as pohon:
        if pohon.rev != rev:
            raise Bentrok(PESAN_BERUBAH, terkini={"rev": pohon.rev})
        if not perubahan:
            return None
        balik = _Penerap(aktor, pohon, perubahan).terapkan()
        _catat(aktor, pohon, ringkas, perubahan, balik)
        return balik


def balikkan(aktor: Pengguna, pohon: Pohon, catatan: CatatanAudit, pesan: str) -> None:
    """Turn a recorded change round inside the edit that is open; `pesan` refuses when it was built upon."""
    maju, mundur = Perubahan(**catatan.sesudah["perubahan"]), Perubahan(**catatan.sebelum["perubahan"])
    penerap = _Penerap(aktor, pohon, mundur)
    if not penerap.masih(maju):
        raise GalatLayanan(pesan)
    lagi = penerap.terapkan()
    _catat(aktor, pohon, catatan.ringkas, mundur, lagi)


def _catat(aktor: Pengguna, pohon: Pohon, ringkas: str, maju: Perubahan, balik: Perubahan) -> None:
    """Keep both directions; rows made now are rows to bring back when the undoing is undone."""
    tercatat = Perubahan(**asdict(maju))
    tercatat.pulih, tercatat.baru = [*maju.pulih, *maju.baru], []
    for kunci in maju.baru:
        tercatat.simpul.pop(kunci, None)
        tercatat.indikator.pop(kunci, None)
    catat_pohon(
        aktor,
        pohon,
        KATA_KERJA,
        pohon,
        ringkas=ringkas,
        sebelum={"perubahan": untuk_json(asdict(balik))},
        sesudah={"perubahan": untuk_json(asdict(tercatat))},
    )


class _Penerap:
    """Applies one `Perubahan` to a locked tree and gathers what would undo it."""

    def __init__(self, aktor: Pengguna, pohon: Pohon, perubahan: Perubahan) -> None:
        self.aktor, self.pohon, self.mau = aktor, pohon, perubahan
        self.simpul: dict[str, Simpul] = {str(satu.identitas): satu for satu in Simpul.objects.filter(pohon=pohon)}
        self.indikator: dict[str, Indikator] = {
            str(satu.identitas): satu for satu in Indikator.objects.filter(pohon=pohon)
        }
        self.identitas = {satu.pk: kunci for kunci, satu in self.simpul.items()}
        self.susunan: Susunan = muat_susunan(pohon)
        self.balik = Perubahan()
        self.susunan_lama = {induk: self._anak_hidup(induk) for induk in self._induk_tersentuh()}
        self.nomenklatur = ambil_nomenklatur(
            int(satu["nomenklatur"]) for satu in perubahan.simpul.values() if satu.get("nomenklatur")
        )

    def terapkan(self) -> Perubahan:
        """Do everything in an order in which no step needs a later one; return the opposite."""
        self._ubah_kepala()
        self._hapus()
        self._pulihkan()
        self._susun()
        self._ubah_simpul()
        self._buat_indikator()
        self._ubah_indikator()
        self._urutkan_indikator()
        self._pastikan_sah()
        return self.balik

    def masih(self, maju: Perubahan) -> bool:
        """Tell whether everything is still as `maju` left it."""
        simpul_sama = all(
            kunci in self.simpul
            and all(self._nilai_simpul(self.simpul[kunci], nama) == nilai for nama, nilai in isi.items())
            for kunci, isi in maju.simpul.items()
        )
        indikator_sama = all(
            kunci in self.indikator
            and all(
                untuk_json(self._nilai_indikator(self.indikator[kunci], nama)) == nilai for nama, nilai in isi.items()
            )
            for kunci, isi in maju.indikator.items()
        )
        hidup = all(self._hidup(kunci) for kunci in maju.pulih) and not any(self._hidup(kunci) for kunci in maju.hapus)
        letak = all(self._anak_hidup(induk) == anak for induk, anak in maju.susunan.items())
        urutan = all(self._indikator_hidup(simpul) == isi for simpul, isi in maju.urutan.items())
        kepala = all(untuk_json(getattr(self.pohon, nama)) == nilai for nama, nilai in maju.kepala.items())
        return simpul_sama and indikator_sama and hidup and letak and urutan and kepala

    # --- the header

    def _ubah_kepala(self) -> None:
        if not self.mau.kepala:
            return
        kolom = kolom_tahap_1(_tanggal(self.mau.kepala))
        self.balik.kepala = {nama: getattr(self.pohon, nama) for nama in kolom}
        Pohon.objects.filter(pk=self.pohon.pk).update(**kolom, versi=F("versi") + 1)

    # --- rows that go and come back

    def _hapus(self) -> None:
        simpul = [self.simpul[kunci].pk for kunci in self.mau.hapus if kunci in self.simpul and self._hidup(kunci)]
        indikator = [
            self.indikator[kunci].pk for kunci in self.mau.hapus if kunci in self.indikator and self._hidup(kunci)
        ]
        if len(simpul) + len(indikator) != len(self.mau.hapus):
            raise Bentrok(PESAN_BERUBAH, terkini={})
        if not self.mau.hapus:
            return
        penghapusan = Penghapusan.objects.create(
            pohon=self.pohon,
            oleh=self.aktor,
            rev=self.pohon.rev,
            ringkas=f"{angka(len(simpul))} kotak dan {angka(len(indikator))} indikator dihapus: Impor templat",
        )
        Simpul.objects.filter(pk__in=simpul).update(penghapusan=penghapusan, versi=F("versi") + 1)
        Indikator.objects.filter(pk__in=indikator).update(penghapusan=penghapusan, versi=F("versi") + 1)
        for kunci in self.mau.hapus:
            (self.simpul.get(kunci) or self.indikator[kunci]).penghapusan_id = penghapusan.pk
        self.balik.pulih = list(self.mau.hapus)

    def _pulihkan(self) -> None:
        asal: set[UUID] = set()
        for kunci in self.mau.pulih:
            baris: Any = self.simpul.get(kunci) or self.indikator.get(kunci)
            if baris is None or baris.penghapusan_id is None:
                raise Bentrok(PESAN_BERUBAH, terkini={})
            asal.add(baris.penghapusan_id)
            baris.penghapusan_id = None
        for model, semua in ((Simpul, self.simpul), (Indikator, self.indikator)):
            kena = [semua[kunci].pk for kunci in self.mau.pulih if kunci in semua]
            model.objects.filter(pk__in=kena).update(penghapusan=None, versi=F("versi") + 1)
        for satu in asal:
            if not any(model.objects.filter(penghapusan=satu).exists() for model in (Simpul, Indikator)):
                Penghapusan.objects.filter(pk=satu).update(dipulihkan=timezone.now())
        self.balik.hapus = list(self.mau.pulih)

    # --- structure

    def _susun(self) -> None:
        """Place the children of each parent that changes, from the root down: no place then lies below itself."""
        kunci_baru: dict[str, int] = {}
        antrean, tertata = [AKAR], set()
        while antrean:
            induk = antrean.pop()
            if induk not in self.mau.susunan:
                antrean += self._anak_hidup(induk)
                continue
            tertata.add(induk)
            self._susun_anak(induk, self.mau.susunan[induk], kunci_baru)
            antrean += self.mau.susunan[induk]
        if tertata != set(self.mau.susunan):
            raise GalatLayanan("Ada kotak yang tidak terhubung ke outcome.")
        for kunci, satu in zip(kunci_baru, self.susunan.simpan(), strict=True):
            self.simpul[kunci] = satu
            self.identitas[satu.pk] = kunci
        # Lists of parents that stand only now need no way back: deleting the parent takes them along.
        muncul = {*self.mau.baru, *self.mau.pulih}
        self.balik.susunan = {induk: anak for induk, anak in self.susunan_lama.items() if induk not in muncul}
        self.balik.hapus += list(kunci_baru)

    def _susun_anak(self, induk: str, anak: Sequence[str], kunci_baru: dict[str, int]) -> None:
        tempat = self._letak(induk, kunci_baru)
        if tempat is None:
            raise Bentrok(PESAN_BERUBAH, terkini={})
        sebelum: int | None = None
        for kunci in anak:
            if kunci in self.mau.baru:
                letak = self.susunan.tambah(self._simpul_baru(kunci), tempat, sebelum, di_awal=sebelum is None)
                kunci_baru[kunci] = letak
            else:
                ada = self._letak(kunci, kunci_baru)
                if ada is None or not self._hidup(kunci):
                    raise Bentrok(PESAN_BERUBAH, terkini={})
                letak = ada
                self._pindah(letak, tempat, sebelum)
            sebelum = letak

    def _pindah(self, kunci: int, induk: int, sesudah: int | None) -> None:
        """Move only what is not there already: deleted siblings between two rows keep their place."""
        saudara = [satu for satu in self.susunan.anak.get(induk, ()) if self._hidup_menurut_kunci(satu)]
        if self.susunan.induk[kunci] == induk:
            nomor = saudara.index(kunci)
            if (saudara[nomor - 1] if nomor else None) == sesudah:
                return
        try:
            self.susunan.pindah(kunci, induk, sesudah, di_awal=sesudah is None)
        except StrukturRusak:
            raise GalatLayanan("Sebuah kotak tidak dapat berada di bawah dirinya sendiri.") from None

    def _induk_tersentuh(self) -> set[str]:
        """Return the parents whose children change, those among them that are deleted while a child moves out."""
        hasil = set(self.mau.susunan)
        for kunci in (satu for anak in self.mau.susunan.values() for satu in anak if satu in self.simpul):
            induk = self.susunan.induk[self.simpul[kunci].pk]
            if induk in self.identitas and induk != self.susunan.akar:
                hasil |= {self.identitas[induk]} & set(self.mau.hapus)
        return hasil

    def _simpul_baru(self, kunci: str) -> Simpul:
        return Simpul(identitas=UUID(kunci), jenis=JenisSimpul(self.mau.simpul[kunci]["jenis"]))

    def _letak(self, kunci: str, baru: Mapping[str, int]) -> int | None:
        if kunci == AKAR:
            return self.susunan.akar
        return baru[kunci] if kunci in baru else getattr(self.simpul.get(kunci), "pk", None)

    def _anak_hidup(self, induk: str) -> list[str]:
        tempat = self.susunan.akar if induk == AKAR else getattr(self.simpul.get(induk), "pk", 0)
        return [
            self.identitas[satu]
            for satu in self.susunan.anak.get(tempat, ())
            if satu in self.identitas and self._hidup(self.identitas[satu])
        ]

    # --- columns of nodes

    def _ubah_simpul(self) -> None:
        pastikan_jabatan(
            self.pohon, {int(satu) for isi in self.mau.simpul.values() for satu in isi.get("jabatan") or ()}
        )
        for kunci, isi in self.mau.simpul.items():
            simpul = self.simpul.get(kunci)
            if simpul is None or simpul.jenis == JenisSimpul.AKAR:
                raise Bentrok(PESAN_BERUBAH, terkini={})
            if kunci not in self.mau.baru:
                nama_kolom = {*isi, *(("salinan_nomenklatur",) if "nomenklatur" in isi else ())}
                self.balik.simpul[kunci] = {nama: self._nilai_simpul(simpul, nama) for nama in sorted(nama_kolom)}
            self._tulis_simpul(simpul, isi)

    def _tulis_simpul(self, simpul: Simpul, isi: Kolom) -> None:
        kolom: Kolom = {}
        if any(nama in isi for nama in _TEKS_SIMPUL):
            teks = {nama: isi.get(nama, getattr(simpul, nama)) for nama in _TEKS_SIMPUL}
            kolom |= {nama: nilai for nama, nilai in IsiSimpul(**teks).kolom().items() if nama in isi}
        if "jenis" in isi:
            kolom["jenis"] = JenisSimpul(isi["jenis"])
        if "tingkat" in isi:
            kolom["tingkat"] = pilihan(isi["tingkat"], "tingkat", Tingkat.values)
        if "komponen" in isi:
            kolom["komponen"] = pilihan(isi["komponen"], "komponen", Komponen.values)
        if "kinerja_jabatan" in isi:
            kolom["kinerja_jabatan"] = bersih(isi["kinerja_jabatan"], "kinerja_jabatan", PANJANG_PENDEK)
        if "nomenklatur" in isi:
            kolom |= self._kolom_nomenklatur(isi)
        simpul.jenis = kolom.get("jenis", simpul.jenis)
        if any(isi.get(nama) for nama in _TERJEMAHAN) and simpul.jenis not in KOMPONEN_BAWAAN:
            raise GalatLayanan(f"{simpul.get_jenis_display()} tidak diterjemahkan ke komponen.", kolom="komponen")
        if "crosscutting" in isi:
            tulis_crosscutting(
                self.pohon, simpul, [Pihak(satu, "" if satu else nama) for satu, nama in isi["crosscutting"]]
            )
        if "jabatan" in isi:
            tulis_jabatan(self.pohon, simpul, [int(satu) for satu in isi["jabatan"]])
        Simpul.objects.filter(pk=simpul.pk).update(**kolom, versi=F("versi") + 1)

    def _kolom_nomenklatur(self, isi: Kolom) -> Kolom:
        """Return the columns of a code; a copy whose list is gone returns as the text it was."""
        kunci = isi["nomenklatur"]
        if kunci:
            return salinan_nomenklatur(self.nomenklatur[int(kunci)])
        salinan = isi.get("salinan_nomenklatur") or ("", "", "")
        return salinan_nomenklatur(None) | dict(
            zip(("nomenklatur_kode", "nomenklatur_nama", "nomenklatur_peraturan"), salinan, strict=True)
        )

    def _nilai_simpul(self, simpul: Simpul, nama: str) -> Any:
        if nama == "crosscutting":
            rows = Crosscutting.objects.filter(simpul=simpul).order_by("urutan", "pk")
            return [[kunci, "" if kunci else cetak] for kunci, cetak in rows.values_list("perangkat_daerah_id", "nama")]
        if nama == "jabatan":
            rows_jabatan = SimpulJabatan.objects.filter(simpul=simpul).order_by("urutan", "pk")
            return list(rows_jabatan.values_list("jabatan_id", flat=True))
        if nama == "nomenklatur":
            return simpul.nomenklatur_id
        if nama == "salinan_nomenklatur":
            return [simpul.nomenklatur_kode, simpul.nomenklatur_nama, simpul.nomenklatur_peraturan]
        return str(getattr(simpul, nama))

    # --- indicators

    def _buat_indikator(self) -> None:
        for kunci in self.mau.baru:
            if kunci in self.mau.indikator:
                isi = self.mau.indikator[kunci]
                simpul = self._simpul_indikator(isi)
                self.indikator[kunci] = Indikator.objects.create(
                    pohon=self.pohon, simpul=simpul, identitas=UUID(kunci), **self._kolom_indikator(isi, None)
                )
                self.balik.hapus.append(kunci)

    def _ubah_indikator(self) -> None:
        for kunci, isi in self.mau.indikator.items():
            if kunci in self.mau.baru:
                continue
            indikator = self.indikator.get(kunci)
            if indikator is None:
                raise Bentrok(PESAN_BERUBAH, terkini={})
            self.balik.indikator[kunci] = {nama: self._nilai_indikator(indikator, nama) for nama in isi}
            kolom = self._kolom_indikator(isi, indikator)
            if "simpul" in isi:
                kolom["simpul"] = self._simpul_indikator(isi)
            Indikator.objects.filter(pk=indikator.pk).update(**kolom, versi=F("versi") + 1)
            for nama, nilai in kolom.items():
                setattr(indikator, nama, nilai)

    def _kolom_indikator(self, isi: Kolom, lama: Indikator | None) -> Kolom:
        """Return the cleaned columns that are given, judged together with those that stay."""
        nama_kolom = [nama for nama in IsiIndikator.__dataclass_fields__ if lama is None or nama in isi]
        semua = {
            nama: isi[nama] if nama in isi else getattr(lama, nama)
            for nama in IsiIndikator.__dataclass_fields__
            if nama in isi or lama is not None
        }
        if semua.get("pengali") is not None:
            semua["pengali"] = Decimal(str(semua["pengali"]))
        if isi.get("penanggung_jawab_id"):
            pastikan_jabatan(self.pohon, [int(isi["penanggung_jawab_id"])], kolom="penanggung_jawab")
        return {nama: nilai for nama, nilai in IsiIndikator(**semua).kolom().items() if nama in nama_kolom}

    def _simpul_indikator(self, isi: Kolom) -> Simpul:
        simpul = self.simpul.get(isi["simpul"])
        if simpul is None:
            raise Bentrok(PESAN_BERUBAH, terkini={})
        return simpul

    def _nilai_indikator(self, indikator: Indikator, nama: str) -> Any:
        return self.identitas[indikator.simpul_id] if nama == "simpul" else getattr(indikator, nama)

    def _indikator_hidup(self, simpul: str) -> list[str]:
        kunci = getattr(self.simpul.get(simpul), "pk", None)
        milik = [satu for satu in self.indikator.values() if satu.simpul_id == kunci and satu.penghapusan_id is None]
        return [str(satu.identitas) for satu in sorted(milik, key=lambda satu: (satu.urutan, satu.pk))]

    def _urutkan_indikator(self) -> None:
        for simpul, isi in self.mau.urutan.items():
            if simpul not in self.mau.baru:
                dibuat = set(self.mau.baru) | set(self.mau.pulih)
                self.balik.urutan[simpul] = [satu for satu in self._urutan_lama(simpul) if satu not in dibuat]
            for urutan, kunci in enumerate(isi, start=1):
                indikator = self.indikator.get(kunci)
                if indikator is None:
                    raise Bentrok(PESAN_BERUBAH, terkini={})
                if indikator.urutan != urutan:
                    Indikator.objects.filter(pk=indikator.pk).update(urutan=urutan)

    def _urutan_lama(self, simpul: str) -> list[str]:
        """Return the node's indicators as before this change: those that leave it, too."""
        asal = {
            kunci: (isi.get("simpul"), self.indikator[kunci])
            for kunci, isi in self.balik.indikator.items()
            if "simpul" in isi
        }
        milik = [
            satu
            for kunci, satu in self.indikator.items()
            if (asal[kunci][0] == simpul if kunci in asal else self.identitas[satu.simpul_id] == simpul)
            and (satu.penghapusan_id is None or kunci in self.mau.hapus)
        ]
        return [str(satu.identitas) for satu in sorted(milik, key=lambda satu: (satu.urutan, satu.pk))]

    # --- the whole

    def _pastikan_sah(self) -> None:
        """Raise GalatLayanan when a live node stands under a deleted one, or under a kind that does not take it."""
        hidup = Simpul.objects.hidup().filter(pohon=self.pohon, parent__isnull=False)
        if hidup.filter(parent__penghapusan__isnull=False).exists():
            raise GalatLayanan("Ada kotak yang induknya dihapus. Hapus juga kotak itu, atau pindahkan lebih dahulu.")
        for jenis, induk in hidup.values_list("jenis", "parent__jenis").distinct():
            if JenisSimpul(jenis) not in ANAK_SAH[JenisSimpul(induk)]:
                raise GalatLayanan(
                    f"{JenisSimpul(jenis).label} tidak dapat berada langsung di bawah {JenisSimpul(induk).label}."
                )
        tanpa = (JenisSimpul.CSF, JenisSimpul.CROSSCUTTING)
        berindikator = Indikator.objects.filter(pohon=self.pohon, penghapusan__isnull=True, simpul__jenis__in=tanpa)
        kena = [satu for satu in self.mau.indikator if satu in self.indikator]
        if berindikator.filter(identitas__in=kena).exists():
            raise GalatLayanan("CSF dan kotak crosscutting tidak mempunyai indikator.")

    def _hidup(self, kunci: str) -> bool:
        baris: Any = self.simpul.get(kunci) or self.indikator.get(kunci)
        return baris is not None and baris.penghapusan_id is None

    def _hidup_menurut_kunci(self, kunci: int) -> bool:
        return kunci not in self.identitas or self._hidup(self.identitas[kunci])


def _tanggal(kepala: Kolom) -> Kolom:
    """Return the header with its date as a date: the trail keeps it as text."""
    nilai = kepala.get("tanggal_kesepakatan")
    return kepala | ({"tanggal_kesepakatan": date.fromisoformat(nilai)} if isinstance(nilai, str) and nilai else {})
