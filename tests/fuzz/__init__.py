"""Hostile files: made by mutation, seeded, so that each can be made again by its number."""
