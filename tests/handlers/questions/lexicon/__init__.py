"""Tests of the words and phrases that can be recognised in a sentence."""
