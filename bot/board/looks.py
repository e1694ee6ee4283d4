"""Looks at the board: read for whoever a session is of at that moment, and refused with a trace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from starlette.requests import Request

from bot.board.forms import FormDesk
from bot.page.sessions import get_post_token
from data.errors import NhacviecError, NotAllowed, NotFound, Refused, Stale
from data.registry.people import identities, offices, page_sessions
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from handlers.base.board.look import Asked, Look
from handlers.base.messages import ReadPlan
from handlers.office.plan_reading import PlanNeeded
from handlers.views.board import refusals
from scheduler.clock import Clock
from scheduler.statistics.kept_figures import KeptFigures

ADDRESS = "/trang/bang"
_STATUS: Mapping[type[NhacviecError], int] = {NotAllowed: 403, NotFound: 404, Stale: 409}

Read = TypeVar("Read")


class Made(NamedTuple):
    """A page that was made, and the status that it is sent with; or the page that is opened in its place."""

    content: str
    status: int = 200
    instead: str = ""


class RefusedLook(Exception):
    """A page was refused to its reader: why, and what they are shown instead."""

    def __init__(self, cause: Refused, instead: Made) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.instead = instead


class Place(NamedTuple):
    """Where a page is: its path below the board's address, and the way from it there."""

    path: str
    root: str


def place_of(request: Request) -> Place:
    """Return where the page of a request is."""
    path = str(request.scope["path"]).partition(f"{ADDRESS}/")[2]
    return Place(path, "../" * path.count("/") or "./")


@dataclass(frozen=True, slots=True)
class Looks:
    """The office that a look at the board reads: its registry, clock, days off and the figures that are kept."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    forms: FormDesk
    kept: KeptFigures = field(default_factory=KeptFigures)

    def read(self, request: Request, token: str, make: Callable[[Look, Asked], Read]) -> Read | Made:
        """Return what `make` makes of one reading; a plan that it needs is read first, outside of it."""
        plans: tuple[ReadPlan, ...] = ()
        while True:
            try:
                return self._read_once(request, token, make, plans)
            except PlanNeeded as needed:
                plans = (*plans, needed.make())
            except RefusedLook as error:
                self.forms.record_refused_look(place_of(request).path, error.cause, token)
                return error.instead

    def _read_once(
        self, request: Request, token: str, make: Callable[[Look, Asked], Read], plans: tuple[ReadPlan, ...]
    ) -> Read | Made:
        with self.store.read() as session:
            found = page_sessions.find_session(session, token, self.clock.wall())
            me = identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
            if found is None or me is None:
                return closed(request)
            now, place = self.clock.now(), place_of(request)
            look = Look(
                session,
                me,
                now,
                viet_nam_date(now),
                self.calendar,
                place.path,
                place.root,
                get_post_token(token),
                kept=self.kept,
                plans=plans,
                open_registry=self.store.read,
                offices=offices.list_of_chat(session, page_sessions.CHANNEL, found.chat_id) if me.several else (),
            )
            try:
                return make(look, Asked(request.path_params, dict(request.query_params)))
            except Refused as error:
                raise RefusedLook(error, Made(refusals.refusal(look, error), status_of(error))) from error


def status_of(error: NhacviecError) -> int:
    """Return the status with which a refusal is answered."""
    return _STATUS.get(type(error), 400)


def closed(request: Request) -> Made:
    """Return how to come in, for who has no session."""
    return Made(refusals.door(place_of(request).root), 401)
