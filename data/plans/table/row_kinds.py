"""Tell what a row is: a task, a heading over the rows that follow, the rest of the row above, or none of it."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from data.plans.table.columns.evidence import looks_like_agency, looks_like_time
from data.plans.table.columns.kinds import Column
from data.plans.table.numbering import Numbering, Style, ordinal
from data.plans.table.row import Row
from data.text import fold

_BULLET = re.compile(r"[-–+•*] ?")
_FOOTER = re.compile(
    r"(?:noi nhan|tm\.|kt\.|tl\.|tuq\.|ghi chu\b|tong (?:cong|so|kinh phi)\b|nguoi lap|thu truong|(?:pho )?chu tich$"
    r"|luu:|\(\*\)|\*\))"
)
_END = re.compile(r"noi nhan ?:|(?:tm|kt|tl|tuq)\. ?\w")
_UNFINISHED = re.compile(
    r"(?:\b(?:cua|va|cac|tai|theo|ve|cho|voi|tren|trong|doi|do|la|de|den|tu|thuc|nhung|mot|hoac|duoc|bang)|[,(/-])$"
)
_ENDED = (".", ";", ":", "!", "?")
_BELOW = re.compile(r"\b(?:sau|duoi) day\b|\bnhu sau\b|(?:bao gom|gom|cu the):?$")
"""Words that send the reader to the rows below."""
_OUTER = frozenset({Style.LETTER, Style.ROMAN})


class RowKind(Enum):
    """What a row is."""

    TASK = auto()
    HEADING = auto()
    REST = auto()
    FOOTER = auto()


def ends_document(row: Row) -> bool:
    """Tell if the list of receivers begins, or the block of the signature: in a sheet they are rows of the table."""
    return bool(_END.match(fold(f"{row[Column.NUMBER]} {row[Column.TITLE]}".strip())))


def kind_of(rows: Sequence[Row], place: int) -> RowKind:
    """Return what the row at `place` is, by itself and by its neighbours."""
    row = rows[place]
    if _FOOTER.match(fold(f"{row[Column.NUMBER]} {row[Column.TITLE]}".strip())):
        return RowKind.FOOTER
    if row[Column.NUMBER] and (row.numbering is None or _is_number_alone(row)):
        return RowKind.FOOTER
    above = rows[place - 1] if place else None
    if row.numbering:
        heads = row.has_only_a_title and (_heads(rows, place) or _parts_the_count(rows, place))
        heads = heads or _has_only_tails(row) or _leads_a_group(rows, place)
        return RowKind.HEADING if heads else RowKind.TASK
    if row.has_only_a_title:
        return _kind_of_title(row, above)
    if _leads_a_group(rows, place):
        return RowKind.HEADING
    return _kind_without_number(row, above)


def _is_number_alone(row: Row) -> bool:
    """Tell if a number stands in it and nothing else, not even what a merged cell covers: that of a page."""
    return not any(row[column] for column in row.pieces if column is not Column.NUMBER) and not row.notes


def _heads(rows: Sequence[Row], place: int) -> bool:
    """Tell if a numbered row with nothing but a title is a heading; merged cells may have left it empty instead."""
    row = rows[place]
    number, after = row.numbering, _row_below(rows, place)
    assert number is not None  # noqa: S101 - asked only of a numbered row
    if not row[Column.TITLE]:
        return False
    if number.style in _OUTER:
        return True
    if after is None or after[Column.TITLE] == "":
        return False
    following = after.numbering
    if following is None:
        return (not after.has_only_a_title and not _continues(after)) or bool(_BULLET.match(after[Column.TITLE]))
    if following.depth > number.depth and following.parts[: number.depth] == number.parts:
        return True
    if following.style > number.style or (following.depth == 1 < number.depth and not number.parts[0].isdigit()):
        return True
    return following.style is number.style and following.value == 1 != number.value + 1


def _row_below(rows: Sequence[Row], place: int) -> Row | None:
    """Return the row below, past those that are left out for a number that is none."""
    return next((one for one in rows[place + 1 :] if not one[Column.NUMBER] or one.numbering), None)


def _parts_the_count(rows: Sequence[Row], place: int) -> bool:
    """Tell if a row with nothing but a title stands out of the count of the tasks around it: 3., then 2, then 4.

    It does where it goes on with a count of headings that began above the first task; so does one whose title is
    merged over the whole table, right above a row that has more than a title. One that fits the count of the tasks,
    or stands below one of them (2.1 below 2), is a task whose other cells are empty.
    """
    own, after = rows[place].numbering, _row_below(rows, place)
    if after is None or own is None or not rows[place][Column.TITLE]:
        return False
    first, last = _last_of_count(rows[:place]), _numbering_of_next_task(rows, place)
    fits = _follows(first, own) and not (last and _follows(first, last))
    if fits and (first or (last and _goes_on(own, last))):
        return False
    if _goes_on_with_headings(rows, place):
        parted = first and last and first.style is last.style and _goes_on(first, last)
        return bool(parted or rows[place].spans)
    is_below = first and (first.parts == own.parts[: first.depth] != own.parts or own.style > first.style)
    return rows[place].spans and not is_below and not after.has_only_a_title and not _continues(after)


def _last_of_count(rows: Sequence[Row]) -> Numbering | None:
    """Return the last number of tasks in `rows`; one that goes on with it is of them, though its row is empty."""
    last: Numbering | None = None
    for row in rows:
        number = row.numbering
        if number and (not row.has_only_a_title or (last and _follows(last, number))):
            last = number
    return last


def _numbering_of_next_task(rows: Sequence[Row], place: int) -> Numbering | None:
    return next((one.numbering for one in rows[place + 1 :] if one.numbering and not one.has_only_a_title), None)


def _goes_on_with_headings(rows: Sequence[Row], place: int) -> bool:
    """Tell if the number of a row comes right after that of a row above that is a heading, the first above any task.

    Headings are numbered with less care than tasks: behind 2 the next may be 3.1.
    """
    own = rows[place].numbering
    assert own is not None  # noqa: S101 - asked only of a numbered row
    titles = {at: one.numbering for at, one in enumerate(rows[:place]) if one.numbering and one.has_only_a_title}
    alike = {at: number for at, number in titles.items() if number and number.style is own.style}
    first_task = next((at for at, one in enumerate(rows) if not one.has_only_a_title), 0)
    if not any(at < first_task and _heads(rows, at) for at in alike):
        return False
    firsts = {ordinal(own.parts[0], own.style) if own.parts[0].isdigit() else own.value}
    return any(_goes_on(one, own) or (one.depth == 1 and one.value + 1 in firsts) for one in alike.values())


def _follows(first: Numbering | None, number: Numbering) -> bool:
    """Tell if a number is the next of the count, or the first of all."""
    if first is None:
        return number.value == 1
    return first.style is number.style and _goes_on(first, number)


def _goes_on(first: Numbering, last: Numbering) -> bool:
    return first.parts[:-1] == last.parts[:-1] and last.value == first.value + 1


def _has_only_tails(row: Row) -> bool:
    """Tell if a heading was read together with tails of the row above: cells that begin amid a sentence."""
    number = row.numbering
    others = [row[column] for column in row.pieces if column not in {Column.NUMBER, Column.TITLE} and row[column]]
    is_outer = number is not None and number.style in _OUTER
    return is_outer and bool(row[Column.TITLE]) and bool(others) and all(other[:1].islower() for other in others)


def _leads_a_group(rows: Sequence[Row], place: int) -> bool:
    """Tell if a row only says who leads, takes part in, or finishes by when, all of the rows below it.

    Its own lead or time is empty, or sends to those below, and the row below stands under it and has what it lacks.
    """
    row, below = rows[place], rows[place + 1] if place + 1 < len(rows) else None
    refers = bool(_BELOW.search(fold(row[Column.TIMEFRAME])))
    lacks = [column for column in (Column.LEAD, Column.TIMEFRAME) if not row[column]]
    lacks += [Column.TIMEFRAME] if refers else []
    number, following = row.numbering, below.numbering if below else None
    if below is None or not row[Column.TITLE] or not lacks:
        return False
    goes_under = number is not None and (following is None or following.style > number.style)
    is_outer = number is not None and number.style in _OUTER
    if is_outer and len(lacks) > 1 and goes_under:
        return True
    if not any(below[column] for column in lacks):
        return False
    announces = refers or bool(_BELOW.search(fold(row[Column.TITLE]).rstrip(" .:")))
    if number and row.is_numbered_beside and number.style <= Style.ARABIC and number.depth == 1:
        return not below.is_numbered_beside and following is not None
    if number is None:
        return announces and following is not None and bool(below[Column.TITLE])
    if is_outer:
        return goes_under
    if following is None or (row[Column.DELIVERABLE] and not announces):
        return False
    goes_on = following.depth > number.depth and following.parts[: number.depth] == number.parts
    return goes_on or (following.style > number.style and following.value == 1)


def _kind_of_title(row: Row, above: Row | None) -> RowKind:
    title = row[Column.TITLE]
    if above is None:
        return RowKind.HEADING if title else RowKind.REST
    if not title or _continues(row):
        return RowKind.REST
    if _BULLET.match(title) and not above.has_only_a_title:
        return RowKind.REST
    before = above[Column.TITLE]
    if before.endswith((";", ",")):
        return RowKind.REST
    if row.after_break and not title.isupper() and not before.endswith(_ENDED) and _UNFINISHED.search(fold(before)):
        return RowKind.REST
    return RowKind.HEADING


def _kind_without_number(row: Row, above: Row | None) -> RowKind:
    """Tell a task without a number from the rest of the row above, by whether its cells begin anew."""
    if above is None:
        return RowKind.TASK
    if _continues(row):
        return RowKind.REST
    title, lead, time = row[Column.TITLE], row[Column.LEAD], row[Column.TIMEFRAME]
    if title and lead and time:
        return RowKind.TASK
    if title and not row.after_break and ((lead and looks_like_agency(lead)) or (time and looks_like_time(time))):
        return RowKind.TASK
    if title and lead and looks_like_agency(lead) and above[Column.LEAD] and not _is_cut(above):
        return RowKind.TASK
    own = looks_like_agency(lead) and looks_like_time(time) and above[Column.TIMEFRAME]
    return RowKind.TASK if own and not row.after_break else RowKind.REST


def _continues(row: Row) -> bool:
    return row[Column.TITLE][:1].islower()


def _is_cut(row: Row) -> bool:
    return bool(_UNFINISHED.search(fold(row[Column.TITLE]))) or row[Column.LEAD].endswith(",")
