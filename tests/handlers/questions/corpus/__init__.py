"""Sentences with the answers they should get, and what judges the answers."""
