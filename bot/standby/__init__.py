"""Of processes with the same channels on one PostgreSQL registry, one serves and the others wait.

A registry in a file is served by the one machine that has the file: there is nothing to wait for.
"""
