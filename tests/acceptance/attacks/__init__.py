"""Attacks on the whole program, as it runs: what one sender does, others hardly notice."""
