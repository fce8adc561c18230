"""What a result rests on: the people who answered, and the choices made."""
