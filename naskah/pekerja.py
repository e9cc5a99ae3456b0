"""The process that prints papers in the background, and the one that watches over it.

`awasi` keeps one worker running: it starts another when one has died, ends one that holds a stale job, gives jobs of
dead workers on, and purges. The worker takes tasks from the queue of django-tasks; it ends by itself after some papers
(memory) and when the watching process is gone, so that `kill -9` of either leaves nothing behind.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from naskah.models import Pekerja
from naskah.services.cetakan import BASI, bersihkan_cetakan, nama_pekerja, sapu_basi
from naskah.tasks import ANTREAN

# Seconds between two looks at the worker, two looks for stale jobs, two signs of life, two purges.
_JEDA_AWAS, _JEDA_SAPU, _JEDA_DETAK, _JEDA_BERSIH = 1.0, 5.0, 3.0, 3600.0
_CETAKAN_SEKALI = 40  # papers a process; then a fresh one takes over
_JEDA_MATI, _JEDA_MATI_TERLAMA = 1.0, 30.0  # seconds before the next one, doubled while they die at once

logger = logging.getLogger(__name__)


def kerja(*, sekali: bool = False) -> None:
    """Take tasks until told to stop; `sekali`: those that wait now. Runs in a process of its own."""
    nama = nama_pekerja()
    denyut = threading.Thread(target=_denyut, args=(nama, os.getppid()), name="denyut-pekerja", daemon=True)
    denyut.start()
    try:
        call_command(
            "db_worker",
            queue_name=ANTREAN,
            interval=1,
            startup_delay=False,
            reload=False,
            batch=sekali,
            max_tasks=_CETAKAN_SEKALI,
            worker_id=nama,
            verbosity=0,
        )
    finally:
        Pekerja.objects.filter(nama=nama).delete()


def awasi(*, bersama: int | None = None) -> None:
    """Keep a worker running until SIGTERM or Ctrl-C, or until the process `bersama` is gone; then end it too."""
    berhenti = threading.Event()
    for tanda in (signal.SIGTERM, signal.SIGINT):
        signal.signal(tanda, lambda *_: berhenti.set())
    pengawas = Pengawas()
    try:
        while not berhenti.wait(_JEDA_AWAS) and (bersama is None or _hidup(bersama)):
            pengawas.periksa()
    finally:
        pengawas.akhiri()


class Pengawas:
    """Watches one worker process; `periksa` is called every few seconds."""

    def __init__(self) -> None:
        self.sapu_pada = self.bersih_pada = 0.0
        self.jeda, self.mulai_pada = _JEDA_MATI, 0.0
        self.pekerja = self._mulai()

    def periksa(self) -> None:
        """Start the worker anew when it has ended, give stale jobs on, purge once an hour. Survives a lost database."""
        if self.pekerja.poll() is not None:
            self._ganti()
        if monotonic() - self.sapu_pada < _JEDA_SAPU:
            return
        self.sapu_pada = monotonic()
        try:
            self._sapu()
        except Error:
            logger.exception("Basis data tidak dapat dipakai; dicoba lagi")
            connection.close()

    def akhiri(self) -> None:
        """End the worker: a paper half printed is printed again by the next one."""
        self.pekerja.terminate()
        try:
            self.pekerja.wait(3)
        except subprocess.TimeoutExpired:
            self.pekerja.kill()
            self.pekerja.wait()

    def _sapu(self) -> None:
        if nama_pekerja(self.pekerja.pid) in sapu_basi():
            self.pekerja.kill()  # it may live, but gave no sign of life for its paper: it hangs in it
        if monotonic() - self.bersih_pada > _JEDA_BERSIH or not self.bersih_pada:
            self.bersih_pada = monotonic()
            bersihkan_cetakan()
            DBTaskResult.objects.filter(finished_at__lt=timezone.now() - timedelta(days=1)).delete()
            DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - timedelta(days=1)).delete()

    def _ganti(self) -> None:
        """Start the next worker, at once after a good life, later and later when they die young."""
        self.jeda = min(self.jeda * 2, _JEDA_MATI_TERLAMA) if monotonic() - self.mulai_pada < 10 else _JEDA_MATI
        sleep(self.jeda)
        self.pekerja = self._mulai()

    def _mulai(self) -> "subprocess.Popen[bytes]":
        self.mulai_pada = monotonic()
        perintah = [sys.executable, str(settings.BASE_DIR / "manage.py"), "pekerja", "--anak"]
        return subprocess.Popen(perintah, start_new_session=True)  # noqa: S603  # our own program


def _hidup(proses: int) -> bool:
    try:
        os.kill(proses, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, under another account
        return True
    return True


def _denyut(nama: str, induk: int) -> None:
    """Write the worker's signs of life; end the process when the one that started it is gone."""
    while True:
        if os.getppid() != induk:
            os._exit(1)
        _coba(lambda: Pekerja.objects.update_or_create(nama=nama, defaults={"detak": timezone.now()}))
        _coba(lambda: Pekerja.objects.filter(detak__lt=timezone.now() - 10 * BASI).delete())
        sleep(_JEDA_DETAK)


def _coba(tulis: Callable[[], object]) -> None:
    try:
        tulis()
    except Error:  # locked or restarting: the next beat tries again
        connection.close()
