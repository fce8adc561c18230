"""What may be said of a change: the tests behind it, and the verdict."""
