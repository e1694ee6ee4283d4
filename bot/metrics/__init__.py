"""Figures for Prometheus; no name, chat or code of a person is among them. Loaded only where a port is set for it."""
