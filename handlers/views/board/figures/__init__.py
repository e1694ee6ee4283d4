"""Figures of the board as rows, tables and drawings."""
