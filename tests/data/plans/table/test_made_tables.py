"""Whatever a table looks like, what was put into it is read from it."""

from hypothesis import given, settings

from data.plans.table.columns.kinds import Column
from data.plans.table.row import Heading, Row
from data.plans.table.rows import read_table
from tests.data.plans.table.made_tables import NEEDED, MadeTable, made_tables


@settings(max_examples=100, deadline=None)
@given(made_tables())
def test_a_table_is_read_as_it_was_made(made: MadeTable) -> None:
    entries = read_table(made.document).entries
    rows = [entry for entry in entries if isinstance(entry, Row)]
    headings = [entry for entry in entries if isinstance(entry, Heading)]
    shown = [column for column in (*NEEDED, Column.DELIVERABLE, Column.COORDINATING) if column in made.tasks[0].cells]
    assert [[row[column] for column in shown] for row in rows] == [
        [task.cells[column] for column in shown] for task in made.tasks
    ]
    assert len(headings) == max(task.section for task in made.tasks)
