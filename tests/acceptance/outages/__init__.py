"""What a bot goes through: a network that is gone, a registry that is lost, kills and stops."""
