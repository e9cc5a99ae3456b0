"""Lists of agencies, positions and accounts from spreadsheets and back, by django-import-export.

`lembar` reads and writes files, `dasar` is what every resource shares, `sumber` holds the resources of this app,
`simpanan` keeps a file between preview and confirmation. Every row goes through the same services as the screens.
"""
