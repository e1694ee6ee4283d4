"""Levels of agencies, by which figures are grouped: departments, districts, communes, all others."""

from enum import StrEnum


class Level(StrEnum):
    """Levels, in the order in which they are shown. The values are the kinds that a directory of agencies gives."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


_VALUES = frozenset(Level)


def level_of(kind: str) -> Level:
    """Return the level of an agency of this kind ("commune"); OTHER for a kind that is no level."""
    return Level(kind) if kind in _VALUES else Level.OTHER
