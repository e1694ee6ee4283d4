"""Questions in Vietnamese: a sentence is read into a Query, a Query is answered."""
