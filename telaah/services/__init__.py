"""Every change of a review, one function each: keyword-only, with the actor, in one transaction under the tree's lock.

`alur` is the only writer of `Pohon.status`. Each checks rights, state and preconditions after locking, changes, writes
the audit trail and the notifications, and raises an error of `instansi.errors` otherwise.
"""

from telaah.services.alur import ajukan, kembalikan, mulai_telaah, setujui, tarik
from telaah.services.catatan import buat_catatan, buka_lagi, jawab_catatan, selesaikan_catatan
from telaah.services.kabar import atur_kabar, kirim_ringkasan, tandai_dibaca
from telaah.services.timbangan import abaikan_temuan, beri_izin, kembalikan_temuan
from telaah.services.versi import buat_versi

__all__ = [
    "abaikan_temuan",
    "ajukan",
    "atur_kabar",
    "beri_izin",
    "buat_catatan",
    "buat_versi",
    "buka_lagi",
    "jawab_catatan",
    "kembalikan",
    "kembalikan_temuan",
    "kirim_ringkasan",
    "mulai_telaah",
    "selesaikan_catatan",
    "setujui",
    "tandai_dibaca",
    "tarik",
]
