"""Tell Prometheus figures; none bears a name, chat or code of a person. Loaded only where a port is set for it."""
