"""Refuses the officer's own template before anything parses it that would harm, and says why in one message."""
