"""Decide for all columns of a table together what each holds: by the words of their heads, and what stands below.

What stands in a column is trusted before its head: dates under "Cơ quan chủ trì" are times. Each of the columns that
a task has once is given to one place at most, so that the best assignment of the whole table wins, not the first fit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.plans.table.columns.evidence import judge_column
from data.plans.table.columns.header_words import NO_DEADLINE, NO_LEAD, OF_PERSONS, columns_of, is_shared
from data.plans.table.columns.kinds import Column, Header
from data.text import fold

_FIRST_WORD, _OTHER_WORD, _NO_WORD = 3.0, 1.0, -1.5
_BELOW = 3.5
"""A head that is plain is overruled only by cells that are plainly something else, and by more than two of them."""
_NOTE_WORD = 1.5
_OWN_HEAD = 0.1
"""The least that a column is worth where its own head puts it: odd cells alone do not make a column another one."""
_LEFT_OUT = 0.0
_PERSONS = 0.05
"""The least that a column of persons is worth: they lead where no other column says who does."""
_END = 0.3
_LATER = 0.01
"""Of two steps that have their columns of times under one head, the last has the deadline."""
_OF_THE_END = re.compile(r"hoan thanh|ket thuc|thoi han|^han\b")
"""Of two columns of times the one that tells the end has the deadline."""
_TOLD_BY_HEAD = frozenset({Column.TITLE, Column.LEAD, Column.TIMEFRAME})
_ONCE = tuple(column for column in Column if column is not Column.NOTE)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    `doubtful` are places whose head and cells disagree; `shared` is the place of a column that holds lead and
    coordinating agencies together, None where there is none; `steps` are other places under the deadline's own head.
    """

    header: Header
    doubtful: tuple[int, ...] = ()
    shared: int | None = None
    steps: tuple[int, ...] = ()

    @property
    def is_of_tasks(self) -> bool:
        """Tell if these are the columns of a table of tasks: what is to be done, and by whom or when."""
        found = set(self.header.values())
        return Column.TITLE in found and bool(found & {Column.LEAD, Column.TIMEFRAME})


def assign_columns(names: Sequence[str], cells: Sequence[Sequence[str]], spans: Sequence[str] = ()) -> Columns:
    """Return what each place of a table holds.

    `names` are its heads ("" where it has none), `cells` by column; `spans` are upper heads that several
    share, "" for those that stand by themselves.
    """
    scores = [
        _score(fold(name), below, place if _span(spans, place) else 0)
        for place, (name, below) in enumerate(zip(names, cells, strict=True))
    ]
    chosen = _best(scores)
    due = chosen.index(Column.TIMEFRAME) if Column.TIMEFRAME in chosen else 0
    return Columns(
        header={place: column for place, column in enumerate(chosen) if column},
        doubtful=tuple(
            place for place, column in enumerate(chosen) if column and _is_doubtful(fold(names[place]), column)
        ),
        shared=next(
            (place for place, column in enumerate(chosen) if column is Column.LEAD and is_shared(fold(names[place]))),
            None,
        ),
        steps=tuple(
            place for place in range(len(names)) if place != due and _span(spans, place) == _span(spans, due) != ""
        ),
    )


def _span(spans: Sequence[str], place: int) -> str:
    return spans[place] if place < len(spans) else ""


def _is_doubtful(name: str, column: Column) -> bool:
    """Tell if the head says something else than the column was taken for."""
    told = columns_of(name)
    if column is Column.LEAD and is_shared(name):
        return False
    return bool(told) and column not in told and column is not Column.NOTE


def _score(name: str, below: Sequence[str], step: int) -> Mapping[Column, float]:
    """Return what a column is worth as each; `step` grows with its place among those under one head."""
    told = columns_of(name)
    judged = judge_column(below)
    weight = _BELOW * min(1.0, (1 + sum(map(bool, below))) / 4)
    scores = {column: _worth(name, column, told) + weight * judged.get(column, 0.0) for column in Column}
    if told and told[0] in _TOLD_BY_HEAD:
        scores[told[0]] = max(scores[told[0]], _OWN_HEAD)
    if _OF_THE_END.search(name):
        scores[Column.TIMEFRAME] += _END
    if told[:1] == (Column.TIMEFRAME,):
        scores[Column.TIMEFRAME] += _LATER * step
    if OF_PERSONS.search(name):
        scores[Column.LEAD] = max(scores[Column.LEAD] - _END, min(scores[Column.LEAD], _PERSONS))
    if not name:
        scores[Column.NOTE] = _LEFT_OUT
    return scores | {column: float("-inf") for column in _list_impossible(name, told)}


def _list_impossible(name: str, told: Sequence[Column]) -> Iterator[Column]:
    """Yield what a column with this head is never, whatever stands below it."""
    if NO_LEAD.search(name) and Column.LEAD not in told[:1]:
        yield Column.LEAD
    if NO_DEADLINE.search(name):
        yield from (Column.TIMEFRAME, Column.START)
    if Column.GROUP not in told:
        yield Column.GROUP  # nothing below a head tells a group from a title
    if Column.START not in told:
        yield Column.START
    if Column.COORDINATING not in told and name:
        yield Column.COORDINATING  # cells do not tell who leads from who takes part


def _worth(name: str, column: Column, told: Sequence[Column]) -> float:
    """Return what the words of a head say for a column; `told` are the columns that they name."""
    if is_shared(name) and column is Column.LEAD:
        return _FIRST_WORD + 1
    if column not in told:
        return _NO_WORD if told else 0.0
    words = _FIRST_WORD if column == told[0] else _OTHER_WORD
    return _NOTE_WORD if column is Column.NOTE else words


def _best(scores: Sequence[Mapping[Column, float]]) -> list[Column | None]:
    """Return the assignment with the greatest sum; None for a place that holds nothing a task needs.

    `reached` are the sets of columns given so far, with the best sum and the places of each.
    """
    reached: dict[frozenset[Column], tuple[float, tuple[Column | None, ...]]] = {frozenset(): (0.0, ())}
    for place in scores:
        following: dict[frozenset[Column], tuple[float, tuple[Column | None, ...]]] = {}
        for given, (total, chosen) in reached.items():
            free: list[Column | None] = [column for column in _ONCE if column not in given and place[column] > 0]
            for column in (*free, Column.NOTE, None):
                now = given | {column} if column in _ONCE else given
                gain = _LEFT_OUT if column is None else place[column]
                sum_now = total + gain
                known = following.get(now)
                if known is None or sum_now > known[0]:
                    following[now] = (sum_now, (*chosen, column))
        reached = following
    return list(max(reached.values(), key=lambda one: one[0])[1])
