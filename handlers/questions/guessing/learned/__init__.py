"""What was learned from example sentences: the model of what is asked for, and how it is learned."""
