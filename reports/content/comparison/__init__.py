"""What of a result, or of two editions, is put side by side: groups, sides, rounds, and questions in common."""
