"""Basis of all tables: names of constraints, and columns that hold one word of a fixed list."""

from enum import StrEnum

from sqlalchemy import Enum
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(words: type[StrEnum], name: str) -> Enum:
    """Return a text column type for the *values* of the enumeration `words`, checked by the database as well."""
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Table(SQLModel):
    """Parent of all tables, with the naming convention above.

    Rows are made and read without pydantic's checks, so what these need is not built (0.6 MB of memory).
    """

    model_config = {"defer_build": True}
