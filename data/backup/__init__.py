"""Backups of registry and files in one archive, made while the bot runs; checked before they replace anything."""
