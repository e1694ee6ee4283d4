"""Processes beside the bot's own that make what takes long: workbooks, reports, pictures."""
