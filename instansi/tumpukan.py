"""Room on the interpreter's stack, so that deep templates do not cross its pieces all the time.

CPython (3.11 and later) keeps the frames of Python functions in pieces of 16 kB and gives a piece back to the system as
soon as it is empty. A template is some hundred frames deep; where a piece happens to end inside a row's loop, each of
ten thousand calls takes a piece from the system and gives it back. Measured: a page of 150 boxes cost 168 ms of
processor instead of 101, another 210 or 113 by its depth alone; printing a PDF cost a fifth more. A frame too large for
a piece gets one of its own size, rounded up to a power of two, and what it leaves free serves the calls below it.
"""

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

_LEBAR = (
    17_000  # of 8 bytes: asks for more than 128 kB, so 256 kB are taken and nearly half is left for the calls below
)
F = TypeVar("F", bound=Callable[..., object])


def tumpukan_lapang(fungsi: F) -> F:
    """Give all that this function calls room on the stack; for what every request passes once, not for inner loops.

    It declares a larger stack than it uses; only the memory really used is ever taken.
    """
    python = cast(FunctionType, fungsi)
    python.__code__ = python.__code__.replace(co_stacksize=_LEBAR)
    return fungsi
