"""`nhacviec db`: health, backup and moves of the registry."""
