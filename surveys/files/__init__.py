"""Bytes in, sheets of cells out: opened behind a wall, guarded, whatever the file is."""
