"""The way of updates from any provider to their answers: stored, queued chat by chat, answered once."""
