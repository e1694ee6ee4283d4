"""The officer's own page: who may see it, what it shows, its files."""
