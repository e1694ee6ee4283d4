"""The HTTP face of the process: health, and the page of the rehearsal."""
