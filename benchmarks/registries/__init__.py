"""Registries to measure on."""
