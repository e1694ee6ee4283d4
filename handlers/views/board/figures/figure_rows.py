"""Rows of figures: tiles, parts of the plans, agencies in their ranking; each leads to what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.rules.standing import OWED, Standing
from handlers.base.board.filters import STANDINGS, BoardFilter
from handlers.views.base import names
from handlers.views.board.page import percent
from scheduler.statistics.figures import Figures
from scheduler.statistics.ranking import Ranked

_PERCENT = 100

STATE_OF = {next(iter(found)): state for state, found in STANDINGS.items() if len(found) == 1}
"""The list that a figure opens, by its standing."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure, with its share of the total, and the list that it counts."""

    standing: Standing
    name: str
    count: int
    share: str
    link: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Figures of something, and where it leads; "" for nowhere."""

    name: str
    figures: Figures
    link: str = ""


@dataclass(frozen=True, slots=True)
class RankedRow:
    """An agency in the ranking. `at_least` is the share it is placed by, in percent."""

    place: int
    name: str
    link: str
    on_time: int
    judged: int
    at_least: int
    overdue: int


def list_tiles(figures: Figures, chosen: BoardFilter, root: str) -> list[Tile]:
    """Return the figures that add up to the total."""
    return [
        Tile(
            found,
            names.standing_name(found),
            figures.of(found),
            percent(figures.of(found), figures.total),
            f"{root}danh-sach{chosen.query(state=STATE_OF[found])}",
        )
        for found in OWED
    ]


def ranked_rows(ranking: Sequence[Ranked], chosen: BoardFilter, root: str | None) -> list[RankedRow]:
    """Return the rows of agencies that are ranked; they lead nowhere without a `root`."""
    return [
        RankedRow(
            place=one.place,
            name=one.part.name,
            link="" if root is None else agency_link(one.part.agency_id, chosen, root),
            on_time=one.part.figures.done_on_time,
            judged=one.part.figures.judged,
            at_least=int(one.at_least * _PERCENT),
            overdue=one.part.figures.open_overdue,
        )
        for one in ranking
    ]


def agency_link(agency_id: int | None, chosen: BoardFilter, root: str) -> str:
    """Return the address of an agency's page."""
    return f"{root}co-quan/{agency_id}{chosen.query(agency_id=None)}"
