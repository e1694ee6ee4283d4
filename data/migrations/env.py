"""Configuration of Alembic: on the connection that `data.schema` opened, in the batch mode SQLite needs."""

from alembic import context
from sqlmodel import SQLModel

import data.models  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
