"""One normaliser before everything: what a document says, in letters and blanks that everything behind it expects."""
