"""Refuses a file before anything parses it that would swell, loop or break its reader."""
