"""The small lock on what is not shown, made of lines, so that no font decides how it looks."""

from __future__ import annotations

WIDTH, HEIGHT = 18, 20
"""Pixels of the ground that it stands on."""
BODY = (-5.0, -6.0, 5.0, 1.0)
"""Left, lower, right and upper edge of its body, pixels from the middle of the ground, upwards."""
SHACKLE = ((-3.0, 1.0), (-3.0, 3.0), (-3.0, 8.0), (3.0, 8.0), (3.0, 3.0), (3.0, 1.0))
"""Its shackle: a line to the second point, a cubic curve by way of the third and fourth to the fifth, a line to the
last."""
STROKE = 1.6
"""Width of the shackle's line, pixels."""
