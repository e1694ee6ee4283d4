"""`nhacviec` in processes of its own, and what it needs to be loaded and logged."""
