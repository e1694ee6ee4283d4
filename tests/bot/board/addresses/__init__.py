"""What addresses of the board choose."""
