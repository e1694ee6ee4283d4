"""A strict Zalo Bot API on loopback: what is known of it, and both ways of what reports differ about."""
