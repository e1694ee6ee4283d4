"""A Bot API server for tests, on loopback: it checks and answers as Telegram does.

`server.BotApi` runs it in a thread; `python -m tests.loopback.server` runs it as a process.
"""
