"""Benchmarks: targets measured as medians and ratios of one run. Never part of the tests."""
