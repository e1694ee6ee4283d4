"""The duties that an answer is about, as far as its words and buttons need them."""

from typing import Protocol

from data.registry.office.agencies import AgencyFact
from handlers.base.query import Query


class AnswerScope(Protocol):
    """A query with the agency whose duties are meant, None for all agencies; `own`: it is the asker's."""

    # Read-only properties: a frozen dataclass has no settable attributes.
    @property
    def query(self) -> Query: ...
    @property
    def agency(self) -> AgencyFact | None: ...
    @property
    def own(self) -> bool: ...
