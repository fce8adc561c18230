"""Somebody who has the answers and every file that was handed out, and tries to tell a person by them."""
