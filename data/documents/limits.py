"""Bounds of what is read of one document."""

UNPACKED_BYTES = 200 * 1024 * 1024
"""All parts of a package together, packages inside it included. A report with pictures unpacks to a tenth of it."""
PARTS = 10_000
TEXT_LETTERS = 2_000_000
"""A thousand pages of text; what stands after them is not read."""
PDF_PAGES = 1000
