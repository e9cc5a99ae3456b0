"""What an administrator does to accounts of his local government: create, edit, invite, switch off and on, give roles.

Nobody rises above himself here: roles lie in the administrator's own local government, no function makes a superuser,
and a local government never loses its last administrator who can sign in.
"""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from instansi.choices import PERAN_PEMERINTAH, JenisPeran
from instansi.errors import GalatLayanan, TidakBerhak
from instansi.models import Jabatan, PemerintahDaerah, Pengguna, Peran, PerangkatDaerah
from instansi.policies import boleh_kelola_akun
from instansi.services.akun import PANJANG_NAMA, PANJANG_SUREL
from instansi.services.dua_langkah import hapus_dua_langkah
from instansi.services.kerangka import ambil, bersih, catat_urusan, pilihan, terapkan, urus

PESAN_AKUN_LUAR = (
    "Akun ini juga berperan di luar pemerintah daerah Anda atau milik pengelola aplikasi, jadi tidak dapat diubah "
    "dari sini. Perannya di daerah Anda tetap dapat diatur."
)


def akun_di(pemda: PemerintahDaerah) -> QuerySet[Pengguna]:
    """Return the accounts that hold a role in the local government or in one of its agencies.

    Two queries in one: asked as "either", PostgreSQL reads the roles of the whole country.
    """
    peran = Peran.objects.order_by().values("pengguna")
    milik = peran.filter(pemerintah_daerah=pemda).union(peran.filter(perangkat_daerah__pemerintah_daerah=pemda))
    return Pengguna.objects.filter(pk__in=milik)


def buat_akun(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    username: str,
    nama: str,
    email: str,
    jenis: str,
    perangkat_daerah_id: int | None = None,
    jabatan_id: int | None = None,
) -> Pengguna:
    """Create an account with its first role and without a password: `undang_akun` gives the link to set one.

    Raises GalatLayanan naming the field, TidakBerhak, TidakDitemukan.
    """
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = Pengguna(
            username=_nama_pengguna(username),
            nama=bersih(nama, "nama", PANJANG_NAMA),
            email=bersih(email, "email", PANJANG_SUREL),
            jabatan_id=_jabatan(pemda, jabatan_id),
        )
        lingkup = _lingkup(pemda, jenis, perangkat_daerah_id)
        akun.set_unusable_password()
        akun.save()
        peran = Peran.objects.create(pengguna=akun, jenis=jenis, **lingkup)
        sesudah = {"username": akun.username, "nama": akun.nama, "email": akun.email, "peran": [str(peran)]}
        catat_urusan(aktor, pemda, "buat", akun, ringkas=akun.username, sesudah=sesudah)
    return akun


def ubah_akun(
    *,
    aktor: Pengguna,
    pemerintah_daerah_id: int,
    akun_id: int,
    nama: str,
    email: str,
    jabatan_id: int | None,
    versi: int | None = None,
) -> Pengguna:
    """Change name, e-mail and position of an account. The user name stays: history speaks of it."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = _akun_terkelola(aktor, pemda, akun_id)
        kolom = {
            "nama": bersih(nama, "nama", PANJANG_NAMA),
            "email": bersih(email, "email", PANJANG_SUREL),
            "jabatan_id": akun.jabatan_id if jabatan_id == akun.jabatan_id else _jabatan(pemda, jabatan_id),
        }
        sebelum, sesudah = terapkan(akun, kolom, versi)
        if sesudah:
            catat_urusan(aktor, pemda, "ubah", akun, ringkas=akun.username, sebelum=sebelum, sesudah=sesudah)
    return akun


def undang_akun(*, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int) -> tuple[Pengguna, str, str]:
    """Return the account with the two parts of a link by which its owner sets a password. The link works once."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = _akun_terkelola(aktor, pemda, akun_id)
        if not akun.is_active:
            raise GalatLayanan("Akun ini tidak aktif. Aktifkan dahulu, lalu undang.")
        catat_urusan(aktor, pemda, "undang", akun, ringkas=akun.username)
    return akun, urlsafe_base64_encode(force_bytes(akun.pk)), default_token_generator.make_token(akun)


