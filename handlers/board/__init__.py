"""The board: what each of its pages is about, read for who looks at it."""
