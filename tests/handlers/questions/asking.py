"""Somebody types a sentence on a day: the answer as `ask --json` gives it."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from data.registry.office import agencies
from data.registry.office.working_calendar import working_calendar
from data.registry.people.identities import Identity
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.questions.answering.answerer import answer
from tests.handlers.questions.corpus.cases import Case, Person
from tests.handlers.questions.corpus.expected import Item, items

Document = dict[str, Any]


@dataclass
class Asking:
    """A registry that sentences are asked of; nothing is remembered from one to the next.

    `found` holds the items that answer a case, where they were looked for before in a registry that never changes.
    """

    session: Session
    found: dict[Case, frozenset[Item] | None] = field(default_factory=dict)
    calendar: WorkingCalendar = field(init=False)

    def __post_init__(self) -> None:
        self.calendar = working_calendar(self.session)
        self.calendar.is_working(date(2024, 1, 1))  # the holidays are loaded before the first officer, as `App` does
        self._identity = lru_cache(maxsize=None)(self._look_up)

    def ask(self, person: Person, today: date, sentence: str) -> Document:
        """The answer of `ask --json`."""
        return answer(self.session, self._identity(person), sentence, today, self.calendar).as_json()

    def wanted(self, case: Case) -> frozenset[Item] | None:
        """Find the items that answer a case (`expected.items`)."""
        if case not in self.found:
            self.found[case] = items(self.session, case, self.calendar)
        return self.found[case]

    def _look_up(self, person: Person) -> Identity:
        agency = agencies.find(self.session, person.agency)
        return Identity(0, "", person.role, agency.id, agency.code, agency.name, agency.short_name, None)
