"""Changes of the obligation itself: exemptions, corrected readings, results of periods, what was done earlier."""
