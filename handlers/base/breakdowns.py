"""Which part of a plan figures are about: "quý 2", "lĩnh vực IV", an agency, the fields that an agency leads.

A cut is written in a button in a few letters (`Cut.encode`), so that one can go up and down after a restart.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from data.errors import NotFound
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans import plans
from data.registry.plans.leads import list_leads
from data.registry.statistics.tallies import Tally
from data.text import fold
from handlers.base.list_filters import read_filter
from handlers.base.permissions import visible_agency
from handlers.base.turn import Turn
from scheduler.statistics.figures import BODY, period_of, section_of

PATTERN = r"all|a\d{1,9}|s(?:[IVXLC]+|TC)|q(?:\d{4}-Q[1-4])?|f(?:\d{1,9}|TC)"
"""What `Cut.encode` writes."""


@dataclass(frozen=True, slots=True)
class Cut:
    """`kind`: "all", or a (agency, by its id), s (section), q (quarter, "" for what has no date), f (the sections
    that an agency leads, by its id; "TC" for what nobody leads) with a `value`."""

    kind: str = "all"
    value: str = ""

    def encode(self) -> str:
        """As a button carries it; at most 10 letters of ASCII."""
        return self.kind + self.value

    @staticmethod
    def decode(text: str) -> "Cut":
        """The cut of a button."""
        return Cut() if text == "all" else Cut(text[:1], text[1:])

    @property
    def agency_id(self) -> int | None:
        """The one agency that it is about."""
        return int(self.value) if self.kind == "a" else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A cut with what it takes to tell what is in it: `sections` are those that a field lead leads."""

    cut: Cut
    sections: Collection[str] = ()

    @property
    def led(self) -> bool:
        """Whether it is about the fields of an agency."""
        return self.cut.kind == "f" and self.cut.value != BODY

    def of_tally(self, tally: Tally) -> bool:
        """Whether what a tally counts is in it."""
        return self._holds(tally.agency_id, section_of(tally), tally.due_on)

    def of_duty(self, row: DutyLine) -> bool:
        """Whether a duty is in it; the code of a task begins with its section."""
        return self._holds(row.agency_id, row.code.partition(".")[0], row.due_on)

    def _holds(self, agency_id: int, section: str, due_on: date | None) -> bool:
        match self.cut.kind:
            case "a":
                return agency_id == self.cut.agency_id
            case "s":
                return section == self.cut.value
            case "q":
                return period_of(due_on) == self.cut.value
            case "f":
                return section in self.sections
            case _:
                return True


def chosen_cut(turn: Turn, cut: Cut) -> Choice:
    """A cut of the latest plan, as the officer may see it. Raises NotFound for a section that the plan does not
    have, NotAllowed for another's agency."""
    plan = plans.find(turn.session)
    titles = plans.get_section_titles(turn.session, plan.id)
    if cut.kind == "s" and cut.value not in (*titles, BODY):
        raise NotFound("section", cut.value, tuple(titles))
    if cut.agency_id is not None:
        visible_agency(turn, cut.agency_id)
    if cut.kind != "f":
        return Choice(cut)
    led = {section: str(lead.agency_id) for section, lead in list_leads(turn.session, plan.id).items()}
    return Choice(cut, [section for section in (*titles, BODY) if led.get(section, BODY) == cut.value])


def read_cut(words: str, year: int) -> Cut | None:
    """The section or the quarter (of the plan's `year`) that was typed after /tonghop; None for anything else."""
    by = read_filter(words)
    if by.kind == "q":
        return Cut("q", f"{year}-Q{by.value}")
    if by.kind == "n":
        return Cut("q")
    if by.kind == "s":
        return Cut("s", by.value)
    if section := re.fullmatch(r"[ivxlc]+", fold(words)):
        return Cut("s", section[0].upper())
    return None
