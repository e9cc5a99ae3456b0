"""What the views of every app share: turning errors of services into form errors, messages and status codes."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from instansi.errors import GalatLayanan


def tambah_galat(formulir: forms.BaseForm, galat: GalatLayanan) -> None:
    """Put an error of a service beside the form field it names, else above the form."""
    formulir.add_error(galat.kolom if galat.kolom in formulir.fields else None, galat.pesan)


def halaman_galat(request: HttpRequest, galat: GalatLayanan) -> HttpResponse:
    """Answer a request whose error no form can show: a page that says what happened and leads back."""
    templat = {403: "403.html", 404: "404.html"}.get(galat.status, "galat/layanan.html")
    return render(request, templat, {"exception": galat.pesan, "pesan_galat": galat.pesan}, status=galat.status)
