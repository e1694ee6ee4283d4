"""Forms that pages of the board post: read, checked to be a page's own, and done as the chat does it."""

from functools import partial
from urllib.parse import parse_qs
from uuid import uuid4

from starlette.requests import Request

from bot.page.sessions import is_post_token
from data.errors import BadAnswer, NotAllowed
from data.registry.people import identities, page_sessions
from data.registry.people.identities import Identity
from data.store import Session
from handlers.base.board.form import TOKEN, Form, read_form
from handlers.base.board.look import Told
from handlers.base.messages import Attachment, Incoming
from handlers.dispatch.board_forms import CHANNEL, BoardForms
from handlers.office.plan_reading import PlanNeeded
from scheduler.clock import Clock

_MOST_FIELDS = 64


async def read_posted(request: Request, token: str) -> Form:
    """Return the form that a page of a session posted. Raises BadAnswer for what is none, and NotAllowed for what no
    page of this session posted.
    """
    try:
        body = (await request.body()).decode()
        fields = parse_qs(body, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise BadAnswer("address", "address_unknown") from error
    if not is_post_token(token, next(iter(fields.get(TOKEN, ())), "")):
        raise NotAllowed("board.form")
    return read_form(fields)


class FormDesk:
    """The part of the board that carries out posted forms."""

    def __init__(self, clock: Clock, forms: BoardForms) -> None:
        self._clock = clock
        self._forms = forms

    def take(self, form: Form, token: str) -> Told:
        """Do what a form asks for on behalf of a session; a plan that is needed for it is read first.

        Takes as long as that does. Raises Refused and RegistryUnusable.
        """
        incoming = Incoming(CHANNEL, "", uuid4().hex, self._clock.now(), text=form.typed, pressed=form.pressed)
        is_long = False

        while True:
            try:
                return self._forms.take(incoming, form, partial(self._find_me, token), is_long=is_long)
            except PlanNeeded as needed:
                incoming, is_long = needed.prepare(incoming), is_long or needed.is_long

    def record_handed_out(self, file: Attachment, token: str) -> None:
        """Record that a session was given a file. Raises Refused and RegistryUnusable."""
        incoming = Incoming(CHANNEL, "", uuid4().hex, self._clock.now())
        self._forms.record_handed_out(incoming, file, partial(self._find_me, token))

    def _find_me(self, token: str, session: Session) -> Identity | None:
        found = page_sessions.find_session(session, token, self._clock.wall())
        return identities.identify(session, page_sessions.CHANNEL, found.chat_id) if found else None
