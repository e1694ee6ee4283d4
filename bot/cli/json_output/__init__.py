"""The JSON of commands with --json, a file per command group.

Other programs depend on it: it is added to, never changed. Dates are YYYY-MM-DD, instants ISO 8601 with their offset
in Viet Nam.
"""
