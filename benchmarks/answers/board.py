"""Pages of the board over 230,000 duties of 300 agencies, as a browser gets them."""
