"""The web chat: the page of the rehearsal, on the same code path as every other channel."""
