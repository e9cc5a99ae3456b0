"""Numbers as decrees spell them: letters past z, roman numerals, KESATU …, months, dates with blanks. Pure."""

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_SATUAN = ("", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
_ROMAWI = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def huruf(nomor: int) -> str:
    """Return the letter of an item, counted from 1: a … z, aa, ab …"""
    hasil = ""
    while nomor > 0:
        nomor, sisa = divmod(nomor - 1, 26)
        hasil = chr(ord("a") + sisa) + hasil
    return hasil


def romawi(nomor: int) -> str:
    """Return the roman numeral, as attachments are numbered."""
    hasil = ""
    for nilai, tanda in _ROMAWI:
        banyak, nomor = divmod(nomor, nilai)
        hasil += tanda * banyak
    return hasil


def diktum(nomor: int) -> str:
    """Return the heading of a diktum in words: KESATU, KEDUA … KESEPULUH, KESEBELAS … KEDUA PULUH SATU … (1–99)."""
    return "KE" + _bilangan(nomor)


def _bilangan(nomor: int) -> str:
    if nomor < 10:
        return _SATUAN[nomor]
    if nomor == 10:
        return "SEPULUH"
    if nomor == 11:
        return "SEBELAS"
    if nomor < 20:
        return f"{_SATUAN[nomor - 10]} BELAS"
    puluhan, satuan = divmod(nomor, 10)
    return f"{_SATUAN[puluhan]} PULUH {_SATUAN[satuan]}".strip()
