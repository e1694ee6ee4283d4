"""The real program, in its own processes, against the suite's Bot API."""
