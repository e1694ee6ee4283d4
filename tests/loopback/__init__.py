"""A Bot API server of the test suite's own, on loopback: checks what Telegram checks, says what Telegram says.

`server.BotApi` runs it in a thread; `python -m tests.loopback.server` runs it as a process.
"""
