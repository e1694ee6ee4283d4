"""PDF with text: ruled tables by their lines, paragraphs by theirs (pypdfium2)."""
