"""Channels: the protocol, what all channels share, and a folder for each."""
