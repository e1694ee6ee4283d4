"""Tell tables of tasks from tables of targets, members and money."""

from collections.abc import Sequence

from data.plans.table.columns.assignment import Columns
from data.plans.table.columns.header_words import NO_TASK_TABLE, TARGETS
from data.plans.table.columns.kinds import Column
from data.text import fold


def has_no_tasks(names: Sequence[str], columns: Columns) -> bool:
    """Tell if the heads are those of a table without tasks, although columns of it would fit."""
    found = set(columns.header.values())
    titles = [names[place] for place, column in columns.header.items() if column is Column.TITLE]
    if any(TARGETS.search(fold(name)) for name in titles):
        return True
    if {Column.LEAD, Column.TIMEFRAME} <= found:
        return False
    return any(NO_TASK_TABLE.search(fold(name)) for name in names)