def nonaktifkan_akun(*, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int) -> Pengguna:
    """Switch an account off; whoever is signed in with it is out at once, and stays out when it is switched on."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = _akun_terkelola(aktor, pemda, akun_id)
        if akun.pk == aktor.pk:
            raise GalatLayanan("Anda tidak dapat menonaktifkan akun sendiri. Mintalah administrator lain.")
        _jaga_administrator(pemda, akun)
        if akun.is_active:
            Pengguna.objects.filter(pk=akun.pk).update(is_active=False, nomor_sesi=F("nomor_sesi") + 1)
            catat_urusan(aktor, pemda, "nonaktifkan", akun, ringkas=akun.username)
    return akun


def aktifkan_akun(*, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int) -> Pengguna:
    """Switch an account on again; its password and roles are as they were."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = _akun_terkelola(aktor, pemda, akun_id)
        if not akun.is_active:
            Pengguna.objects.filter(pk=akun.pk).update(is_active=True)
            catat_urusan(aktor, pemda, "aktifkan", akun, ringkas=akun.username)
    return akun


def setel_ulang_dua_langkah(*, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int) -> Pengguna:
    """Take away the second factor of a colleague who lost phone and recovery codes; the account is signed out.

    Raises GalatLayanan for one's own account, which has its own page, and for one without a factor.
    """
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = _akun_terkelola(aktor, pemda, akun_id)
        if akun.pk == aktor.pk:
            raise GalatLayanan("Verifikasi dua langkah akun sendiri diatur pada halaman Akun saya.")
        if not hapus_dua_langkah(akun):
            raise GalatLayanan("Akun ini tidak memakai verifikasi dua langkah.")
        Pengguna.objects.filter(pk=akun.pk).update(nomor_sesi=F("nomor_sesi") + 1)
        catat_urusan(aktor, pemda, "setel_ulang_dua_langkah", akun, ringkas=akun.username)
    return akun


def setel_ulang_oleh_pengelola(*, akun: Pengguna) -> bool:
    """The same for any account, by who operates the server (a command). Returns whether there was a factor."""
    with transaction.atomic():
        ada = hapus_dua_langkah(akun)
        if ada:
            Pengguna.objects.filter(pk=akun.pk).update(nomor_sesi=F("nomor_sesi") + 1)
            catat_urusan(None, akun, "setel_ulang_dua_langkah", akun, ringkas=akun.username)
    return ada


def beri_peran(
    *, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int, jenis: str, perangkat_daerah_id: int | None = None
) -> Peran:
    """Give a role in the local government or in one of its agencies. Raises GalatLayanan when the account has it."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = ambil(akun_di(pemda), akun_id)
        lingkup = _lingkup(pemda, jenis, perangkat_daerah_id)
        if Peran.objects.filter(pengguna=akun, jenis=jenis, **lingkup).exists():
            raise GalatLayanan("Akun ini sudah mempunyai peran itu.", kolom="jenis")
        sebelum = _peran(akun)
        peran = Peran.objects.create(pengguna=akun, jenis=jenis, **lingkup)
        _catat_peran(aktor, pemda, "beri_peran", akun, peran, sebelum)
    return peran


def cabut_peran(*, aktor: Pengguna, pemerintah_daerah_id: int, akun_id: int, peran_id: int) -> Peran:
    """Take a role away. The last one stays: an account without any would be in nobody's care."""
    with urus(aktor, pemerintah_daerah_id) as pemda:
        akun = ambil(akun_di(pemda), akun_id)
        peran: Peran = ambil(
            akun.peran.filter(Q(pemerintah_daerah=pemda) | Q(perangkat_daerah__pemerintah_daerah=pemda)), peran_id
        )
        if akun.peran.count() == 1:
            raise GalatLayanan("Ini peran terakhir akun ini. Beri peran lain lebih dahulu, atau nonaktifkan akunnya.")
        if peran.jenis == JenisPeran.ADMIN:
            if akun.pk == aktor.pk:
                raise GalatLayanan("Anda tidak dapat mencabut peran administrator sendiri.")
            _jaga_administrator(pemda, akun)
        sebelum = _peran(akun)
        sebutan = str(peran)
        Peran.objects.filter(pk=peran.pk).delete()
        _catat_peran(aktor, pemda, "cabut_peran", akun, sebutan, sebelum)
    return peran


