"""Pages of the IKI book: the positions (`daftar`), editing one (`sunting`), the workbook and papers (`berkas`)."""
