"""Processes of `nhacviec` for tests, and what they load and log."""
