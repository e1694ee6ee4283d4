"""The board: one look at it, and what its address chooses."""
