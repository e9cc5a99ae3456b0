"""The one door to every printed paper: rights, the store, printing at once or in the background, the answer.

An app registers what it prints (`naskah.cetak`); its view names kind and parameters and returns what `unduh` answers.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from instansi.api import GalatLayanan, PenyimpananGagal, Permintaan, TidakDitemukan, hitung
from naskah import simpanan
from naskah.arsip import BerkasRusak
from naskah.bahan import kunci_bahan, tulis_bahan
from naskah.cetak import Pesanan, ambil_cetakan
from naskah.rangkaian import cetak_kertas
from naskah.services.cetakan import panjang, pesan_cetakan


def unduh(
    request: Permintaan,
    nama: str,
    parameter: Mapping[str, Any],
    *,
    sebaris: bool = False,
    hanya_ringan: bool = False,
) -> HttpResponse:
    """Answer with the paper: as issued, as kept, or printed now; a long one is put into the queue and its page shown.

    `sebaris` shows it in the page instead of saving it; with `hanya_ringan` a long one that would have to be printed is
    not, and the answer is empty (204). Only what must be printed counts
    against the person's limit. Raises what `siapkan` of the kind raises (TidakDitemukan for what the account may not
    see), TerlaluSering, KeyError for a kind that is not registered.
    """
    siapkan = ambil_cetakan(nama).siapkan
    if siapkan is None:
        raise TidakDitemukan("Naskah ini tidak dapat diunduh.")
    try:
        pesanan = siapkan(request.user, parameter)
    except BerkasRusak as galat:  # the arms, or the file of an issued paper
        raise GalatLayanan(f"{galat} Hubungi pengelola aplikasi.") from galat
    isi = pesanan.jadi
    if isi is None and pesanan.bahan is not None:
        tertulis = tulis_bahan(pesanan.bahan)
        kunci = kunci_bahan(tertulis)
        isi = simpanan.ambil_hasil(kunci)
        if isi is None:
            di_latar = panjang(pesanan.bahan)
            if di_latar and hanya_ringan:
                return HttpResponse(status=204)
            hitung("cetak", request.user.pk)
            if di_latar:
                cetakan = pesan_cetakan(aktor=request.user, jenis=nama, parameter=parameter, pesanan=pesanan)
                return redirect("cetakan", cetakan.pk)
            isi = cetak_kertas(pesanan.bahan)
            with suppress(PenyimpananGagal):  # logged there; who waits for the paper gets it all the same
                simpanan.simpan_hasil(kunci, isi)
    return jawab_berkas(isi or b"", _tipe(pesanan), pesanan.nama_berkas, sebaris=sebaris)


def jawab_berkas(isi: bytes, tipe: str, nama: str, *, sebaris: bool = False) -> HttpResponse:
    """Return the file as an answer, to be saved under this name or shown in the page."""
    letak = content_disposition_header(not sebaris, nama) or "attachment"
    return HttpResponse(isi, content_type=tipe, headers={"Content-Disposition": letak})


def _tipe(pesanan: Pesanan) -> str:
    return pesanan.bahan.tipe if pesanan.bahan else "application/pdf"
