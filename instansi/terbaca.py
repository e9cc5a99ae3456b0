"""Values that templates read quickly. Pure: rows and findings of every app stand on it."""


class Terbaca:
    """Base of frozen values that rows of long pages print by the dozen.

    `{{ b.kode }}` tries b["kode"] first and only after the error b.kode; that error was most of what a row cost (a page
    of 150 boxes meets ten thousand). With this base the first try succeeds. Python code writes b.kode as ever.
    """

    __slots__ = ()

    __getitem__ = object.__getattribute__