def _akun_terkelola(aktor: Pengguna, pemda: PemerintahDaerah, akun_id: int) -> Pengguna:
    akun: Pengguna = ambil(akun_di(pemda), akun_id)
    if not boleh_kelola_akun(aktor, akun, pemda.pk):
        raise TidakBerhak(PESAN_AKUN_LUAR)
    return akun


def _nama_pengguna(username: str) -> str:
    nama = Pengguna.normalize_username(bersih(username, "username", PANJANG_NAMA, wajib="Nama pengguna belum diisi."))
    for pemeriksa in Pengguna._meta.get_field("username").validators:
        try:
            pemeriksa(nama)
        except ValidationError as galat:
            raise GalatLayanan(
                "Nama pengguna hanya boleh berisi huruf, angka, dan tanda @ . + - _ tanpa spasi.", kolom="username"
            ) from galat
    if Pengguna.objects.filter(username__iexact=nama).exists():
        raise GalatLayanan("Nama pengguna ini sudah dipakai. Pilih yang lain.", kolom="username")
    return nama


def _lingkup(
    pemda: PemerintahDaerah, jenis: str, perangkat_daerah_id: int | None
) -> dict[str, PerangkatDaerah | PemerintahDaerah]:
    """Return where a role is held: in an agency of this government, or in the government itself."""
    pilihan(jenis, "jenis", JenisPeran.values)
    if jenis in PERAN_PEMERINTAH:
        return {"pemerintah_daerah": pemda}
    if perangkat_daerah_id is None:
        raise GalatLayanan("Pilih perangkat daerah untuk peran ini.", kolom="perangkat_daerah")
    perangkat = PerangkatDaerah.objects.filter(pemerintah_daerah=pemda, pk=perangkat_daerah_id).first()
    if perangkat is None:
        raise GalatLayanan("Pilih perangkat daerah dari daftar.", kolom="perangkat_daerah")
    return {"perangkat_daerah": perangkat}


def _jabatan(pemda: PemerintahDaerah, jabatan_id: int | None) -> int | None:
    milik = Jabatan.objects.filter(perangkat_daerah__pemerintah_daerah=pemda)
    if jabatan_id is not None and not milik.filter(pk=jabatan_id).exists():
        raise GalatLayanan("Pilih jabatan dari daftar.", kolom="jabatan")
    return jabatan_id


def _jaga_administrator(pemda: PemerintahDaerah, akun: Pengguna) -> None:
    """Raise when without this account no administrator could sign in; the government's lock makes the count hold."""
    if not akun.is_active or not akun.peran.filter(jenis=JenisPeran.ADMIN, pemerintah_daerah=pemda).exists():
        return
    lain = Pengguna.objects.filter(is_active=True, peran__jenis=JenisPeran.ADMIN, peran__pemerintah_daerah=pemda)
    # Who was invited and never set a password could not sign in either.
    if not lain.exclude(pk=akun.pk).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        raise GalatLayanan(f"Ini administrator terakhir {pemda}. Angkat administrator lain lebih dahulu.")


def _peran(akun: Pengguna) -> list[str]:
    return [str(satu) for satu in akun.peran.select_related("perangkat_daerah", "pemerintah_daerah")]


def _catat_peran(
    aktor: Pengguna, pemda: PemerintahDaerah, kata_kerja: str, akun: Pengguna, peran: Peran | str, sebelum: list[str]
) -> None:
    catat_urusan(
        aktor,
        pemda,
        kata_kerja,
        akun,
        ringkas=f"{akun.username}: {peran}",
        sebelum={"peran": sebelum},
        sesudah={"peran": _peran(akun)},
    )
