"""Notifications: one row a person, e-mail after the commit for those who want each one, a summary for the others.

A mail server that fails never undoes a review: the failure is logged and the row stays for the next summary.
"""

import logging
import smtplib
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from instansi.api import JenisPeran, Pengguna
from pohon.api import JenisPeristiwa, Peristiwa, Pohon, Sisi
from telaah.choices import CaraSurel, JenisKabar
from telaah.models import Catatan, Kabar, PilihanKabar
from telaah.policies import pemerintah_dari

_JENIS_LINTAS = {
    JenisPeristiwa.DIMINTA: JenisKabar.LINTAS_MINTA,
    JenisPeristiwa.DIJAWAB: JenisKabar.LINTAS_JAWAB,
    JenisPeristiwa.BERUBAH: JenisKabar.LINTAS_UBAH,
    JenisPeristiwa.DICABUT: JenisKabar.LINTAS_CABUT,
}

logger = logging.getLogger(__name__)


def kabari(
    aktor: Pengguna, pohon: Pohon, jenis: JenisKabar, penerima: Iterable[int], *, catatan: Catatan | None = None
) -> None:
    """Tell these accounts, the actor excepted. Must run inside the transaction of the change it tells of."""
    kunci = set(penerima) - {aktor.pk}
    dibuat = Kabar.objects.bulk_create(
        Kabar(penerima_id=satu, jenis=jenis, pohon=pohon, catatan=catatan, oleh=aktor) for satu in sorted(kunci)
    )
    if dibuat:
        transaction.on_commit(lambda: _kirim_langsung([satu.pk for satu in dibuat]))


def kabari_penelaah(aktor: Pengguna, pohon: Pohon, jenis: JenisKabar, *, catatan: Catatan | None = None) -> None:
    """Tell the reviewers of the local government."""
    penelaah = Pengguna.objects.filter(
        is_active=True, peran__jenis=JenisPeran.PENELAAH, peran__pemerintah_daerah=pemerintah_dari(pohon)
    )
    kabari(aktor, pohon, jenis, penelaah.values_list("pk", flat=True), catatan=catatan)


def kabari_penyusun(aktor: Pengguna, pohon: Pohon, jenis: JenisKabar, *, catatan: Catatan | None = None) -> None:
    """Tell the planners and the head of the agency."""
    penyusun = Pengguna.objects.filter(
        is_active=True,
        peran__jenis__in=[JenisPeran.PERENCANA, JenisPeran.PIMPINAN],
        peran__perangkat_daerah=pohon.perangkat_daerah,
    )
    if pohon.perangkat_daerah is not None:
        kabari(aktor, pohon, jenis, penyusun.values_list("pk", flat=True), catatan=catatan)


def kabari_lintas(peristiwa: Peristiwa) -> None:
    """Tell the planners of a side what happened to requests; registered with `pohon.api.daftarkan_pengabar`.

    Who has not read the last telling of the same about the same request is not told again.
    """
    pertama = peristiwa.permintaan[0]
    jenis = _JENIS_LINTAS[peristiwa.jenis]
    perangkat = pertama.tujuan_id if peristiwa.kepada is Sisi.PENJAWAB else pertama.peminta_id
    if perangkat is not None:
        orang = Pengguna.objects.filter(peran__jenis=JenisPeran.PERENCANA, peran__perangkat_daerah=perangkat)
    else:
        orang = Pengguna.objects.filter(
            peran__jenis__in=[JenisPeran.PENELAAH, JenisPeran.ADMIN],
            peran__pemerintah_daerah=pertama.pemerintah_daerah_id,
        )
    tahu = Kabar.objects.filter(jenis=jenis, permintaan=pertama, dibaca__isnull=True).values("penerima")
    kunci = set(orang.filter(is_active=True).exclude(pk__in=tahu).values_list("pk", flat=True)) - {peristiwa.aktor.pk}
    dibuat = Kabar.objects.bulk_create(
        Kabar(
            penerima_id=satu,
            jenis=jenis,
            permintaan=pertama,
            banyak=len(peristiwa.permintaan),
            oleh=peristiwa.aktor,
        )
        for satu in sorted(kunci)
    )
    if dibuat:
        transaction.on_commit(lambda: _kirim_langsung([satu.pk for satu in dibuat]))


def tandai_dibaca(*, aktor: Pengguna, kabar_id: int | None = None) -> int:
    """Mark one of the actor's notifications read, or all; return how many were unread."""
    rows = Kabar.objects.filter(penerima=aktor, dibaca__isnull=True)
    if kabar_id is not None:
        rows = rows.filter(pk=kabar_id)
    return rows.update(dibaca=timezone.now())


def atur_kabar(*, aktor: Pengguna, cara: CaraSurel) -> None:
    """Choose how the actor gets notifications by e-mail."""
    PilihanKabar.objects.update_or_create(pengguna=aktor, defaults={"cara": cara})


def kirim_ringkasan() -> int:
    """Send everyone who wants it one e-mail with what is unread and unsent; return how many e-mails went out.

    Those who want each notification at once get here what could not be sent then.
    """
    rows = (
        _untuk_surel(Kabar.objects.filter(surel__isnull=True, dibaca__isnull=True))
        .exclude(penerima__pilihan_kabar__cara=CaraSurel.TIDAK)
        .order_by("penerima", "pk")
    )
    terkirim = 0
    for _, kelompok in groupby(rows.iterator(), key=lambda satu: satu.penerima_id):
        terkirim += _kirim(list(kelompok))
    return terkirim


def _kirim_langsung(kunci: Sequence[int]) -> None:
    rows = Kabar.objects.filter(pk__in=kunci, penerima__pilihan_kabar__cara=CaraSurel.LANGSUNG)
    for satu in _untuk_surel(rows):
        _kirim([satu])


def _untuk_surel(rows: QuerySet[Kabar]) -> QuerySet[Kabar]:
    """Return those whose receiver has an address and still an account, with what the text names."""
    return rows.filter(~Q(penerima__email=""), penerima__is_active=True).select_related(
        "penerima",
        "oleh",
        "pohon__perangkat_daerah",
        "pohon__pemerintah_daerah",
        "pohon__periode",
        "catatan",
        "permintaan__peminta",
        "permintaan__pemerintah_daerah",
        "permintaan__tujuan",
    )


def _kirim(kabar: Sequence[Kabar]) -> bool:
    """Send one e-mail with these notifications of one person; return whether it went out."""
    penerima = kabar[0].penerima
    judul = kabar[0].get_jenis_display() if len(kabar) == 1 else f"{len(kabar)} kabar pohon kinerja"
    isi = render_to_string(
        "telaah/surel.txt", {"penerima": penerima, "kabar": kabar, "alamat_situs": settings.ALAMAT_SITUS}
    )
    try:
        send_mail(judul, isi, None, [penerima.email])
    except (smtplib.SMTPException, OSError):
        logger.exception("Surel kabar untuk akun %s tidak terkirim.", penerima.pk)
        return False
    Kabar.objects.filter(pk__in=[satu.pk for satu in kabar]).update(surel=timezone.now())
    return True
