"""What the board alone asks: pages of chosen duties, who was reminded of one, what comes next."""
