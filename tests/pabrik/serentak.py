"""Running jobs in threads that start together, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import close_old_connections, connections

from instansi.errors import GalatLayanan


def serentak(pekerjaan: list[Callable[[], object]]) -> list[object]:
    """Return each job's result, in order, or the error of a service it met."""
    mulai = Barrier(len(pekerjaan))

    def jalankan(satu: Callable[[], object]) -> object:
        close_old_connections()
        try:
            mulai.wait()
            return satu()
        except GalatLayanan as galat:
            return galat
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pekerjaan)) as kolam:
        return list(kolam.map(jalankan, pekerjaan))
