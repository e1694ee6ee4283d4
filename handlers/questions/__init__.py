"""A Vietnamese sentence → a Query → an Answer."""
