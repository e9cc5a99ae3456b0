"""Markup, formulas and scripts that someone types show as plain characters on every page, picture and paper.

The probe is written into the tables past forms and services, so that only what is done when printing protects.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import tinyhtml5
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from lxml import etree
from pypdf import PdfReader

from instansi.api import catat
from instansi.models import Pengguna
from instansi.surel import kirim_undangan
from tests.akses.dunia import Dunia, semua_alamat
from tests.pabrik.cuplikan import pasang

pytestmark = pytest.mark.django_db(transaction=True)
AWALAN = ('=HYPERLINK("http://peluru.example")', "@SUM(1)", "+1", "-1", "\u202e", "javascript:peluru()//", "{{7*7}}")
SISIPAN = (
    "<b onmouseover=peluru()>{n}</b>\"'><img src=x onerror=peluru()><script>peluru()</script></style></title>"
    "</textarea><svg onload=peluru()><a href=javascript:peluru()>peluru</a>"
    '<link rel=stylesheet href="file:///etc/passwd"><iframe src="http://peluru.example/"></iframe>'
)
APLIKASI = ("instansi", "pohon", "naskah", "iku", "iki", "pk", "telaah")
# What no person writes: keys, checksums, names of kinds, and what is refused by the database once written.
TANPA_MODEL = {"CatatanAudit", "Arsip", "ArsipBerkas", "Draf", "Hitungan", "KodePemulihan", "Pekerja", "Sesi"}
TANPA_KOLOM = {
    "slug", "username", "password", "email", "kode", "kode_jawab", "kode_simpul", "kunci", "sha256", "sidik", "bawaan",
    "nomenklatur_kode", "nomenklatur_peraturan", "tipe", "kembali", "jenis", "nomor_pola", "tahap", "oleh_peran",
    "pekerja",
}  # fmt: skip
TANPA_HALAMAN = {"keluar", "metrik", "siap", "sehat"}


@pytest.fixture
def dunia(settings: Any, tmp_path: Path) -> Dunia:
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path
    dunia = pasang(Dunia)
    catat(
        aktor=dunia.perencana,
        kata_kerja="simpul.ubah",
        wadah=f"pohon:{dunia.pohon.pk}",
        jenis_objek="simpul",
        kunci=dunia.nilai["simpul_id"],
        ringkas=SISIPAN[:300],
        sebelum={"pernyataan": SISIPAN},
        sesudah={"pernyataan": AWALAN[0] + SISIPAN},
    )
    for model in apps.get_models():
        if model._meta.app_label in APLIKASI and model.__name__ not in TANPA_MODEL:
            _sisipi(model)
    return dunia


def _sisipi(model: type[models.Model]) -> None:
    """Write the probe into every text of every row; cut to its length, and different in each row where it must be."""
    bidang = [
        satu
        for satu in model._meta.concrete_fields
        if isinstance(satu, models.CharField | models.TextField)
        and not satu.choices
        and satu.name not in TANPA_KOLOM
        and not isinstance(satu, models.SlugField)
    ]
    for nomor, objek in enumerate(model._default_manager.all() if bidang else ()):
        isi = {}
        for urut, satu in enumerate(bidang):
            awalan = AWALAN[(nomor + urut) % len(AWALAN)]
            teks = f"{awalan}{SISIPAN.format(n=objek.pk)}"
            panjang = satu.max_length
            isi[satu.attname] = (
                teks if not panjang or len(teks) <= panjang else f"{objek.pk}<peluru x={awalan}"[:panjang]
            )
        _tulis(model, objek.pk, isi)


def _tulis(model: type[models.Model], pk: int, isi: dict[str, str]) -> None:
    """Store what the database takes: what its constraints refuse nobody can ever see."""
    for bagian in (isi, *({kunci: nilai} for kunci, nilai in isi.items())):
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=pk).update(**bagian)
        except IntegrityError:
            continue
        if bagian is isi:
            return


def test_what_people_type_stays_text_on_every_page_and_paper(dunia: Dunia) -> None:
    tampak, salah = set(), []
    for nama, alamat, jawab in _jawaban(dunia):
        tipe = jawab["Content-Type"].partition(";")[0]
        isi = b"".join(jawab) if jawab.streaming else jawab.content
        if jawab.status_code >= 500:
            salah.append((nama, alamat, jawab.status_code))
            continue
        if isi:
            tampak |= {nama} if b"peluru" in isi else set()
            salah += [(nama, alamat, satu) for satu in _PERIKSA.get(tipe, _periksa_lain)(isi)]
            if tipe in _BERTEKS and _BERTEKS[tipe](isi):
                tampak.add(nama)
    assert salah == []
    # The probe was really there, in each kind of answer.
    assert len(tampak) >= 60
    assert {"tahap_3", "bagan", "bagan_svg", "bagan_pdf", "cascading_pdf", "cascading_xlsx", "templat_xlsx"} <= tampak
    assert {"keputusan", "iki_xlsx", "perjanjian", "perjanjian_unduh", "cari", "riwayat_pohon", "permintaan"} <= tampak


def test_mails_are_plain_text_with_a_subject_of_one_line(dunia: Dunia) -> None:
    pemda = dunia.dinas.pemerintah_daerah
    pemda.refresh_from_db()
    akun = Pengguna.objects.get(pk=dunia.perencana.pk)
    akun.email = "perencana@contoh.id"
    akun.save()
    assert kirim_undangan(akun, pemda, "https://contoh.id/setel-sandi/")
    call_command("kirim_kabar")
    assert len(mail.outbox) >= 2
    for surel in mail.outbox:
        assert surel.content_subtype == "plain" and not getattr(surel, "alternatives", [])
        assert "\n" not in surel.subject and "\r" not in surel.subject
        assert surel.message()["To"] == "perencana@contoh.id"


def _jawaban(dunia: Dunia) -> Iterator[tuple[str, str, Any]]:
    """Open every address as the first of these who may see it."""
    klien = {}
    for peran in ("perencana", "penelaah", "admin", "kuasa"):
        klien[peran] = Client(raise_request_exception=False)
        klien[peran].force_login(dunia.orang[peran], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    for nama, parameter in semua_alamat().items():
        if nama in TANPA_HALAMAN:
            continue
        alamat = dunia.alamat(nama, parameter) + ("?q=peluru" if nama == "cari" else "")
        for satu in klien.values():
            with transaction.atomic():
                jawab = satu.get(alamat)
                transaction.set_rollback(True)
            if jawab.status_code not in (403, 404, 302):
                break
        yield nama, alamat, jawab
    alamat = reverse("admin:index")
    yield "admin", alamat, klien["kuasa"].get(alamat)


def _periksa_html(isi: bytes) -> Iterator[str]:
    return _periksa_unsur(tinyhtml5.parse(isi.decode()).iter())


def _periksa_xml(isi: bytes) -> Iterator[str]:
    return _periksa_unsur(etree.fromstring(isi).iter())


def _periksa_unsur(unsur: Any) -> Iterator[str]:
    """Tell each element or attribute that the probe made."""
    for satu in unsur:
        if not isinstance(satu.tag, str):
            continue
        tanda = satu.tag.rpartition("}")[2]
        if tanda == "peluru" or (tanda == "script" and "peluru" in (satu.text or "")):
            yield tanda
        for nama, nilai in satu.attrib.items():
            nama = str(nama).rpartition("}")[2]
            if re.match(r"on[a-z]+$", nama):
                yield f"{tanda} {nama}"
            # Addresses keep what was searched for, as a query; none may be the probe itself.
            if nama in ("href", "src", "action", "formaction") and re.match(r"\s*(javascript|data|file):", nilai):
                yield f"{tanda} {nama}={nilai[:60]}"
            if nama in ("href", "src", "action") and re.match(r"(https?:)?//peluru", nilai):
                yield f"{tanda} {nama}={nilai[:60]}"


def _periksa_pdf(isi: bytes) -> Iterator[str]:
    pembaca = PdfReader(BytesIO(isi))
    for nomor in range(1, len(pembaca.xref_objStm) + len(pembaca.xref.get(0, {})) + 1):
        objek = pembaca.get_object(nomor) if nomor in pembaca.xref.get(0, {}) else None
        if isinstance(objek, dict) and ({"/JS", "/Launch"} & objek.keys() or "peluru" in str(objek.get("/URI", ""))):
            yield str(objek)[:80]


def _periksa_xlsx(isi: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(isi)) as zip_:
        for nama in zip_.namelist():
            if nama.endswith((".xml", ".rels")):
                akar = etree.fromstring(zip_.read(nama))
                for satu in akar.iter("{*}f", "{*}Relationship"):
                    teks = f"{satu.text or ''}{satu.get('Target', '')}"
                    if "peluru" in teks or "SUM(1)" in teks:
                        yield f"{nama}: {teks[:60]}"


def _periksa_docx(isi: bytes) -> Iterator[str]:
    yield from _periksa_xlsx(isi)
    with ZipFile(BytesIO(isi)) as zip_:
        for satu in etree.fromstring(zip_.read("word/document.xml")).iter(
            "{*}instrText", "{*}fldSimple", "{*}altChunk"
        ):
            if "peluru" in etree.tostring(satu, encoding="unicode"):
                yield satu.tag


def _periksa_lain(isi: bytes) -> Iterator[str]:
    return iter(())


def _teks_pdf(isi: bytes) -> bool:
    return any("peluru" in re.sub(r"\s", "", satu.extract_text()) for satu in PdfReader(BytesIO(isi)).pages[:3])


def _teks_zip(isi: bytes) -> bool:
    with ZipFile(BytesIO(isi)) as zip_:
        return any(b"peluru" in zip_.read(satu) for satu in zip_.namelist())


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PERIKSA = {
    "text/html": _periksa_html,
    "image/svg+xml": _periksa_xml,
    "application/pdf": _periksa_pdf,
    _XLSX: _periksa_xlsx,
    _DOCX: _periksa_docx,
}
_BERTEKS = {"application/pdf": _teks_pdf, _XLSX: _teks_zip, _DOCX: _teks_zip}
