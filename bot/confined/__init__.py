"""Child processes for what a hostile file could do harm to: little memory, little time, no files, no network."""
