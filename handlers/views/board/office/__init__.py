"""Pages of the board for administrators: plans that wait, people, agencies, the history."""
