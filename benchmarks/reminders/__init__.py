"""Targets for planning and sending reminders."""
