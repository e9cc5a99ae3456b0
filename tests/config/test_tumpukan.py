"""Deep templates do not make the interpreter take and give back memory at every call."""

import resource
from collections.abc import Callable

from instansi.tumpukan import tumpukan_lapang

KALI = 1_000


def _daun(tingkat: int = 3) -> None:
    if tingkat:
        _daun(tingkat - 1)


def _sedalam(tingkat: int) -> int:
    """Return the page faults of many calls made so deep in the stack."""
    if tingkat:
        return _sedalam(tingkat - 1)
    awal = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(KALI):
        _daun()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - awal


def _terburuk() -> int:
    return max(_sedalam(tingkat) for tingkat in range(200))


@tumpukan_lapang
def _lapang(kerja: Callable[[], int]) -> int:
    return kerja()


def test_calls_within_a_request_take_no_memory_wherever_the_stack_stands():
    sempit, lapang = _terburuk(), _lapang(_terburuk)

    assert sempit > KALI / 2, "this interpreter keeps its stack: instansi/tumpukan.py is no longer needed"
    assert lapang < KALI / 10
