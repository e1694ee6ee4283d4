"""What lies between: networks that fail, and a proxy before several processes."""
