"""The service: what runs until it is told to end, and its jobs."""
