"""Backup of the whole installation as one archive, and its restore into an empty one (ADR 0012).

    tabel    which tables belong to it, and their rows as JSON lines
    arsip    the archive: a ZIP of tables and files with a manifest of checksums
    pulih    putting one back: checked before, compared after, all or nothing

Generic over the installed models: an app added later is in the backup without a line here. No views, no models.
"""
