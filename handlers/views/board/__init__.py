"""The pages of the board: facts → HTML."""
