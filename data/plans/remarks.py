"""Name everything that the reader of plans has to tell the clerk who checks a reading: codes with parameters.

The sentences are made in `handlers/views/plans/remarks.py`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

Value = str | int | date | tuple[int, ...] | tuple[tuple[str, str | date], ...] | tuple["Remark", ...]
"""A parameter of a remark: words of the document, a column, a number, a date, or several of one of these."""


class RemarkCode(StrEnum):
    """A kind of remark, with the names of its parameters."""

    parameters: tuple[str, ...]

    def __new__(cls, code: str, *parameters: str) -> Self:
        """Keep the first item of a member as its value, the others as the names of its parameters."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.parameters = parameters
        return member

    # Warnings about the whole plan, the worst first.
    NO_OWNER = "no_owner", "count", "codes"
    TITLE_WITHOUT_YEAR = "title_without_year", "year"
    NO_TITLE = "no_title"
    NO_ISSUER = "no_issuer"
    HEADER_REPEATED = "header_repeated", "lines"
    LINE_SKIPPED = "line_skipped", "line", "skipped"
    HEADING_WITHOUT_TASKS = "heading_without_tasks", "line", "title"
    OLD_FONT_DECODED = "old_font_decoded", "encoding", "count", "lines"
    CHARACTERS_REPLACED = "characters_replaced", "count", "lines"
    MERGED_REPEATED = "merged_repeated", "count", "lines"
    TRACKED_CHANGES = "tracked_changes", "count", "lines"
    FONT_DECODED = "font_decoded", "count", "lines"
    HIDDEN_LEFT_OUT = "hidden_left_out", "count", "lines"
    FORMULA_WITHOUT_VALUE = "formula_without_value", "count", "lines"
    PAGES_WITHOUT_TEXT = "pages_without_text", "count", "lines"
    WITHOUT_LINES = "without_lines", "count", "lines"
    COLUMNS_UNTOLD = "columns_untold", "count", "lines"
    CUT_SHORT = "cut_short", "count", "lines"
    DRAFT_WITHOUT_NUMBER = "draft_without_number"
    DRAFT_WITHOUT_DATE = "draft_without_date"
    TABLE_LEFT_OUT = "table_left_out", "line", "heads"
    TASKS_WITHOUT_TABLE = "tasks_without_table", "line"
    COLUMN_DOUBTFUL = "column_doubtful", "head", "column"
    COLUMNS_WITHOUT_HEAD = "columns_without_head", "line"
    UNCONFIRMED_DEADLINE = "unconfirmed_deadline", "place", "line", "timeframe"

    # Warnings about one task: its row and cells.
    ROW_JOINED = "row_joined", "line", "pieces"
    HEADER_JOINED = "header_joined", "line", "column", "text"
    TAKEN_FROM_ABOVE = "taken_from_above", "column", "text"
    TAKEN_FROM_HEADING = "taken_from_heading", "column", "text"
    TAKEN_FROM_STEP = "taken_from_step", "column", "head", "text"
    TAKEN_FROM_TITLE = "taken_from_title", "column", "text"
    CELLS_DROPPED = "cells_dropped", "skipped"
    NO_NUMBER = "no_number", "code"
    NUMBER_REPEATED = "number_repeated", "number", "code"
    CELL_EMPTY = "cell_empty", "column"
    STRAY_PUNCTUATION = "stray_punctuation", "column", "text"
    DELIVERABLES_DATED = "deliverables_dated", "deliverables"
    AGENCY_AMBIGUOUS = "agency_ambiguous", "column", "name"
    AGENCY_UNKNOWN = "agency_unknown", "column", "name"
    AGENCY_MISSPELT = "agency_misspelt", "column", "name", "nearest"
    FIELD_INFERRED = "field_inferred", "field"

    # Warnings about one task: its time.
    TIME_UNCERTAIN = "time_uncertain", "timeframe", "reason"
    DUE_BEFORE_PLAN = "due_before_plan", "due_on", "year"
    RECURRING_BEFORE_PLAN = "recurring_before_plan", "count", "issued_on"
    YEAR_OF_PLAN_TAKEN = "year_of_plan_taken", "label", "year"

    # How a time is read.
    ONE_DEADLINE = "one_deadline", "deadlines"
    SEVERAL_DEADLINES = "several_deadlines", "count", "deadlines"
    RECURRING = "recurring", "deadlines"
    CONTINUOUS = "continuous"
    EXTERNAL = "external"
    COUNTED_FROM_EVENT = "counted_from_event"
    ONLY_A_START = "only_a_start"
    DAY_BEFORE_TAKEN = "day_before_taken"
    YEAR_FROM_CONTEXT = "year_from_context"
    RECURRING_WITHOUT_PERIOD = "recurring_without_period"
    TIME_EMPTY = "time_empty"
    TIME_TOO_LONG = "time_too_long"
    TIME_UNREADABLE = "time_unreadable"
    NO_DEADLINE = "no_deadline"

    # What is doubtful in the reading of a time.
    NOT_IN_CALENDAR = "not_in_calendar", "point"
    NO_EXACT_DAY = "no_exact_day", "point"
    TWO_DIGIT_YEAR = "two_digit_year", "point"
    YEAR_AMBIGUOUS = "year_ambiguous"
    REPORT_REPLACES_QUARTER = "report_replaces_quarter"
    GOES_ON_WITHOUT_DEADLINE = "goes_on_without_deadline"
    VAGUE = "vague"
    DEPENDS_ON_EVENT = "depends_on_event"
    ALSO_COUNTED_FROM_EVENT = "also_counted_from_event"
    DATE_STARTS_THE_COUNT = "date_starts_the_count"
    TOO_OFTEN_FOR_DEADLINES = "too_often_for_deadlines"
    NO_PERIOD = "no_period"
    NEEDS_CHECK = "needs_check"
    PART_UNREAD = "part_unread", "part"
    YEAR_NOT_NAMED = "year_not_named", "year"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a reading; `values` are its parameters by name. Made by `remark`."""

    code: RemarkCode
    values: tuple[tuple[str, Value], ...]


def remark(code: RemarkCode, /, **values: Value) -> Remark:
    """Return the remark of this code. Raises TypeError unless `values` are exactly the parameters of the code."""
    if values.keys() != set(code.parameters):
        raise TypeError(f"{code} takes {code.parameters}, not {tuple(values)}")
    return Remark(code, tuple((name, values[name]) for name in code.parameters))
