"""What the columns of a plan's table may hold."""

from enum import StrEnum


class Column(StrEnum):
    """A column of the table.

    CODE is a code of the office's own ("NV-01"), GROUP a heading that stands in each row, START the day from which,
    NOTE anything else (money, remarks, legal bases).
    """

    NUMBER = "number"
    CODE = "code"
    GROUP = "group"
    TITLE = "title"
    DELIVERABLE = "deliverable"
    LEAD = "lead"
    COORDINATING = "coordinating"
    START = "start"
    TIMEFRAME = "timeframe"
    NOTE = "note"


Header = dict[int, Column]
"""Columns by the place of their cell in a row, from 0."""
