"""What a report says, in every format: findings, tables, captions, method and provenance in words."""
