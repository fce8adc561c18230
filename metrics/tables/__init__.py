"""The tables of a result, one file a table."""
