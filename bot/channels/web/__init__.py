"""The web chat: the demo page, over the same code path as every channel."""
