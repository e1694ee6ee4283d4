"""The chat of the officer's own page and of the demo's: posts in, messages shown and kept."""
