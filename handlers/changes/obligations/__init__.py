"""Whether and how a duty is owed: exemptions, corrected readings, results of periods, what was done earlier."""
