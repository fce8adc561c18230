"""The tables of a result: a comparison in, its rows out."""
