"""The board with the duties of all provinces."""
