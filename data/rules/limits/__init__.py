"""What may last how long, and how much of it there may be: terms, quotas, what is kept."""
