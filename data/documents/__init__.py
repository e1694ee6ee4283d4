"""Text of documents that somebody sent, and what in them could do harm: bytes in, no registry, bounded in memory.

Everything here is written for a child process (`bot.confined`): what a hostile file can do to it stays there.
"""
