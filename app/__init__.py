"""Squall: where a team rehearses a social-media storm before it hits."""
