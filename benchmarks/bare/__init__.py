"""Programs that do the same with python-telegram-bot alone, to compare with."""
