"""Which passwords are refused besides Django's rules: those with words that everybody in the office would try.

The words: the product's own, and the names of the local governments and agencies in which the account has a role.
"""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from instansi.models import PemerintahDaerah, Pengguna, PerangkatDaerah

KATA_APLIKASI = frozenset({"pohonkinerja", "kinerja", "cascading", "perencana", "penelaah", "administrator"})
_TERPENDEK = 5  # shorter words are found in too many good passwords
_KATA_SAMBUNG = frozenset({"serta", "untuk", "dengan", "dalam"})


class KataKantor:
    """Refuses a password that contains a word of the office, whatever stands around it."""

    def validate(self, password: str, user: Pengguna | None = None) -> None:
        """Raise ValidationError naming the word."""
        polos = "".join(satu for satu in password.casefold() if satu.isalnum())
        for kata in sorted(KATA_APLIKASI | kata_kantor(user), key=len, reverse=True):
            if kata in polos:
                raise ValidationError(
                    f"Kata sandi ini memuat “{kata}”, yang mudah ditebak orang sekantor. Pakai kata lain.",
                    code="password_of_the_office",
                )

    def get_help_text(self) -> str:
        """Return what Django admin says beside the field."""
        return "Kata sandi tidak boleh memuat nama aplikasi, daerah, atau perangkat daerah."


def kata_kantor(akun: Pengguna | None) -> frozenset[str]:
    """Return the words of the names of where the account has a role; none for an account not yet stored."""
    if akun is None or akun.pk is None:
        return frozenset()
    perangkat = PerangkatDaerah.objects.filter(peran__pengguna=akun)
    pemda = PemerintahDaerah.objects.filter(Q(peran__pengguna=akun) | Q(perangkat_daerah__in=perangkat))
    nama = [*perangkat.values_list("nama", "singkatan"), *pemda.values_list("nama")]
    kata = re.findall(r"\w+", " ".join(map(" ".join, nama)).casefold())
    return frozenset(satu for satu in kata if len(satu) >= _TERPENDEK) - _KATA_SAMBUNG
