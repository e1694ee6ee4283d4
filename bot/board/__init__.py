"""The board over HTTP: who may open it, its addresses, its static files."""
