"""Exact tests of means, and the intervals that invert them."""
