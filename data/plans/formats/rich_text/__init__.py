"""Rich Text Format (.rtf), read from its own words: groups, control words, text (RTF 1.9.1)."""
