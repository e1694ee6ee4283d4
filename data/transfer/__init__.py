"""Rows of one registry into another, of either database, compared afterwards."""
