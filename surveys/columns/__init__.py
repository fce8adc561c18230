"""Columns find their question; personal ones are dropped, and what finds none is listed."""
