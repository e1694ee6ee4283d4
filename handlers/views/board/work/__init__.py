"""What is decided on at the board: what waits, what may be done with a duty, what the chat says to it."""
