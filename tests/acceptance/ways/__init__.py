"""Offices whose officers are on Zalo, on the page and have mail: which way each message goes."""
