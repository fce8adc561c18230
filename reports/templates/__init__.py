"""The officer's own templates: what they may be, and what is refused before anything parses it that would harm."""
