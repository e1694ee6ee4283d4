"""HTTP server of the process: health and calendars; parts that the demo uses too."""
