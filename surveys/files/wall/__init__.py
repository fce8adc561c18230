"""A wall around parsing: a file is opened in a process of its own, with a limit of memory and of time.

A file that brings its reader down costs that one upload and one message; the program that handed it over goes on.
"""

from surveys.files.wall.opening import Progress, open_all, open_one
from surveys.files.wall.workers import pool

keep_apart = pool.keep_apart

__all__ = ["Progress", "keep_apart", "open_all", "open_one"]
