"""What the application tells those who run it: a number for each request, log lines, metrics, readiness.

A request's number is in its answer (X-Request-ID), in every log line written for it, and on the page of an error, so
that a person's complaint leads to the lines. Texts that people wrote are never logged.
"""

import json
import logging
import os
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from secrets import compare_digest
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signals import request_finished
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from instansi.tumpukan import tumpukan_lapang

_nomor: ContextVar[str] = ContextVar("nomor_permintaan", default="")
_NOMOR_SAH = re.compile(r"[A-Za-z0-9._-]{8,64}")
_akses = logging.getLogger("pohon_kinerja.permintaan")
_kueri = logging.getLogger("pohon_kinerja.kueri_lambat")

PERMINTAAN = Counter("pohon_permintaan_total", "Permintaan yang dijawab", ["halaman", "cara", "status"])
LAMA = Histogram(
    "pohon_permintaan_detik",
    "Lama menjawab, dalam detik",
    ["halaman"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
KUERI_LAMBAT = Counter("pohon_kueri_lambat_total", "Kueri basis data yang melewati batas lama")


class PengamatanMiddleware:
    """Numbers each request, times it, and watches its queries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @tumpukan_lapang
    def __call__(self, request: HttpRequest) -> HttpResponse:
        nomor = request.headers.get("X-Request-ID", "")
        nomor = nomor if _NOMOR_SAH.fullmatch(nomor) else uuid4().hex
        _nomor.set(nomor)
        request.nomor_permintaan = nomor  # type: ignore[attr-defined]
        mulai = time.perf_counter()
        with connection.execute_wrapper(_awasi_kueri):
            jawaban = self.get_response(request)
        jawaban["X-Request-ID"] = nomor
        _catat(request, jawaban, time.perf_counter() - mulai)
        return jawaban


@receiver(request_finished)
def _lupakan_nomor(**_: object) -> None:
    """Forget the number only now: Django writes its own line of a failed request after the last middleware."""
    _nomor.set("")


def _catat(request: HttpRequest, jawaban: HttpResponse, detik: float) -> None:
    """Count the request and write its line: 500 and above as an error, slow ones as a warning."""
    halaman = request.resolver_match.view_name if request.resolver_match else "tanpa_alamat"
    PERMINTAAN.labels(halaman, request.method, jawaban.status_code).inc()
    LAMA.labels(halaman).observe(detik)
    tingkat = logging.INFO
    if detik >= settings.PERMINTAAN_LAMBAT_DETIK:
        tingkat = logging.WARNING
    if jawaban.status_code >= 500:
        tingkat = logging.ERROR
    # Only whom the request has asked for already: asking here would be a query, which fails while the database is gone.
    pengguna = getattr(request, "_cached_user", None)
    isi = {
        "cara": request.method,
        "jalur": request.path,
        "status": jawaban.status_code,
        "ms": round(detik * 1000),
        "pengguna": getattr(pengguna, "pk", None),
    }
    _akses.log(tingkat, "%(cara)s %(jalur)s %(status)s %(ms)s ms", isi, extra={"isi": isi})


def _awasi_kueri(jalankan: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    mulai = time.perf_counter()
    try:
        return jalankan(sql, params, many, context)
    finally:
        detik = time.perf_counter() - mulai
        if detik * 1000 >= settings.KUERI_LAMBAT_MS:
            KUERI_LAMBAT.inc()
            # The text with its placeholders: parameters may hold what people wrote.
            _kueri.warning("%d ms: %s", detik * 1000, sql[:1000], extra={"isi": {"ms": round(detik * 1000)}})


class SaringanNomor(logging.Filter):
    """Puts the number of the request into each record; a dash outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the number; every record passes."""
        record.nomor = _nomor.get() or "-"
        return True


class BentukJson(logging.Formatter):
    """One JSON object a line, for collectors of logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time, level, logger, number of the request, message, fields, and the traceback if any."""
        isi: dict[str, object] = {
            "waktu": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "tingkat": record.levelname,
            "asal": record.name,
            "nomor": getattr(record, "nomor", "-"),
            "pesan": record.getMessage(),
            **getattr(record, "isi", {}),
        }
        if record.exc_info:
            isi["jejak"] = self.formatException(record.exc_info)
        return json.dumps(isi, ensure_ascii=False, default=str)


@login_not_required
def siap(request: HttpRequest) -> JsonResponse:
    """Answer whether this process may get requests: database reached, no migration missing, files can be written.

    200 or 503 with what is missing, as JSON, without signing in; a balancer asks.
    """
    keadaan = {"basis_data": _basis_data(), "berkas": _berkas()}
    baik = all(satu == "baik" for satu in keadaan.values())
    return JsonResponse({"siap": baik, **keadaan}, status=200 if baik else 503)


def _basis_data() -> str:
    try:
        pelaksana = MigrationExecutor(connection)
        kurang = pelaksana.migration_plan(pelaksana.loader.graph.leaf_nodes())
    except Error:
        return "tidak terjangkau"
    return f"{len(kurang)} migrasi belum dijalankan" if kurang else "baik"


def _berkas() -> str:
    contoh = Path(settings.MEDIA_ROOT) / f".siap-{uuid4().hex}"
    try:
        contoh.parent.mkdir(parents=True, exist_ok=True)
        contoh.write_bytes(b"siap")
        contoh.unlink()
    except OSError:
        return "tidak dapat ditulis"
    return "baik"


@login_not_required
def metrik(request: HttpRequest) -> HttpResponse:
    """Print the metrics for Prometheus to whoever knows METRIK_TOKEN (Authorization: Bearer …); 404 to others."""
    token = settings.METRIK_TOKEN
    if not token or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        raise Http404
    return HttpResponse(generate_latest(_pencatat()), content_type=CONTENT_TYPE_LATEST)


def _pencatat() -> CollectorRegistry:
    """Return this process's metrics, or those of all web processes where they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    semua = CollectorRegistry()
    multiprocess.MultiProcessCollector(semua)
    return semua
