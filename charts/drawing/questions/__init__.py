"""What figures of single questions are made of."""
