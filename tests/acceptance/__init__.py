"""The real program, in processes of its own, against the suite's Bot API."""
