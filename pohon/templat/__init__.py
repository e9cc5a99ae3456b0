"""Our own workbook of a tree: written, filled in offline, read back as a plan of changes.

    isi = tulis_templat(pohon)                       # tulis: the workbook (bentuk: its sheets and columns)
    buku = baca_templat(bytes)                       # baca: cells as text, every fault with its cell
    rencana = susun_rencana(buku, konteks)           # rencana: new, changed, moved, missing, conflicts, faults
    terapkan_perubahan(…, perubahan=rencana.perubahan(hapus))   # pohon.services.penerapan stores it

A cell says something new only where it differs from what the tree would print there now; so a workbook sent back
untouched changes nothing, whatever the tree holds. Documents that agencies have already are `pohon.importing`.
"""
