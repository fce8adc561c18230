"""Cells of an officer's file, coloured and commented: in the file itself, or in a copy where it can hold neither."""
