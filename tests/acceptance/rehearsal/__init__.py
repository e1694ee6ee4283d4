"""A rehearsed year: seats of officers, faults, and the fate of every reminder."""
