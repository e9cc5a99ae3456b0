"""Only the review's one service writes the state of a tree."""

from tests.arsitektur.berkas import lines_with


def test_nothing_else_assigns_the_state_of_a_tree() -> None:
    keadaan = "draf|diajukan|ditarik|dikembalikan|disetujui|digantikan"
    menulis = rf"\bstatus\s*=\s*(?:langkah\.ke|StatusPohon\.|\"(?:{keadaan})\")"
    # The decrees have states of their own; printing rows as approved is no write, nor is asking for rows.
    kode = (":(glob)*/**/*.py", ":(exclude)tests/*", ":(exclude)**/migrations/*", ":(exclude)naskah/*")
    boleh = ("telaah/services/alur.py", "pohon/models.py")
    baris = lines_with(menulis, *kode, besides=())
    assert [
        satu for satu in baris if not satu.startswith(boleh) and "filter(" not in satu and "exclude(" not in satu
    ] == []
    assert [satu for satu in baris if satu.startswith("pohon/models.py") and "default=" not in satu] == []
