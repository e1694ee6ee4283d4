"""Fresh registries on SQLite and PostgreSQL, and how their databases look rows up."""
