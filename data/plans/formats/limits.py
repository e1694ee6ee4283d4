"""Bounds of a table that is read: no plan comes near them, and what is behind them is damage or a trap."""

ROWS = 20_000
"""Rows of all tables of a document together."""
COLUMNS = 60
FILE_BYTES = 50 * 1024 * 1024
"""A file that is read at all; a plan of a thousand pages is a tenth of it."""
