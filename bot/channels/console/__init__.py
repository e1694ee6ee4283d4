"""The console: a conversation on a terminal."""
