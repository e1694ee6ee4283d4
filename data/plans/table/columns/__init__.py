"""Which column of a table holds what: judged by the words of its header and by what stands below."""
