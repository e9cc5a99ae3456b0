"""Drafts: what someone has typed in a form and not saved, kept until it is, offered again on any computer.

A draft is nobody's but its writer's, so rights are not asked: what it holds is checked only when the form is saved.
"""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from instansi.errors import GalatLayanan
from instansi.models import Draf, Pengguna
from instansi.teks import angka

MASA = timedelta(days=14)
TERBANYAK = 50  # of one person: beyond it the oldest go
PANJANG_KUNCI = 300
PANJANG_ISI = 100_000

Isi = dict[str, list[str]]


@transaction.atomic
def simpan_draf(*, aktor: Pengguna, kunci: str, isi: Isi) -> Draf:
    """Keep what is typed in a form, in place of what was kept of it before; return the draft.

    Also throws away what has become too old, of anyone, and what is too much, of this person. Raises GalatLayanan for a
    key or a content that no form has.
    """
    if not (kunci.isprintable() and 0 < len(kunci) <= PANJANG_KUNCI):
        raise GalatLayanan("Isian ini tidak dikenal.")
    teks = json.dumps(isi)  # ASCII: what PostgreSQL cannot keep, half a character or NUL, is escaped
    if len(teks) > PANJANG_ISI:
        raise GalatLayanan(f"Isian ini terlalu panjang untuk draf (lebih dari {angka(PANJANG_ISI)} karakter).")
    kini = timezone.now()
    draf, _ = Draf.objects.update_or_create(pengguna=aktor, kunci=kunci, defaults={"isi": teks, "diubah": kini})
    Draf.objects.filter(diubah__lt=kini - MASA).delete()
    lebih = Draf.objects.filter(pengguna=aktor).order_by("-diubah", "-pk").values_list("pk", flat=True)[TERBANYAK:]
    if lebih:
        Draf.objects.filter(pk__in=list(lebih)).delete()
    return draf


def buang_draf(*, aktor: Pengguna, kunci: str) -> None:
    """Throw a draft away: its form is saved, or it is wanted no more. None of this name is no error."""
    if kunci.isprintable():
        Draf.objects.filter(pengguna=aktor, kunci=kunci).delete()
