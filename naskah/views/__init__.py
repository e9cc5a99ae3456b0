"""Pages of decrees, shared by every kind: lists and settings, editor and papers, issuing."""
