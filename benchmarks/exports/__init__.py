"""Targets for exported files."""
