"""Numbers that R made of two surveys, and how a result of ours is held against them (``tests/data/golden``)."""
