"""Somebody who has the answers and every file that was handed out, and tries to single out a person by them."""
