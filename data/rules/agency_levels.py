"""Levels of agencies, by which figures are told: departments, districts, communes, and the others."""

from enum import StrEnum


class Level(StrEnum):
    """Levels, in the order in which they are told. The values are the kinds that a directory of agencies gives."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


def level_of(kind: str) -> Level:
    """Return the level of an agency of a kind ("commune"); kinds that are no level are the others."""
    return Level(kind) if kind in set(Level) else Level.OTHER
