"""A rehearsed year: who sits where, what is broken, and what became of every reminder."""
