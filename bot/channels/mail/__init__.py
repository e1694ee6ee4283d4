"""The mail channel: messages to official addresses through the agency's own server. Nothing is received."""
