"""Checks of files that came in, before anything of them is kept."""
