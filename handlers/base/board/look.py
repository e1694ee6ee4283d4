"""One look at the board: who looks, when, and what their address asks for; every request reads it anew."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from data.enums import Role
from data.errors import BadAnswer, NotAllowed
from data.registry.people.identities import Identity
from data.registry.people.offices import Office
from data.rules.calendar import WorkingCalendar
from data.store import Session
from handlers.base.board.form import Form
from handlers.base.messages import Attachment, OpenRegistry, ReadPlan, Reply
from handlers.base.permissions import oversees
from scheduler.statistics.kept_figures import KeptFigures

SEE_FIGURES = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
"""Roles that see figures, as with /tonghop: a head those of their own agency."""
_ID = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a form that was posted: what the chat says to it, or `refused`, why nothing was done.

    `asks`: words are waited for, typed beside the same button. `files` are those of the reply, made.
    """

    form: Form
    reply: Reply | None = None
    refused: str = ""
    asks: bool = False
    files: tuple[Attachment, ...] = ()


def _closed() -> AbstractContextManager[Session]:
    raise RuntimeError("this look opens no other session")


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at the board, and the one reading of the registry that all of a page comes from.

    `now` is the office's instant (UTC), `today` its date in Viet Nam. `path` is that of the page below the board's
    address, and `root` leads from it there: links are relative, since a proxy may serve all of this under a path
    of its own. `post` is what a form of the page must bear. Where one was posted, `told` is what became of it; the
    page shows how things stand after it. `kept` are the figures that were counted before, `plans` those that were
    read for this look before it. `open_registry` opens another session for what is read beside it. `offices`: the
    reader's offices, one for each agency they serve; empty where they serve one.
    """

    session: Session
    me: Identity
    now: datetime
    today: date
    calendar: WorkingCalendar
    path: str = ""
    root: str = "./"
    post: str = ""
    told: Told | None = None
    kept: KeptFigures = field(default_factory=KeptFigures)
    plans: tuple[ReadPlan, ...] = field(default=(), repr=False)
    open_registry: OpenRegistry = _closed
    offices: Sequence[Office] = ()

    @property
    def agency_id(self) -> int | None:
        """Return the id of the agency whose duties alone may be seen; None for who sees all."""
        return None if oversees(self.me) else self.me.agency_id

    @property
    def sees_figures(self) -> bool:
        """Return whether figures may be seen."""
        return self.me.role in SEE_FIGURES

    def check_sees_figures(self) -> None:
        """Raise NotAllowed for who may not see figures."""
        if not self.sees_figures:
            raise NotAllowed("role.figures")

    def check_administers(self) -> None:
        """Raise NotAllowed for who is no administrator."""
        if self.me.role is not Role.ADMIN:
            raise NotAllowed("role.administering")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the values in its path, and those of its query, the last of each name."""

    path: Mapping[str, str]
    query: Mapping[str, str]

    def read_id(self, name: str) -> int:
        """Return the number of a row in the path. Raises BadAnswer for what is none."""
        if not _ID.fullmatch(self.path[name]):
            raise BadAnswer("address", "address_unknown")
        return int(self.path[name])


Page = Callable[[Look, Asked], str]
"""A page of the board: returns its HTML. Raises what the handlers of the chat raise."""
Handed = Callable[[Look, Asked], Attachment]
"""A file of the board, whose content is made afterwards. Raises what the handlers of the chat raise."""
