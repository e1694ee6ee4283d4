"""Let one of several processes on one PostgreSQL registry serve while the others wait, or let all serve together.

A registry in a file is served by the one machine that has the file: there is nothing to wait for.
"""
