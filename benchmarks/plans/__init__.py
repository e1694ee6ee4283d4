"""How long plan files of every kind take to be read, and what memory that needs."""
